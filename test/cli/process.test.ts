/** What only a process has: pipes that close, signals, exit codes, a line that comes at once. */
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { folderOf } from '../helpers/folder.ts';
import { ended, runProcess, startCommand } from '../helpers/process.ts';

/** Waits until the stream has given `text`. */
async function awaitText(stream: NodeJS.ReadableStream, text: string): Promise<string> {
  let seen = '';
  while (!seen.includes(text)) {
    const [chunk] = (await once(stream, 'data')) as [Buffer];
    seen += chunk.toString();
  }
  return seen;
}

const LOG = Buffer.concat([
  Buffer.from('\ufeff{"errcode":40014 ,"id":90071992547409931234}\r\nerrcode=45009\r\n\n'),
  Buffer.from([0xff, 0x00, 0x0d, 0x0a, 0xb4, 0xed, 0xce, 0xf3, 0xc2, 0xeb, 0x3a, 0x34, 0x30, 0x30]),
  Buffer.from('14\nlast errcode=42001'),
]);

describe('the process', () => {
  test('annotates and takes annotations out again byte for byte', async () => {
    const there = await runProcess(['annotate'], LOG);
    expect([there.code, there.told]).toEqual([0, '']);
    expect(there.bytes.length).toBeGreaterThan(LOG.length);
    const back = await runProcess(['annotate', '--undo'], there.bytes);
    expect(back.bytes.toString('latin1')).toBe(LOG.toString('latin1'));
  });

  test('writes a line as soon as it has come, before standard input ends', async () => {
    const child = startCommand(['annotate']);
    const end = ended(child);
    child.stdin.write('first errcode=40014\n');
    expect(await awaitText(child.stdout, '\n')).toMatch(/^first errcode=40014 {2}← 40014 .*\n$/);
    child.stdin.write('second errcode=45009\nhalf of a');
    expect(await awaitText(child.stdout, '\n')).toMatch(/^second errcode=45009 {2}← 45009 .*\n$/);
    child.stdin.end(' third\n');
    expect((await end).out).toMatch(/\nhalf of a third\n$/);
  });

  test('ends quietly when nobody reads any more', async () => {
    const folder = folderOf({ 'a.log': 'errcode=40014\n'.repeat(100_000) });
    const child = startCommand(['annotate', join(folder, 'a.log')]);
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    const close = once(child, 'close');
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect([(await close)[0], told]).toEqual([0, '']);
  });

  test('prints the report so far on SIGINT, marked partial, and exits 130', async () => {
    const child = startCommand(['report', '--json']);
    const end = ended(child);
    // More than the pipe holds: when all of it is taken, the first of it has been read.
    child.stdin.write('errcode=40014\n'.repeat(100_000), () => child.kill('SIGINT'));
    const { code, out, told } = await end;
    const report = JSON.parse(out) as Report;
    expect([code, told]).toEqual([130, '']);
    expect(report.partial).toBe(true);
    expect(report.totals.events).toBeGreaterThan(0);
  });

  test('keeps what was annotated on SIGINT and exits 130', async () => {
    const child = startCommand(['annotate']);
    const end = ended(child);
    child.stdin.write('errcode=40014\n');
    await awaitText(child.stdout, '\n');
    child.kill('SIGINT');
    const { code, out, told } = await end;
    expect([code, told]).toEqual([130, '']);
    expect(out).toMatch(/^errcode=40014 {2}← 40014 .*\n$/);
  });

  test('puts data on standard output, talk on standard error, and 2 for a failure', async () => {
    const folder = folderOf({ 'a.log': 'errcode=40014\n' });
    const paths = [join(folder, 'a.log'), join(folder, 'gone.log')];
    const { code, out, told } = await runProcess(['report', '--json', ...paths]);
    expect(code).toBe(2);
    expect((JSON.parse(out) as Report).totals.events).toBe(1);
    expect(told).toMatch(/^wecomlog: .*gone\.log: no such file.*\n$/);
  });

  test('exits 1 where the answer is no', async () => {
    expect((await runProcess(['explain', '99999'])).code).toBe(1);
  });
});
