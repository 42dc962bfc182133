/** GNU parallel drives shards of one job; what they merge to is what one run says. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { AT_ONCE_ASKED_BYTES_MIN, SHARD_STRETCH_BYTES } from '../../src/model/limits.ts';
import type { Report } from '../../src/model/report.ts';
import { folderOf } from '../helpers/folder.ts';
import { runProcess } from '../helpers/process.ts';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const samples = fileURLToPath(new URL('../../data/samples/', import.meta.url));

/** Samples over and over, to `bytes` at least. */
function logOf(names: readonly string[], bytes: number): Buffer {
  const piece = Buffer.concat(names.map((name) => readFileSync(join(samples, name))));
  return Buffer.concat(Array<Buffer>(Math.ceil(bytes / piece.length)).fill(piece));
}

/** A report without what differs from run to run: when it was made, and the order of its counts. */
function compared(json: string): unknown {
  const { run: _run, summary: _summary, ...rest } = JSON.parse(json) as Report;
  return rest;
}

async function reportOf(argv: readonly string[]): Promise<string> {
  const ran = await runProcess(argv);
  expect([ran.code, ran.told]).toEqual([0, '']);
  return ran.out;
}

test('many files are counted the same by one thread and by several', {
  timeout: 120_000,
}, async () => {
  const piece = AT_ONCE_ASKED_BYTES_MIN / 4;
  const logs = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => {
      const log = Buffer.concat([
        Buffer.from(`begin ${index}\n`),
        logOf([index % 2 === 0 ? 'order-service.log' : 'notify-bot.ndjson'], piece + index * 1000),
      ]);
      return index % 3 === 0 ? [`${index}.log.gz`, gzipSync(log)] : [`${index}.log`, log];
    }),
  );
  const folder = folderOf({
    ...logs,
    'copy-of-1.log': logs['1.log']!,
    'cut.gz': gzipSync(logs['2.log']!).subarray(0, 5000),
  });
  const argv = ['report', folder, '--json', '--lang', 'en'];
  const alone = await runProcess([...argv, '--threads', '1']);
  const { input } = JSON.parse(alone.out) as Report;
  expect([alone.code, input.sources, input.skipped[0]?.reason]).toEqual([2, 12, 'same-content']);
  for (const threads of ['2', '4']) {
    const ran = await runProcess([...argv, '--threads', threads]);
    expect([ran.code, ran.told]).toEqual([2, alone.told]);
    expect(compared(ran.out)).toEqual(compared(alone.out));
  }
});

test('GNU parallel runs three shards, and merge makes them one report', {
  timeout: 120_000,
}, async () => {
  const folder = folderOf({
    'large.log': logOf(['order-service.log'], SHARD_STRETCH_BYTES + (SHARD_STRETCH_BYTES >> 2)),
    'bot.ndjson': readFileSync(join(samples, 'notify-bot.ndjson')),
    'gateway.log.1.gz': readFileSync(join(samples, 'gateway.log.1.gz')),
  });
  const desk = folderOf({});
  const shard = `'${process.execPath}' '${main}' report '${folder}' --shard {}/3 --json --out shard-{}.json`;
  const { error, status, stderr } = spawnSync(
    'parallel',
    ['--will-cite', '-j', '2', shard, ':::', '1', '2', '3'],
    { cwd: desk },
  );
  if (error !== undefined) {
    console.warn('GNU parallel is missing (apt-get install parallel): shards were not run by it');
    expect(process.env.CI).toBeUndefined();
    return;
  }
  expect([status, stderr.toString()]).toEqual([0, '']);
  const shards = readdirSync(desk).map((name) => join(desk, name));
  expect(shards).toHaveLength(3);
  const merged = await reportOf(['merge', ...shards, '--json']);
  const whole = await reportOf(['report', folder, '--json']);
  expect(compared(merged)).toEqual(compared(whole));
  // The large file was shared: no shard read all of it.
  const parts = shards.map((path) => (JSON.parse(readFileSync(path, 'utf8')) as Report).input);
  const large = parts.flatMap(({ files }) =>
    files.filter(({ name }) => name.endsWith('large.log')),
  );
  expect(large.length).toBeGreaterThan(1);
  // One is wanting: that is said, not hidden.
  writeFileSync(join(desk, 'two.json'), await reportOf(['merge', ...shards.slice(0, 2), '--json']));
  const two = await reportOf(['merge', join(desk, 'two.json'), '--lang', 'en']);
  expect(two.replace(/\s+/g, ' ')).toContain('no more than 1, 2 of 3 shards');
});
