/** The sample logs as annotate writes them: a change of what users see is seen here first. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { command } from '../helpers/run.ts';

const SAMPLES = fileURLToPath(new URL('../../data/samples/', import.meta.url));
const GOLDEN = fileURLToPath(new URL('../golden/cli/', import.meta.url));

/** Chosen so that every shape of line is shown and a person can read it all. */
const SHOWN: readonly (readonly [sample: string, golden: string, argv: readonly string[]])[] = [
  ['order-service.log', 'order-service.txt', ['--only', 'errors']],
  ['order-service.log', 'order-service.en.txt', ['--only', 'errors', '--lang', 'en']],
  ['order-service.log', 'order-service.ndjson', ['--only', 'errors', '--format', 'ndjson']],
  ['notify-bot.ndjson', 'notify-bot.ndjson', ['--only', 'errors']],
  ['sync-job.log', 'sync-job.txt', []],
  ['gateway.log.1.gz', 'gateway.masked.txt', ['--only', 'errors', '--mask']],
  ['legacy-gbk.log', 'legacy-gbk.ndjson', ['--only', 'errors', '--format', 'ndjson']],
  ['k8s/notify-7c9d5.log', 'k8s.txt', ['--only', 'errors']],
];

const FILES = [...new Set(SHOWN.map(([sample]) => sample))];

describe('the sample logs annotated', () => {
  test.each(SHOWN)('%s as %s', async (sample, golden, argv) => {
    const { out, told, code } = await command(['annotate', SAMPLES + sample, ...argv]);
    expect([code, told]).toEqual([0, '']);
    await expect(out).toMatchFileSnapshot(GOLDEN + golden);
  });

  test.each(FILES)('%s can be had back', async (sample) => {
    const stored = readFileSync(SAMPLES + sample);
    const plain = sample.endsWith('.gz') ? gunzipSync(stored) : stored;
    const there = await command(['annotate', SAMPLES + sample, '--success']);
    expect(there.bytes.length).toBeGreaterThan(plain.length);
    const back = await command(['annotate', '--undo'], there.bytes);
    expect(back.bytes.toString('latin1')).toBe(plain.toString('latin1'));
  });
});
