/** Large files are shared between threads; nobody may see that in what comes out. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { DIVIDED_ASKED_BYTES_MIN } from '../../src/model/limits.ts';
import { folderOf } from '../helpers/folder.ts';
import { ended, startCommand } from '../helpers/process.ts';

const samples = fileURLToPath(new URL('../../data/samples/', import.meta.url));

/** A log over the limit: a plain sample, a JSON one and one in GB18030, over and over; its end is open. */
function largeLog(): Buffer {
  const names = ['order-service.log', 'notify-bot.ndjson', 'legacy-gbk.log'];
  const piece = Buffer.concat(names.map((name) => readFileSync(join(samples, name))));
  const times = Math.ceil(DIVIDED_ASKED_BYTES_MIN / piece.length) + 1;
  return Buffer.concat([...Array<Buffer>(times).fill(piece), Buffer.from('last errcode=40014')]);
}

let log: Buffer;
beforeAll(() => {
  log = largeLog();
});

const small = 'before errcode=45009\nopen {"errcode":40001}';

/** What the command writes, as a digest: a failing comparison need not print it. */
async function digestOf(argv: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  const child = startCommand(argv);
  child.stdout.on('data', (chunk: Buffer) => hash.update(chunk));
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number];
  expect([code, told]).toEqual([0, '']);
  return hash.digest('hex');
}

describe('annotate with several threads', { timeout: 60_000 }, () => {
  test.each([[[]], [['--format', 'ndjson', '--only', 'errors']], [['--undo']]])(
    'writes what one thread writes, seams between files included: %j',
    async (options) => {
      // The threads of one file serve for the next.
      const second = options.length === 0 ? { 'c.log': log } : {};
      const folder = folderOf({ 'a.log': small, 'b.log': log, ...second, 'd.log': small });
      const argv = ['annotate', folder, ...options];
      expect(await digestOf([...argv, '--threads', '3'])).toBe(
        await digestOf([...argv, '--threads', '1']),
      );
    },
  );

  test('ends quietly when nobody reads any more', async () => {
    const folder = folderOf({ 'a.log': log });
    const child = startCommand(['annotate', join(folder, 'a.log'), '--threads', '3']);
    onTestFinished(() => void child.kill());
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    const close = once(child, 'close');
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect([(await close)[0], told]).toEqual([0, '']);
  });

  test('keeps whole lines on SIGINT and exits 130', async () => {
    const folder = folderOf({ 'a.log': log });
    const child = startCommand(['annotate', join(folder, 'a.log'), '--threads', '3']);
    const end = ended(child);
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    const { code, bytes, told } = await end;
    expect([code, told]).toEqual([130, '']);
    expect(bytes.length).toBeGreaterThan(0);
    expect(bytes.at(-1)).toBe(0x0a);
  });

  test('writes the same into a file', async () => {
    const folder = folderOf({ 'a.log': log });
    const out = join(folder, 'annotated');
    const paths = ['annotate', join(folder, 'a.log'), '--threads', '3', '--out', out];
    const child = startCommand(paths);
    expect((await ended(child)).code).toBe(0);
    const alone = await digestOf(['annotate', join(folder, 'a.log'), '--threads', '1']);
    expect(createHash('sha256').update(readFileSync(out)).digest('hex')).toBe(alone);
  });
});
