/** `tail` as somebody uses it: in a pipe, on a terminal, with filters, while logs grow and rotate. */

import { once } from 'node:events';
import {
  appendFileSync,
  copyFileSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { encodeText } from '../../src/record/encoding.ts';
import { until } from '../chaos/serve-process.mjs';
import { folderOf } from '../helpers/folder.ts';
import { ended, startCommand } from '../helpers/process.ts';
import { command, type Ran } from '../helpers/run.ts';
import { createTerminal, type Terminal } from '../helpers/terminal.ts';

const WAIT_MS = 20_000;

const LIMITED = '{"errcode":45009,"errmsg":"api freq out of limit"}';
const REFUSED =
  'send failed: errcode=60020 not allow to access from your ip, from ip: 203.0.113.45, userid=zhangsan';

interface Tailing {
  /** Standard output so far. */
  out(): string;
  told(): string;
  /** Waits until the output holds the text. */
  shows(text: string): Promise<void>;
  end(): Promise<Ran>;
}

/** Runs `tail` in this process, into a pipe or into `terminal`. */
function tailing(argv: readonly string[], terminal?: Terminal, env = {}): Tailing {
  const stopping = new AbortController();
  let out = '';
  let told = '';
  const running = command(['tail', '--lang', 'en', ...argv], '', {
    signal: stopping.signal,
    now: () => Date.now(),
    elapsedMs: () => performance.now(),
    env,
    stdoutIsTerminal: terminal !== undefined,
    ...(terminal === undefined ? {} : { columns: terminal.size().columns }),
    system: {
      ...{ pid: process.pid, nodeVersion: '20.19.0', hostname: 'shop-1', login: () => '' },
      ...{ isRunning: () => false, onHangup: () => {}, onResize: () => () => {} },
      terminalSize: () => terminal?.size() ?? { columns: 0, rows: 0 },
    },
    async write(bytes) {
      out += Buffer.from(bytes as Uint8Array).toString();
      terminal?.write(bytes);
      return true;
    },
    tell(text) {
      told += text;
      terminal?.write(text);
    },
  });
  const end = (): Promise<Ran> => {
    stopping.abort();
    return running;
  };
  onTestFinished(() => end().then(() => undefined));
  return {
    out: () => out,
    told: () => told,
    shows: (text) => until(async () => out.includes(text), WAIT_MS),
    end,
  };
}

describe('tail in a pipe', () => {
  test('shows the last events, then every line as it comes, annotated as annotate does', async () => {
    const old = Array.from(
      { length: 30 },
      (_, index) => `line ${index} ${index % 2 ? 'errcode=40014' : 'ok'}\n`,
    );
    const folder = folderOf({ 'app.log': `${old.join('')}half of a` });
    const log = join(folder, 'app.log');
    const { out, shows, told, end } = tailing([log, '-n', '3']);
    await shows('line 29 ');
    expect(out().match(/^line \d+/gm)).toEqual(['line 25', 'line 27', 'line 29']);
    appendFileSync(log, ' line\nplain\nerrcode=45009\n');
    await shows('45009 ');
    const [whole] = (await command(['annotate', '--lang', 'en', log])).out.match(/half.*$/s)!;
    expect(out()).toBe(`${out().slice(0, out().indexOf('half'))}${whole}`);
    expect(told()).toContain('the last 3 events first');
    expect((await end()).code).toBe(0);
  });

  test('heads the lines of several logs, and takes up a log that comes later from its beginning', async () => {
    const folder = folderOf({ 'a.log': 'old errcode=40014\n', 'b.log': 'nothing\n' });
    const { out, shows } = tailing([join(folder, '*.log'), '--quiet']);
    await shows('old errcode');
    writeFileSync(join(folder, 'c.log'), 'new errcode=45009\n');
    await shows('new errcode=45009');
    appendFileSync(join(folder, 'b.log'), 'more\n');
    await shows('more');
    expect(
      out()
        .match(/^(?:==>.*<==|\w+).*$/gm)!
        .map((line) => line.slice(0, 60).replace(folder, '')),
    ).toEqual([
      '==> /a.log <==',
      expect.stringMatching(/^old errcode=40014 {2}← 40014/),
      '==> /c.log <==',
      expect.stringMatching(/^new errcode=45009 {2}← 45009/),
      '==> /b.log <==',
      'more',
    ]);
  });

  test('shows every line once through rename, copytruncate and a file that ends within a line', async () => {
    const folder = folderOf({ 'app.log': 'zero\n' });
    const log = join(folder, 'app.log');
    const { out, shows, told } = tailing([log, '-n', '0']);
    await until(async () => told().includes('written from now on'), WAIT_MS);
    appendFileSync(log, 'one\n');
    await shows('one\n');
    renameSync(log, `${log}.1`);
    appendFileSync(`${log}.1`, 'two\n');
    await shows('two\n');
    writeFileSync(log, 'three\n');
    await shows('three\n');
    copyFileSync(log, `${log}.2`);
    truncateSync(log);
    appendFileSync(log, 'four is longer than what stood there\n');
    await shows('four');
    expect(out()).toBe('one\ntwo\nthree\nfour is longer than what stood there\n');
  });

  test('waits for a log that is not there yet, and says so', async () => {
    const folder = folderOf({});
    const log = join(folder, 'app.log');
    const { out, shows, told } = tailing([log]);
    await until(async () => told().includes('no such file yet'), WAIT_MS);
    writeFileSync(log, 'first errcode=40014\n');
    await shows('first');
    expect(out()).toMatch(/^first errcode=40014 {2}← 40014/);
  });

  test.each([
    [
      ['--only', 'errors'],
      [45009, 40014, 60020],
    ],
    [
      ['--only', 'events'],
      [0, 45009, 40014, 60020],
    ],
    [
      ['--code', '45009,60020'],
      [45009, 60020],
    ],
    [
      ['--code', '45009', '--code', '0'],
      [0, 45009],
    ],
    [['--category', 'rate-limited'], [45009]],
    [
      ['--category', '无权限', '--category', 'invalid-credential'],
      [40014, 60020],
    ],
    [['--category', 'rate-limited', '--code', '40014'], []],
  ])('with %j shows those lines only, old and new', async (filter, wanted) => {
    const lines = `plain\nerrcode=0 ok\n${LIMITED}\nerrcode=40014\n${REFUSED}\n`;
    const folder = folderOf({ 'app.log': lines });
    const log = join(folder, 'app.log');
    const { out, told, shows } = tailing([log, ...filter]);
    await until(async () => told().includes('written from now on'), WAIT_MS);
    // The last line shown of all, so that what is not shown has not come is known.
    appendFileSync(log, lines);
    appendFileSync(log, `${REFUSED} errcode=45009 errcode=40014 errcode=0 the end\n`);
    if (wanted.length > 0) await shows('the end');
    const codes = out()
      .split('\n')
      .filter((line) => line !== '' && !line.includes('the end'))
      .map((line) => Number(/errcode"?[=:](\d+)/.exec(line)![1]));
    expect(codes).toEqual([...wanted, ...wanted]);
  });

  test('with --json gives JSON objects alone, from any number of logs', async () => {
    const folder = folderOf({ 'a.log': 'errcode=40014\n', 'b.log': `${LIMITED}\n` });
    const { out, shows } = tailing([join(folder, '*.log'), '--json']);
    await shows('45009');
    const objects = out()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { wecom: { errcode: number }[] });
    expect(objects.map(({ wecom }) => wecom[0]!.errcode)).toEqual([40014, 45009]);
  });

  test('with --mask shows the exit address that 60020 refuses, and nothing else of the kind', async () => {
    const folder = folderOf({ 'app.log': `${REFUSED}\n${REFUSED.replace('60020', '40014')}\n` });
    const { out, shows } = tailing([join(folder, 'app.log'), '--mask']);
    await shows('40014');
    expect(out().split('203.0.113.45')).toHaveLength(2);
    expect(out()).not.toContain('zhangsan');
  });

  test('reads everything with --from beginning', async () => {
    const folder = folderOf({ 'app.log': 'one\ntwo errcode=40014\nthree\n' });
    const { out, told, shows } = tailing([join(folder, 'app.log'), '--from', 'beginning']);
    await shows('three');
    expect(out()).toMatch(/^one\ntwo errcode=40014 {2}← .*\nthree\n$/);
    expect(told()).toBe('');
  });
});

describe('tail on a terminal', () => {
  test('keeps one status line below the lines, names the logs and neutralises what steers', async () => {
    const folder = folderOf({ 'orders.log': 'errcode=40014 \u001b[2Jboom\n', '通知.log': 'x\n' });
    const terminal = createTerminal({ columns: 90, rows: 20, reflows: true });
    const { shows, end } = tailing([join(folder, '*.log')], terminal);
    await shows('40014');
    appendFileSync(join(folder, '通知.log'), 'plain\n');
    await shows('plain');
    await until(async () => terminal.screen().some((row) => row.startsWith('── 2 files')), WAIT_MS);
    const lines = terminal.lines().filter((line) => line !== '');
    expect(lines.filter((line) => line.startsWith('──'))).toHaveLength(1);
    expect(lines.at(-1)).toMatch(/^── 2 files · 0 failed in 5 min · .* lines\/s · caught up$/);
    expect(lines.at(-2)).toBe('通知.log   │ plain');
    expect(lines.at(-3)).toMatch(/^orders.log │ errcode=40014 \\x1b\[2Jboom {2}← 40014 /);
    await end();
    expect(terminal.lines().join('\n')).not.toContain('──');
    expect(terminal.cursor().column).toBe(0);
  });

  test('shows lines in GB18030 as text, and sends no control character that is hidden in them', async () => {
    const csi = Buffer.from([0x81, 0x30, 0x83, 0x37]);
    expect(new TextDecoder('gb18030').decode(csi)).toBe('\u009b');
    const line = Buffer.concat([
      encodeText('接口调用失败 errcode=40014 ', 'gb18030'),
      csi,
      Buffer.from('\n'),
    ]);
    const folder = folderOf({ 'app.log': line });
    const terminal = createTerminal({ columns: 90, rows: 20, reflows: true });
    const { shows } = tailing([join(folder, 'app.log')], terminal);
    await shows('40014');
    appendFileSync(join(folder, 'app.log'), line);
    const wanted = expect.stringMatching(/^接口调用失败 errcode=40014 \\x9b {2}← 40014 Invalid/);
    await until(
      async () => terminal.lines().filter((row) => row.startsWith('接口')).length === 2,
      WAIT_MS,
    );
    expect(terminal.lines().filter((row) => row.startsWith('接口'))).toEqual([wanted, wanted]);
  });

  test('tells of a rotation below the lines, not between them', async () => {
    const folder = folderOf({ 'app.log': 'errcode=40014\n' });
    const log = join(folder, 'app.log');
    const terminal = createTerminal({ columns: 90, rows: 20, reflows: true });
    const { shows } = tailing([log], terminal);
    await shows('/app.log · ');
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'after\n');
    await until(async () => terminal.lines().some((row) => row.includes('log rotated')), WAIT_MS);
    await shows('after');
    const lines = terminal.lines().filter((line) => line !== '');
    expect(lines.at(-1)).toMatch(/^── .*\/app.log · log rotated \d+ s ago · /);
    expect(lines.at(-2)).toBe('after');
  });

  test.each([
    [['--quiet'], {}],
    [[], { TERM: 'dumb' }],
  ])('has no status line with %j %j', async (flags, env) => {
    const folder = folderOf({ 'app.log': 'errcode=40014\n' });
    const terminal = createTerminal({ columns: 90, rows: 20, reflows: true });
    const { shows, end } = tailing([join(folder, 'app.log'), ...flags], terminal, env);
    await shows('40014');
    await end();
    expect(terminal.lines().join('')).not.toContain('──');
  });
});

describe('the command line of tail', () => {
  test.each([
    [[], 'nothing to follow'],
    [['-'], 'standard input is not followed'],
    [['a.log', '-n', 'x'], 'lines'],
    [['a.log', '-n', '10001'], '--lines takes a whole number from 0 to 10000'],
    [['a.log', '--code', '45009,x'], '--code takes whole numbers'],
    [['a.log', '--category', 'rate-limit'], 'did you mean rate-limited?'],
    [['a.log', '-f'], 'there is no option -f'],
  ])('says what is wrong with %j', async (argv, sentence) => {
    const { code, told, out } = await command(['tail', '--lang', 'en', ...argv]);
    expect([code, told + out]).toEqual([2, expect.stringContaining(sentence)]);
  });

  test.each([
    [['-n2']],
    [['-n', '2']],
    [['--lines=2']],
    [['-2']],
    // Through yargs, which has the last word on whatever looks odd.
    [['-n', '2', '--no-mask']],
  ])('takes %j as the number of events', async (words) => {
    const folder = folderOf({ 'app.log': 'errcode=1\nerrcode=40014\nerrcode=45009\n' });
    const log = join(folder, 'app.log');
    const { out, shows } = tailing(words[0] === '-2' ? [...words, log] : [log, ...words]);
    await shows('45009');
    expect(out().match(/^errcode=\d+/gm)).toEqual(['errcode=40014', 'errcode=45009']);
  });
});

describe('the process of tail', () => {
  test('ends with 0 on Ctrl-C and on SIGTERM', async () => {
    const folder = folderOf({ 'app.log': 'errcode=40014\n' });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const child = startCommand(['tail', join(folder, 'app.log')]);
      const end = ended(child);
      await once(child.stdout, 'data');
      child.kill(signal);
      expect((await end).code).toBe(0);
    }
  });

  test('does not follow what it writes itself', async () => {
    const folder = folderOf({ 'app.log': 'errcode=40014\n', 'out.log': '' });
    const out = join(folder, 'out.log');
    const child = startCommand(['tail', folder, '--quiet'], openSync(out, 'a'));
    await until(async () => readFileSync(out, 'utf8').includes('40014'), WAIT_MS);
    appendFileSync(join(folder, 'app.log'), 'one\n');
    await until(async () => readFileSync(out, 'utf8').includes('one'), WAIT_MS);
    appendFileSync(join(folder, 'app.log'), 'two\n');
    await until(async () => readFileSync(out, 'utf8').includes('two'), WAIT_MS);
    child.kill('SIGINT');
    await once(child, 'close');
    expect(readFileSync(out, 'utf8')).toMatch(/^errcode=40014 {2}← .*\none\ntwo\n$/);
  });

  test('ends quietly when nobody reads any more', async () => {
    const folder = folderOf({ 'app.log': 'errcode=40014\n' });
    const child = startCommand(['tail', join(folder, 'app.log'), '--quiet']);
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    const close = once(child, 'close');
    await once(child.stdout, 'data');
    child.stdout.destroy();
    appendFileSync(join(folder, 'app.log'), 'one\n');
    expect([(await close)[0], told]).toEqual([0, '']);
  });
});
