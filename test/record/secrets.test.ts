/** What must not leave a log is masked; what tells what happened stays. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskAllButExit, maskSecrets } from '../../src/record/secrets.ts';
import { arbitraryLog } from '../helpers/lines.ts';

const EXTERNAL = 'wmqfasd1e1927831123109rBAAAA';

describe('masked', () => {
  test.each([
    ['access_token in a URL', '?access_token=9kEIPSk3-x_Y.z&debug=1', '9kEIPSk3-x_Y.z'],
    ['access_token in JSON', '{"access_token":"9kEIPSk3xYz","expires_in":7200}', '9kEIPSk3xYz'],
    ['access_token in escaped JSON', '{\\"access_token\\":\\"9kEIPSk3xYz\\"}', '9kEIPSk3xYz'],
    ['access_token percent-encoded', 'access_token%3D9kEIPSk3xYz', '9kEIPSk3xYz'],
    ['suite_access_token', "'suite_access_token': '61W3mEpU66027wgNZ'", '61W3mEpU66027wgNZ'],
    ['provider_access_token', 'provider_access_token: enLSZ5xxxxxxJRL', 'enLSZ5xxxxxxJRL'],
    ['corpsecret', '/cgi-bin/gettoken?corpid=ww1&corpsecret=Lq9_A-secret', 'Lq9_A-secret'],
    ['secret of Go', 'Secret:Lq9_A-secret ', 'Lq9_A-secret'],
    ['suite_ticket', '<SuiteTicket><![CDATA[asdfasfdasdfasdf]]></SuiteTicket>', 'asdfasfdasdfasdf'],
    ['permanent_code', '"permanent_code":"xxxx2_YYY"', 'xxxx2_YYY'],
    ['auth_code', 'auth_code=q7Rr5sTt', 'q7Rr5sTt'],
    ['OAuth code', '/callback?code=PxYz7r5sTtUvW3k1&state=1', 'PxYz7r5sTtUvW3k1'],
    ['webhook key', '/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa', '693a91f6'],
    ['webhook key of letters', 'send?key=693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa"', '693axxx6'],
    ['encodingAESKey', 'EncodingAESKey=jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C', 'jWmYm7qr5n'],
    ['refresh_token', '"refresh_token": "rrrrrrr1"', 'rrrrrrr1'],
    ['password', 'password=hunter22', 'hunter22'],
    ['Authorization', 'Authorization: Bearer abcdef012345', 'abcdef012345'],
    ['userid in JSON', '{"userid":"zhangsan"}', 'zhangsan'],
    ['userid of Python', "{'UserId': 'ZhangSan'}", 'ZhangSan'],
    ['userid of Java', 'User(userId=zhangsan, age=1)', 'zhangsan'],
    ['touser with several people', '"touser" : "zhangsan|lisi"', 'lisi'],
    ['userids in a list', '"useridlist":["zhangsan","lisi"]', 'zhangsan'],
    ['user in a list', '"useridlist":["zhangsan","lisi"]', 'lisi'],
    ['invalid users', '"invaliduser":"zhangsan|lisi"', 'lisi'],
    ['invalid users with commas', '"invaliduser":"zhangsan, lisi"', 'lisi'],
    ['invalid users, escaped', '\\"invaliduser\\":\\"zhangsan\\"', 'zhangsan'],
    ['invalid users in a list', '"invaliduser":["zhangsan","lisi"]', 'lisi'],
    ['invalid users in a list that is cut', '"invaliduser":["zhangsan","lisi', 'lisi'],
    ['invalid users of Java', 'Result(errMsg=ok, invalidUser=zhangsan, x=1)', 'zhangsan'],
    ['invalid users of Go', 'InvalidUser:zhangsan InvalidParty:', 'zhangsan'],
    ['unlicensed users', '"unlicenseduser" : "zhangsan"', 'zhangsan'],
    ['senders that are invalid', '"invalid_sender_list":{"user_list":["zhangsan"]}', 'zhangsan'],
    ['failed customers', "'fail_list': ['zhangsan']", 'zhangsan'],
    ['Chinese names', '"touser":"张三"', '张三'],
    ['XML', '<FromUserName><![CDATA[zhangsan]]></FromUserName>', 'zhangsan'],
    ['mobile', '"mobile":"13800138000"', '13800138000'],
    ['mobile without a key', '用户13800138000不存在', '13800138000'],
    ['mobile with a prefix', 'to +8613800138000.', '13800138000'],
    ['email', 'mail to zhang.san+x@mail.example.com failed', 'zhang.san'],
    ['IPv4', 'from ip: 203.0.113.45, more', '203.0.113.45'],
    ['IPv4 with a port', 'connect 203.0.113.45:443', '203.0.113.45'],
    ['IPv4 at the end of a sentence', 'from 203.0.113.45.', '203.0.113.45'],
    ['IPv6', 'from 2001:db8:85a3:0:0:8a2e:370:7334 refused', '8a2e:370:7334'],
    ['IPv6 shortened', 'from ip: 2001:db8::8a2e:370:7334', '8a2e:370:7334'],
    ['IPv6 in brackets', 'connect [2001:db8::1]:443', '2001:db8::1'],
    ['external_userid', `{"external_userid":"${EXTERNAL}"}`, EXTERNAL],
    ['external_userid without a key', `get ${EXTERNAL} failed`, EXTERNAL],
    ['open_userid', '"open_userid":"woAJ2GCAAAXtWyujaWJHDDGi0mACAAAA"', 'woAJ2GCAAA'],
    ['a customer group', 'chat wrOgQhDgAAMYQiS5ol9G7gK9JVAAAA is gone', 'wrOgQhDgAA'],
  ])('%s', (_what, text, secret) => {
    expect(text).toContain(secret);
    expect(maskSecrets(text)).not.toContain(secret);
  });

  test('twice is masked once', () => {
    fc.assert(
      fc.property(arbitraryLog, (log) => {
        const once = maskSecrets(log.toString('latin1'));
        expect(maskSecrets(once)).toBe(once);
      }),
    );
  });

  test('line by line or all at once, it is the same', () => {
    const word = fc.constantFrom(
      'password:',
      'token=',
      'mobile',
      '=',
      '"',
      'ERROR',
      '1.2.3.4',
      'userid:',
      'a@b.cn',
      '13800138000',
      'invaliduser:',
      'fail_list=[',
      '["li","',
      'x"]',
    );
    const line = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
        expect(maskSecrets(lines.join('\n'))).toBe(lines.map(maskSecrets).join('\n'));
        expect(maskSecrets(lines.join('\r\n'))).toBe(lines.map(maskSecrets).join('\r\n'));
      }),
    );
  });
});

describe('not masked', () => {
  test.each([
    ['the code', '{"errcode":40014,"errmsg":"invalid access_token"}'],
    ['a spoken code', '错误代码：40014, error code: 60020, "errorCode": 45009, code: 45009'],
    ['times', '2026-09-01T10:00:00.123+08:00 [2026-09-01 10:00:00,123] 1 Sep 2026 10:00:00 +0800'],
    ['a time in milliseconds', '{"time":1788228000123,"ts":1788228000}'],
    ['the hint', 'hint: [1774937659396423194077724]'],
    ['the old hint', 'hint: [1549953451_5_1b2c3d4e5f60718293a4b5c6d7e8f901]'],
    ['versions', 'wxjava 4.6.0 node v20.19.0 nginx/1.25.3 Chrome/126.0.6478.127'],
    ['the link', 'more info at https://open.work.weixin.qq.com/devtool/query?e=60020'],
    ['the path', 'POST /cgi-bin/message/send HTTP/1.1'],
    ['words about secrets', 'invalid access_token, access_token expired, corpsecret missing'],
    ['a short key', 'key=name code=40014 code:200 key: value'],
    ['a MAC-like or clock-like text', '10:00:00 12:34:56.789'],
    ['a class', 'me.chanjar.weixin.cp.api.impl.BaseWxCpServiceImpl(BaseWxCpServiceImpl.java:270)'],
    ['empty lists', '{"invaliduser":"","invalidtag":"","fail_list":[],"x":[""]} invalidParty=, x'],
    ['words about lists', 'invalid user list: the list fail_list is empty'],
    ['long numbers', 'order 202609011380013800012345 id=90071992547409931234'],
  ])('%s', (_what, text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  test('bytes that are no ASCII stay what they are', () => {
    const latin1 = Buffer.from('企业微信 token=abcdef12 企业').toString('latin1');
    expect(Buffer.from(maskSecrets(latin1), 'latin1').toString()).toBe('企业微信 token=*** 企业');
  });
});

describe('masked but for the exit address', () => {
  const refused = (errcode: number): string =>
    `errcode=${errcode} not allow to access from your ip, from ip: 203.0.113.45, userid=zhangsan 198.51.100.7`;

  test('a line with 60020 shows the address that was refused and no other', () => {
    expect(maskAllButExit(refused(60020))).toBe(
      'errcode=60020 not allow to access from your ip, from ip: 203.0.113.45, userid=*** ***',
    );
    const v6 = '{"errcode":60020,"errmsg":"from ip: 2001:db8::7, more"}';
    expect(maskAllButExit(v6)).toBe(v6);
  });

  test('lines around it show none', () => {
    const masked = maskAllButExit(`${refused(40014)}\n${refused(60020)}\n${refused(40014)}`);
    expect(masked.split('203.0.113.45')).toHaveLength(2);
    expect(masked).not.toMatch(/zhangsan|198\.51/);
  });

  test('a line that pretends to be masked already shows none', () => {
    expect(maskAllButExit(`from ip: *** ${refused(60020)}`)).not.toContain('203.0.113.45');
  });
});
