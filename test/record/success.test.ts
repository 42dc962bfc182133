/** What a reply says beside its errcode 0, in the spellings of logs. */
import { describe, expect, test } from 'vitest';
import { HIDDEN_KINDS } from '../../src/model/hidden.ts';
import { readSuccess } from '../../src/record/success.ts';

const kindsOf = (text: string): string[] =>
  HIDDEN_KINDS.filter((_, bit) => (readSuccess(text).kinds & (1 << bit)) !== 0);

const formOf = (text: string): string | undefined => {
  const { form } = readSuccess(text);
  return form === undefined ? undefined : `${text}\n`.slice(0, form.bytes);
};

describe('a success', () => {
  test.each([
    ['errcode":0,"errmsg":"ok"}'],
    ['errcode":0,"errmsg":"OK, 2 failed before"}'],
    ['errcode":0,"errmsg":"created"}'],
    ['errcode":0,"errmsg":"请求成功"}'],
    ['errcode":0}'],
    ['errcode=0 errmsg=ok warning=none'],
    ['errcode":0,"errmsg":"ok","invaliduser":"","invalidparty":"","invalidtag":""}'],
    ['errcode\\":0,\\"errmsg\\":\\"ok\\",\\"invaliduser\\":\\"\\"}'],
    ["errcode': 0, 'errmsg': 'ok', 'invaliduser': '', 'fail_list': []}"],
    ['errcode":0,"errmsg":"ok","invalidlist":[""],"fail_list":[ ],"unlicenseduser":null}'],
    ['errCode=0, errMsg=ok, invalidUser=null, invalidParty=, invalidTag=null)'],
    ['ErrCode:0 ErrMsg:ok InvalidUser: InvalidParty: InvalidTag:}'],
    ['ErrCode:0 ErrMsg:ok FailList:[] MsgID:x}'],
    ['errcode":0,"invalid_sender_list":{"user_list":[],"department_list":[]}}'],
    ['errcode%22%3A0%2C%22errmsg%22%3A%22ok%22%2C%22invaliduser%22%3A%22%22%7D'],
    ['errcode] => 0 [errmsg] => ok [invaliduser] => )'],
    ['errcode":0,"errmsg":"ok","failed":3,"invalid_count":2}'],
    ['errcode":0,"errmsg":"ok","user_list":["zhangsan"]}'],
  ])('is plain: %s', (text) => {
    expect(kindsOf(text)).toEqual([]);
  });

  test.each([
    ['errcode":0,"errmsg":"ok. Warning: wrong json format. "}', 'wrong-json'],
    ['errcode\\":0,\\"errmsg\\":\\"ok. Warning: wrong json format. \\"}', 'wrong-json'],
    ['errcode=0 errmsg=ok. Warning: wrong json format. msgid=1', 'wrong-json'],
    ['errcode":0,"errmsg":"ok, warning: deprecated"}', 'warning'],
    ['errcode":0,"errmsg":"userid not found"}', 'warning'],
    ['errcode":0,"errmsg":"发送失败"}', 'warning'],
    ['errcode":0,"errmsg":"ok","invaliduser":"zhangsan|lisi"}', 'invalid-receivers'],
    ['errcode\\":0,\\"errmsg\\":\\"ok\\",\\"invaliduser\\":\\"zhang\\"}', 'invalid-receivers'],
    ['errcode":0,"errmsg":"ok","invaliduser":"","invalidparty":"2"}', 'invalid-receivers'],
    ['errcode":0,"errmsg":"ok","invalidparty":[2,4]}', 'invalid-receivers'],
    ["errcode': 0, 'errmsg': 'ok', 'invaliduser': 'zhangsan'}", 'invalid-receivers'],
    ['errcode":0,"invalid_external_userid":["wmAAA"]}', 'invalid-receivers'],
    ['errcode":0,"invalid_sender_list":{"user_list":["zhangsan"]}}', 'invalid-receivers'],
    ['errCode=0, errMsg=ok, invalidUser=null, invalidTag=3|4)', 'invalid-receivers'],
    ['ErrCode:0 ErrMsg:ok InvalidUser:zhangsan InvalidParty:}', 'invalid-receivers'],
    ['errcode%22%3A0%2C%22invaliduser%22%3A%22zhang%22%7D', 'invalid-receivers'],
    ['errcode] => 0 [errmsg] => ok [invaliduser] => zhangsan )', 'invalid-receivers'],
    ['errcode":0,"errmsg":"ok","unlicenseduser":"wangwu"}', 'unlicensed'],
    ['errcode":0,"errmsg":"ok","excess_users":["wangwu"]}', 'unlicensed'],
    ['errcode":0,"errmsg":"ok","fail_list":["wmAAA"]}', 'failed-list'],
    ['errcode":0,"errmsg":"ok","faillist":["wmAAA"]}', 'failed-list'],
    ['errcode":0,"failed_chat_list":[{"chat_id":"wrAAA"}]}', 'failed-list'],
  ])('hides: %s', (text, kind) => {
    expect(kindsOf(text)).toEqual([kind]);
  });

  test('may hide several kinds', () => {
    const text =
      'errcode":0,"errmsg":"ok. Warning: wrong json format.","invaliduser":"a","unlicenseduser":"b"}';
    expect(kindsOf(text)).toEqual(['wrong-json', 'invalid-receivers', 'unlicensed']);
  });

  test.each([
    ['errcode":0,"errmsg":"ok","msgid":"1"}', 'errcode":0,"errmsg":"ok"'],
    ['errcode":0,"errmsg":"ok","invaliduser":""}', 'errcode":0,"errmsg":"ok","invaliduser":""'],
    ['errcode=0 errmsg=ok took=3ms', 'errcode=0 errmsg=ok '],
    ['errcode=0 errmsg=ok', 'errcode=0 errmsg=ok\n'],
    ['errcode":0} done', 'errcode":0}'],
    ['errcode":0,"errmsg":"ok","invaliduser":"a"}', 'errcode":0,"errmsg":"ok"'],
  ])('that begins so is told by its form: %s', (text, form) => {
    expect(formOf(text)).toBe(form);
  });

  test.each([
    ['errcode":0,"errmsg":"ok. Warning: wrong json format. "}'],
    ['errcode=0 errmsg=okay then'],
    ['errcode":0,"errmsg":"ok'],
    [`errcode":0,"errmsg":"${'long '.repeat(20)}"}`],
  ])('has no form where it does not say enough: %s', (text) => {
    expect(formOf(text)).toBeUndefined();
  });
});
