/** Annotate keeps every byte: what it adds can be found, named and taken out again. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RECORD_BYTES_MAX } from '../../src/model/limits.ts';
import { ToolError } from '../../src/model/tool-error.ts';
import { encodeText } from '../../src/record/encoding.ts';
import { folderOf } from '../helpers/folder.ts';
import { arbitraryLine, arbitraryLog, cutAt } from '../helpers/lines.ts';
import { annotated, undone } from '../helpers/run.ts';

const LF = 0x0a;

/** A text that is equal only if the bytes are, and that a failure shows readably. */
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const feed = bytes.indexOf(LF, at);
    const end = feed < 0 ? bytes.length : feed + 1;
    lines.push(bytes.subarray(at, end));
    at = end;
  }
  return lines;
}

async function textOf(input: string, options = {}): Promise<string> {
  return (await annotated(input, options)).toString();
}

interface Line {
  readonly line?: string;
  readonly lineBase64?: string;
  readonly wecom?: readonly { readonly errcode: number; readonly [key: string]: unknown }[];
}

const objectsOf = (text: string): Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe('whatever the lines are', () => {
  test('undo of annotate is the input, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLog, async (log) => {
        expect(latin1(await undone(await annotated(log)))).toBe(latin1(log));
      }),
      { numRuns: 70 },
    );
  });

  test('every byte of a line stays, and what is added stands in one place', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLine, async (line) => {
        const before = Buffer.concat([line, Buffer.from('\n')]);
        const after = await annotated(before);
        let head = 0;
        while (head < before.length && before[head] === after[head]) head++;
        let tail = 0;
        while (tail < before.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
        expect(head + tail).toBe(before.length);
      }),
      { numRuns: 70 },
    );
  });

  test('annotating twice is annotating once', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLog, async (log) => {
        const once = await annotated(log);
        expect(latin1(await annotated(once))).toBe(latin1(once));
      }),
      { numRuns: 50 },
    );
  });

  test('the chunks in which bytes arrive do not matter', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLog, fc.array(fc.nat(), { maxLength: 8 }), async (log, places) => {
        expect(latin1(await annotated(cutAt(log, places)))).toBe(latin1(await annotated(log)));
      }),
      { numRuns: 50 },
    );
  });

  test('every line becomes one JSON object with --format ndjson, and its bytes can be had back', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLine, async (line) => {
        const out = await annotated(Buffer.concat([line, Buffer.from('\n')]), { format: 'ndjson' });
        expect(linesOf(out)).toHaveLength(1);
        const isObject =
          Buffer.from(line).includes('"errcode"') && out.subarray(0, 8).indexOf('{"line"') < 0;
        if (isObject) return;
        const object = JSON.parse(out.toString()) as Line;
        if (object.line === undefined) return;
        const bytes = Buffer.from(line);
        const kept = bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes;
        const back = [
          Buffer.from(object.lineBase64 ?? '', 'base64'),
          Buffer.from(object.line),
          Buffer.from(encodeText(object.line, 'gb18030')),
        ];
        expect(back.some((candidate) => candidate.equals(kept))).toBe(true);
      }),
      { numRuns: 70 },
    );
  });
});

describe('a line of text', () => {
  test('gets its annotation before CR and LF, and none where the log ends without them', async () => {
    const out = await textOf('errcode=40014\r\nplain\r\n\nerrcode=40014');
    const [first, second, third, fourth] = out.split('\n');
    expect(first).toMatch(/^errcode=40014 {2}← 40014 不合法的access_token · .*[^\r]\r$/);
    expect([second, third]).toEqual(['plain\r', '']);
    expect(fourth).toMatch(/^errcode=40014 {2}← 40014 .*[^\r\n]$/);
  });

  test('in GB18030 is annotated in GB18030', async () => {
    const line = Buffer.concat([
      Buffer.from(encodeText('企业微信 推送失败 errcode=40014', 'gb18030')),
      Buffer.from('\r\n'),
    ]);
    const out = await annotated(line);
    const text = new TextDecoder('gb18030', { fatal: true }).decode(out);
    expect(text).toMatch(/^企业微信 推送失败 errcode=40014 {2}← 40014 不合法的access_token/);
    expect(latin1(await undone(out))).toBe(latin1(line));
  });

  test('in GB18030 that is annotated already is left alone', async () => {
    const line = Buffer.from(encodeText('推送失败 errcode=40014\n', 'gb18030'));
    const once = await annotated(line);
    expect(latin1(await annotated(once))).toBe(latin1(once));
  });

  test('with several codes is told them all, in order', async () => {
    const out = await textOf('errcode=45009 then errcode=40014 then errcode=45009\n');
    expect(out).toMatch(/← 45009 .*；40014 /);
    expect(out.match(/45009/g)).toHaveLength(3);
  });

  test('with code 0 is annotated only when asked', async () => {
    expect(await textOf('errcode=0 ok\n')).toBe('errcode=0 ok\n');
    expect(await textOf('errcode=0 ok\n', { success: true })).toMatch(/^errcode=0 ok {2}← 0 /);
  });

  test('of another platform is given no WeCom meaning', async () => {
    const out = await textOf('oapi.dingtalk.com errcode=310000 keywords not in content\n');
    expect(out).toContain('← 310000 机器人安全校验没有通过');
    expect(out).toContain(' · 钉钉的错误码 · dingtalk');
    const bare = await textOf('oapi.dingtalk.com errcode=34016 nothing to say\n');
    expect(bare).toContain('← 34016 钉钉的错误码 · dingtalk');
  });

  test('outside the catalogue says so', async () => {
    expect(await textOf('errcode=1234567\n')).toContain('← 1234567 未收录');
    expect(await textOf('errcode=1234567\n', { lang: 'en' })).toContain(
      '← 1234567 not in the catalogue',
    );
  });

  test('is annotated in English on demand, ids and meaning unchanged', async () => {
    const out = await textOf('errcode=40014\n', { lang: 'en' });
    expect(out).toMatch(/← 40014 \S.* · invalid credential · /i);
  });

  test('that has an arrow and a number of its own is no annotated line', async () => {
    const log = 'queue  ← 12 pending, errcode=40014\nqueue  ← 12 pending\n';
    const once = await textOf(log);
    expect(once).toMatch(/errcode=40014 {2}← 40014 /);
    expect((await undone(once)).toString()).toBe(log);
  });

  test('annotated in colour is taken back by undo as well', async () => {
    const log = 'errcode=40014\r\nerrcode=0\n';
    const coloured = await annotated(log, { color: true });
    expect(coloured.toString()).toContain('\u001b[');
    expect((await undone(coloured)).toString()).toBe(log);
  });
});

describe('a line that is one JSON object', () => {
  test('gets a member and keeps numbers, order, duplicate keys and blanks', async () => {
    const line = ' {"id":90071992547409931234, "errcode":1, "errcode":40014,"b":1.10 } \t\r\n';
    const out = await textOf(line);
    expect(out.startsWith(line.slice(0, line.indexOf('}')))).toBe(true);
    expect(out.endsWith('} \t\r\n')).toBe(true);
    const { wecom } = JSON.parse(out) as Line;
    expect(wecom?.at(-1)).toMatchObject({ errcode: 40014, category: 'invalid-credential' });
    expect((await undone(out)).toString()).toBe(line);
  });

  test.each([
    ['{"wecom":1,"errcode":40014}', 'wecom_1'],
    ['{"\\u0077ecom":1,"errcode":40014}', 'wecom_1'],
    ['{"wecom":1,"wecom_1":null,"errcode":40014}', 'wecom_2'],
    ['{"a":{"wecom":1},"errcode":40014}', 'wecom'],
    ['{"wecom":[],"wecom_2":2,"errcode":40014}', 'wecom_1'],
  ])('%s is given the free name %s', async (line, name) => {
    const out = JSON.parse(await textOf(line)) as Record<string, unknown>;
    expect(out[name]).toMatchObject([{ errcode: 40014 }]);
    const { [name]: _, ...rest } = out;
    expect(rest).toEqual(JSON.parse(line));
    expect((await undone(await annotated(line))).toString()).toBe(line);
  });

  test('keeps its BOM and is still one object behind it', async () => {
    const out = await textOf('\ufeff{"errcode":40014}\n');
    expect(out.startsWith('\ufeff{')).toBe(true);
    expect(JSON.parse(out.slice(1))).toMatchObject({ wecom: [{ errcode: 40014 }] });
  });

  test('in GB18030 stays one object though a character ends in a backslash', async () => {
    const line = Buffer.from(encodeText('{"name":"誠","errcode":40014}\n', 'gb18030'));
    expect(line.includes('\\')).toBe(true);
    const out = new TextDecoder('gb18030').decode(await annotated(line));
    expect(JSON.parse(out)).toMatchObject({ name: '誠', wecom: [{ errcode: 40014 }] });
  });

  test('that is cut off or wrong is annotated as text and stops nothing', async () => {
    const out = await textOf('{"errcode":40014,"a":\n{"errcode":40014}}\n{"errcode":40014}\n');
    const lines = out.split('\n');
    expect(lines[0]).toContain(':  ← 40014 ');
    expect(lines[1]).toContain('}}  ← 40014 ');
    expect(JSON.parse(lines[2]!)).toHaveProperty('wecom');
  });

  test('ends when its output cannot be written, whatever inputs are left', async () => {
    const full = new ToolError('output-failed', { zh: '磁盘已满', en: 'the disk is full' });
    const folder = folderOf({ 'a.log': 'errcode=40014\n', 'b.log': 'errcode=40014\n' });
    let writes = 0;
    const write = async (): Promise<boolean> => {
      writes++;
      throw full;
    };
    await expect(annotated('', { paths: [folder], write })).rejects.toBe(full);
    expect(writes).toBe(1);
  });

  test('gives each line the server time of its own hint, even where the hint is not told', async () => {
    const log = ['1774937659', '1774941259', '1774937659']
      .map((seconds) => `{"errcode":40014,"errmsg":"bad, hints: [${seconds}396423194077724]"}\n`)
      .join('');
    expect(objectsOf(await textOf(log)).map(({ wecom }) => wecom![0]!.serverTime)).toEqual([
      '2026-03-31T06:14:19Z',
      '2026-03-31T07:14:19Z',
      '2026-03-31T06:14:19Z',
    ]);
  });

  test('tells hint, exit address, server time and API', async () => {
    const errmsg =
      'not allow to access from your ip, hint: [1774937659396423194077724], from ip: 203.0.113.45, more info at https://open.work.weixin.qq.com/devtool/query?e=60020';
    const url = 'https://qyapi.weixin.qq.com/cgi-bin/user/get?userid=x';
    const [line] = objectsOf(await textOf(`${JSON.stringify({ url, errcode: 60020, errmsg })}\n`));
    expect(line?.wecom).toMatchObject([
      {
        errcode: 60020,
        platform: 'wecom',
        shape: 'wire',
        hint: '1774937659396423194077724',
        fromIp: '203.0.113.45',
        serverTime: new Date(1_774_937_659_000).toISOString().replace('.000Z', 'Z'),
        api: '/cgi-bin/user/get',
      },
    ]);
  });

  test('with its own list of replies under wecom is a log line, not an annotation', async () => {
    const line = '{"wecom":[{"errcode":40014,"errmsg":"invalid access_token"}]}\n';
    const out = JSON.parse(await textOf(line)) as Record<string, unknown>;
    expect(out.wecom_1).toMatchObject([{ errcode: 40014 }]);
  });

  test('has code 0 told as well, because programs read it', async () => {
    const [line] = objectsOf(await textOf('{"errcode":0}\n'));
    expect(line?.wecom).toMatchObject([{ errcode: 0, category: 'success' }]);
  });
});

describe('ndjson', () => {
  test('wraps text, keeps objects, and adds the bytes of what is no text', async () => {
    const bytes = Buffer.concat([
      Buffer.from('hello\r\nerrcode=40014\n{"errcode":45009}\n\n'),
      Buffer.from([0xff, 0xfe, 0x00, 0x0a]),
    ]);
    const lines = objectsOf((await annotated(bytes, { format: 'ndjson' })).toString());
    expect(lines[0]).toEqual({ line: 'hello' });
    expect(lines[1]).toMatchObject({ line: 'errcode=40014', wecom: [{ errcode: 40014 }] });
    expect(lines[2]).toMatchObject({ errcode: 45009, wecom: [{ errcode: 45009 }] });
    expect(lines[3]).toEqual({ line: '' });
    expect(lines[4]?.lineBase64).toBe(Buffer.from([0xff, 0xfe, 0x00]).toString('base64'));
  });

  test('reads GB18030 as text', async () => {
    const bytes = encodeText('错误码：40014 企业微信\n', 'gb18030');
    const [line] = objectsOf((await annotated(bytes, { format: 'ndjson' })).toString());
    expect(line).toMatchObject({ line: '错误码：40014 企业微信', wecom: [{ errcode: 40014 }] });
    expect(line).not.toHaveProperty('lineBase64');
  });

  test('masks what it wraps', async () => {
    const log = 'access_token=s3cretT0ken user@example.com errcode=40014\nphone 13800138000\n';
    const out = await textOf(log, { format: 'ndjson', mask: true });
    for (const secret of ['s3cretT0ken', 'user@example.com', '13800138000']) {
      expect(out).not.toContain(secret);
    }
    expect(objectsOf(out)).toHaveLength(2);
  });

  test('of a line over the limit is one JSON object', async () => {
    const long = `${'x'.repeat(RECORD_BYTES_MAX)} errcode=40014 ${'y'.repeat(9000)}`;
    const out = await textOf(`${long}\nshort\n`, { format: 'ndjson' });
    const lines = objectsOf(out);
    expect(lines).toHaveLength(2);
    expect(lines[0]?.wecom).toMatchObject([{ errcode: 40014 }]);
    expect(lines[1]).toEqual({ line: 'short' });
  });

  test('never joins the last line of one file to the first of the next', async () => {
    const folder = folderOf({ 'a.log': 'errcode=40014', 'b.log': 'errcode=45009' });
    const out = await textOf('', { paths: [folder], format: 'ndjson' });
    expect(objectsOf(out).map((line) => line.line)).toEqual(['errcode=40014', 'errcode=45009']);
  });
});

describe('two files of which the first ends without a line feed', () => {
  test('do not lose the second to the annotation of the first when it is undone', async () => {
    const folder = folderOf({ 'a.log': 'errcode=40014', 'b.log': 'second file\n' });
    const out = await annotated('', { paths: [folder] });
    expect((await undone(out)).toString()).toContain('second file');
  });
});

describe('a line over the limit', () => {
  const head = 'errcode=45009 ';
  const long = Buffer.from(
    `${head}${'x'.repeat(RECORD_BYTES_MAX)} errcode=40014 ${'y'.repeat(9000)} errcode=45009\r\nnext errcode=42001\n`,
  );

  test('is told each of its codes once, at its end, and undo takes that out', async () => {
    const out = await annotated(long);
    const [first, second] = linesOf(out).map((line) => line.toString());
    expect(first).toMatch(/errcode=45009 {2}← 45009 [^；]*；40014 [^；]*\r\n$/);
    expect(second).toMatch(/^next errcode=42001 {2}← 42001 /);
    expect((await undone(out)).equals(long)).toBe(true);
  });

  test('is annotated once only', async () => {
    const once = await annotated(long);
    expect((await annotated(once)).equals(once)).toBe(true);
  });

  test('without a code is not among the lines --only asks for', async () => {
    const log = `${'x'.repeat(RECORD_BYTES_MAX + 9000)}\nerrcode=40014\n`;
    const out = await textOf(log, { only: 'events' });
    expect(out.slice(0, 20)).toMatch(/^errcode=40014 {2}← /);
  });

  test('of JSON just under the limit is still taken back after it has grown over it', async () => {
    const filler = 'x'.repeat(RECORD_BYTES_MAX - 40);
    const log = Buffer.from(`{"a":"${filler}","errcode":40014}\nnext\n`);
    expect(log.indexOf(LF)).toBeLessThan(RECORD_BYTES_MAX);
    const out = await annotated(log);
    expect(out.indexOf(LF)).toBeGreaterThan(RECORD_BYTES_MAX);
    expect((await undone(out)).equals(log)).toBe(true);
  });

  test('of many codes is taken back though its annotation spans two windows', async () => {
    const codes = Array.from({ length: 120 }, (_, index) => ` errcode=${40_001 + index * 7}`).join(
      '',
    );
    const log = Buffer.from(
      `${'x'.repeat(RECORD_BYTES_MAX - 6000 - codes.length)}${codes}\nnext\n`,
    );
    const out = await annotated(log);
    expect(out.indexOf(LF)).toBeGreaterThan(RECORD_BYTES_MAX);
    expect((await undone(out)).equals(log)).toBe(true);
  });
});

describe('lines left out', () => {
  const log = 'plain\nerrcode=0\nerrcode=40014\nmore\n{"errcode":45009}\nopen';

  test('with --only events are those without a code', async () => {
    const out = await textOf(log, { only: 'events' });
    expect(out.trimEnd().split('\n')).toHaveLength(3);
    expect(out.startsWith('errcode=0\n')).toBe(true);
  });

  test('with --only errors are those without a failure', async () => {
    const out = await textOf(log, { only: 'errors' });
    expect(out.trimEnd().split('\n')).toHaveLength(2);
    expect(out.startsWith('errcode=40014  ← ')).toBe(true);
  });

  test('do not depend on chunks', async () => {
    const bytes = Buffer.from(log);
    const bytewise = await annotated(cutAt(bytes, [...bytes.keys()]), { only: 'events' });
    expect(bytewise.toString()).toBe(await textOf(log, { only: 'events' }));
  });
});

describe('masking', () => {
  test('hides secrets in the line and in what is said of it', async () => {
    const errmsg =
      'not allow to access from your ip, from ip: 203.0.113.45, hint: [1774937659396423194077724]';
    const line = JSON.stringify({ errcode: 60020, errmsg, corpsecret: 'aB3dE5gH7jK9' });
    const out = await textOf(`${line}\nGET ?access_token=aB3dE5gH7jK9 errcode=42001\n`, {
      mask: true,
    });
    expect(out).not.toContain('aB3dE5gH7jK9');
    expect(out).not.toContain('203.0.113.45');
    expect(out).toContain('1774937659396423194077724');
    expect(objectsOf(out.split('\n')[0]!)[0]).toHaveProperty('wecom');
  });

  test('reads each line by itself', async () => {
    const log = 'password:\nordinary-line follows\nmobile =\n\nERROR\n';
    expect(await textOf(log, { mask: true })).toBe(log);
  });

  test('hides the address in what is said of a line as well as in the line', async () => {
    const line =
      '{"errcode":60020,"errmsg":"hint: [1788258610522630963708825], from ip: 203.0.113.7"}\n';
    expect(await textOf(line, {})).toContain('"fromIp":"203.0.113.7"');
    const out = await textOf(line, { mask: true });
    expect(out).not.toContain('203.0.113.7');
    expect(out).toContain('"fromIp":"***"');
  });

  test('keeps JSON lines valid', async () => {
    const line = '{"touser":"zhangsan","mobile":13800138000,"token":12345678,"errcode":40014}\n';
    expect(() => JSON.parse(line)).not.toThrow();
    const out = await textOf(line, { mask: true });
    expect(out).not.toMatch(/zhangsan|13800138000/);
    expect(() => JSON.parse(out)).not.toThrow();
  });
});

describe('on a terminal', () => {
  test('control sequences of the log are shown, not obeyed', async () => {
    const out = await textOf(
      'a\u001b]52;c;aGk=\u0007\u001b[2J\u009b31m\u0000\t企 errcode=40014\r\n',
      {
        isTerminal: true,
      },
    );
    expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u000c\u000e-\u001f\u007f-\u009f]/);
    expect(out).toContain('\\x1b]52;c;aGk=\\x07\\x1b[2J');
    expect(out).toContain('\t企 errcode=40014  ← 40014 ');
  });

  test('a carriage return inside a line cannot overwrite what stands before it', async () => {
    const out = await textOf('real\rfake errcode=40014\r\n', { isTerminal: true });
    expect(out).toMatch(/^real\\x0dfake/);
  });

  test('the annotation of our own may be in colour', async () => {
    const out = await textOf('\u001b[31merrcode=40014\n', { isTerminal: true, color: true });
    expect(out).toMatch(/^\\x1b\[31merrcode=40014\u001b\[/);
  });

  test('JSON that wraps a line holds no control character either', async () => {
    const out = await textOf('a\u009b31m\u007f errcode=40014\n', {
      isTerminal: true,
      format: 'ndjson',
    });
    expect(out).not.toMatch(/[\u007f-\u009f]/);
  });
});
