/** Plain successes are known by their form: the kernel says what its reference says of all others. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  COMMON_FORMS,
  createScalarSuccessReader,
  createSuccessReader,
} from '../../src/analyze/successes.ts';
import { openArena } from '../../src/model/arena.ts';
import { HIDDEN_KINDS } from '../../src/model/hidden.ts';
import { readSuccess } from '../../src/record/success.ts';

const RECORD = 128;
const ARENA_BYTES = 1 << 16;

/** Reads records, each from its first `errcode` on, as they are met in this order. */
function createReaders() {
  const arena = openArena(ARENA_BYTES * 2);
  arena.allocate(ARENA_BYTES);
  const readers = [createSuccessReader(arena), createScalarSuccessReader(arena.bytes)] as const;
  return (record: string, behind = ''): readonly [number, number] => {
    const bytes = Buffer.from(`\n${record}\n${behind}\n`);
    arena.bytes.fill(0x7e, 0, ARENA_BYTES);
    arena.bytes.set(bytes, RECORD - 1);
    const at = RECORD + Buffer.from(record).indexOf('errcode');
    return readers.map((reader) => reader.read(RECORD, at)) as [number, number];
  };
}

const head = fc.constantFrom(
  ...['errcode":0', 'errcode": 0', 'errcode\\":0', 'errcode=0', "errcode': 0", 'errcode：0'],
  ...['errcode":"0"', 'errcode%22%3A0', 'errcode=0x', 'errcode'],
);
const errmsg = fc.constantFrom(
  ...[
    '',
    '',
    ',"errmsg":"ok"',
    ', "errmsg": "ok"',
    ',\\"errmsg\\":\\"ok\\"',
    ' errmsg=ok',
    ', errMsg=ok',
  ],
  ...[",'errmsg':'ok'", '%2C%22errmsg%22%3A%22ok%22', ',"errmsg":""', ',"errmsg":"请求成功"'],
  ...[',"errmsg":"ok. Warning: wrong json format. "', ' errmsg=ok. Warning: wrong json format. '],
  ...[',"errmsg":"ok', ',"errmsg":"userid not found"', ' errmsg=okay', ',err_msg: ok', ' errors=0'],
  ...[' errmsg="ok" ', ' errmsg="ok\\" warning"', ',"errmsg":"created"', ' errmsg=ok}warning'],
);
const name = fc.constantFrom(
  ...[
    'invaliduser',
    'invalidparty',
    'invalidtag',
    'invalid_userid_list',
    'InvalidUser',
    'INVALIDTAG',
  ],
  ...[
    'unlicenseduser',
    'fail_list',
    'failList',
    'failed_chat_list',
    'excess_users',
    'failed',
    'fail',
  ],
  ...['invalid', 'msgid', 'interval', 'user_list', 'xinvaliduser', 'failure_listing'],
);
const value = fc.constantFrom(
  ...[
    '""',
    '"zhang|li"',
    '[]',
    '["zhang"]',
    '[2]',
    'null',
    'nullable',
    'null|x',
    '\\"\\"',
    '\\"li\\"',
  ],
  ...[
    "''",
    "'li'",
    '"\'',
    '\\""',
    '',
    'li',
    '2',
    '{}',
    '{"user_list":[]}',
    '{"a":["b"]}',
    '[ ]',
    'None',
  ],
);
const separator = fc.constantFrom(
  ':',
  '=',
  ': ',
  ' = ',
  '":',
  '": ',
  '\\":',
  "':",
  ' ',
  '=>',
  '"] => ',
);
const list = fc
  .tuple(fc.constantFrom(',"', ', ', ',\\"', ' ', ",'", '{"', ''), name, separator, value)
  .map((parts) => parts.join(''));
const rest = fc.oneof(
  list,
  list,
  fc.constantFrom(
    ',"msgid":"abcdefghij"',
    '}',
    ' took=12ms',
    '失败',
    ' err',
    ' errmsg=no',
    '  ← 0 请求成功 · x',
  ),
  fc.string({ maxLength: 40 }).map((text) => text.replaceAll('\n', ' ')),
);
const record = fc
  .tuple(fc.constantFrom('', '2026-09-01 ', '{"'), head, errmsg, fc.array(rest, { maxLength: 4 }))
  .map(([before, code, message, parts]) => `${before}${code}${message}${parts.join('')}`);

describe('what successes hide', () => {
  test('is found by the kernel as by its reference, whatever it has learnt', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(record, fc.boolean()), { maxLength: 60 }), (records) => {
        const read = createReaders();
        for (const [text, isTwice] of records) {
          for (let round = 0; round < (isTwice ? 2 : 1); round++) {
            const [kernel, scalar] = read(text, ',"invaliduser":"zhang"} errmsg=no');
            expect([text, kernel]).toEqual([text, scalar]);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('is found in records of a form that was learnt', () => {
    const read = createReaders();
    const plain = '{"errcode":0,"errmsg":"ok","msgid":"1"}';
    const bit = (kind: (typeof HIDDEN_KINDS)[number]): number => 1 << HIDDEN_KINDS.indexOf(kind);
    expect(read(plain)).toEqual([0, 0]);
    expect(read(plain)).toEqual([0, 0]);
    const hiding = '{"errcode":0,"errmsg":"ok","msgid":"1","invaliduser":"zhang"}';
    expect(read(hiding)[0]).toBe(bit('invalid-receivers'));
    expect(read(`${' '.repeat(200)}${plain}, fail_list=[1]`)[0]).toBe(bit('failed-list'));
    expect(read('{"errcode":0,"errmsg":"ok. Warning: wrong json format. "}')[0]).toBe(
      bit('wrong-json'),
    );
  });

  test('is nothing in forms that are known from the start', () => {
    for (const form of COMMON_FORMS) {
      expect([form, readSuccess(`${form} more`)]).toEqual([
        form,
        { kinds: 0, form: { bytes: form.length, isSilent: false } },
      ]);
    }
  });

  test('is found when there are more forms than are kept', () => {
    const read = createReaders();
    for (let round = 0; round < 3; round++) {
      for (let blanks = 0; blanks < 20; blanks++) {
        const reply = `errcode":${' '.repeat(blanks % 10)}0,"errmsg":"${blanks < 10 ? 'ok' : 'created'}"`;
        expect(read(reply)).toEqual([0, 0]);
        expect(read(`${reply},"invaliduser":"li"}`)).toEqual([4, 4]);
      }
    }
  });
});
