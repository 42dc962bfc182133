/** Arbitrary log lines: text, JSON, GB18030, bytes that are no text. */
import fc from 'fast-check';
import { encodeText } from '../../src/record/encoding.ts';

const CODES = [0, -1, 40014, 40029, 42001, 45009, 60020, 310000, 853006, 1234567];

const code = fc.constantFrom(...CODES);

const phrase = fc.constantFrom(
  'invalid access_token, hint: [1774937659396423194077724]',
  'not allow to access from your ip, from ip: 203.0.113.45, hint: [1774937659396423194077724]',
  'more info at https://open.work.weixin.qq.com/devtool/query?e=40014',
  'POST https://qyapi.weixin.qq.com/cgi-bin/message/send?access_token=abc',
  'oapi.dingtalk.com/robot/send',
  '企业微信消息发送失败',
  '公众号模板消息',
  '誠實「企業微信」',
  'from ← to',
  'GET /index.html 200',
);

const reply = fc
  .tuple(code, phrase)
  .map(([errcode, errmsg]) => JSON.stringify({ errcode, errmsg }));

const textLine = fc
  .array(
    fc.oneof(
      phrase,
      reply,
      reply.map((text) => JSON.stringify(text)),
      code.map((errcode) => `errcode=${errcode}`),
      code.map((errcode) => `错误码：${errcode}`),
      fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\n', ' ')),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(' '));

/** JSON that no printer of ours would write again: big integers, duplicate keys, outer blanks. */
const jsonLine = fc
  .tuple(
    fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 }),
    code,
    fc.constantFrom('', '"wecom":1,', '"wecom":[],"wecom_1":{},', '"errcode":40014,', '"誠":"誠",'),
    fc.constantFrom('', ' ', '\t', '  \t '),
  )
  .map(([object, errcode, taken, blank]) => {
    const rest = JSON.stringify(object).slice(1, -1);
    const body = `${taken}"errcode" : ${errcode},"id":90071992547409931234${rest === '' ? '' : `,${rest}`}`;
    return `${blank}{${body}${blank}}${blank}`;
  });

const utf8 = fc.oneof(textLine, jsonLine).map((text) => Buffer.from(text));
const gb18030 = fc
  .oneof(textLine, jsonLine)
  .map((text) => Buffer.from(encodeText(text, 'gb18030')));
const garbage = fc
  .tuple(fc.uint8Array({ maxLength: 24 }), textLine)
  .map(([bytes, text]) =>
    Buffer.concat([bytes, Buffer.from(text)]).map((byte) => (byte === 10 ? 0 : byte)),
  );
const marked = fc
  .oneof(textLine, jsonLine)
  .map((text) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]));

/** One line without its line feed. */
export const arbitraryLine: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 4, arbitrary: utf8 },
  { weight: 3, arbitrary: gb18030 },
  { weight: 2, arbitrary: garbage },
  { weight: 1, arbitrary: marked },
  { weight: 1, arbitrary: fc.constant(new Uint8Array(0)) },
);

/** A log: lines with LF or CR LF, with or without a line feed at the end. */
export const arbitraryLog: fc.Arbitrary<Buffer> = fc
  .array(fc.tuple(arbitraryLine, fc.constantFrom('\n', '\r\n')), { maxLength: 24 })
  .chain((lines) =>
    fc
      .boolean()
      .map((isOpen) =>
        Buffer.concat(
          lines.flatMap(([line, feed], index) => [
            line,
            Buffer.from(isOpen && index === lines.length - 1 ? '' : feed),
          ]),
        ),
      ),
  );

/** `bytes` cut at the given places, wherever they lie. */
export function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort(
    (left, right) => left - right,
  );
  return [0, ...sorted].map((from, index) => bytes.subarray(from, sorted[index] ?? bytes.length));
}
