import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSamples, type Sample } from '../../data/generate-samples.mjs';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import type { Report } from '../../src/model/report.ts';
import { type FoundErrcode, findErrcodes } from '../../src/pipeline/find.ts';
import { runReport } from '../../src/pipeline/report.ts';
import { createZone } from '../../src/record/zone.ts';

const FOLDER = fileURLToPath(new URL('../../data/samples/', import.meta.url));
const samples = [...createSamples()];
const decoder = new TextDecoder('utf-8', { fatal: true });

describe('sample logs', () => {
  test('there are six of them, some hundred lines in all', () => {
    const lines = samples.map(([name, sample]) => linesOf(plainBytes(name, sample.bytes)));
    expect(samples).toHaveLength(6);
    expect(lines.flat().length).toBeGreaterThan(400);
    expect(lines.flat().length).toBeLessThan(800);
  });

  test.each(samples)('%s is what the generator writes', (name, { bytes }) => {
    const written = readFileSync(FOLDER + name);
    expect(plainBytes(name, written).equals(plainBytes(name, bytes))).toBe(true);
  });

  test.each(samples)('%s holds the codes that it is meant to hold', (name, sample) => {
    const found = findErrcodes(plainBytes(name, sample.bytes));
    expect(tally(found.filter(({ counted }) => counted))).toEqual(sample.counted);
    expect(tally(found.filter(({ counted }) => !counted))).toEqual(sample.foreign);
  });

  test.each(samples)('%s names only documentation addresses and hosts', (name, sample) => {
    const text = plainBytes(name, sample.bytes).toString('latin1');
    const addresses = text.match(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g) ?? [];
    const foreign = addresses.filter((address) => !DOCUMENTATION.test(address));
    const hosts = text.match(/\b[\w-]+(?:\.[\w-]+)*\.(?:com|cn|org|net|io)\b/g) ?? [];
    expect(foreign).toEqual([]);
    expect(hosts.filter((host) => !KNOWN_HOSTS.test(host))).toEqual([]);
  });

  test('the packed file keeps neither time nor system in its header', () => {
    const packed = readFileSync(`${FOLDER}gateway.log.1.gz`);
    expect([...packed.subarray(4, 8)]).toEqual([0, 0, 0, 0]);
    expect(packed[9]).toBe(255);
  });

  test('the old program writes GB18030 with CR LF and the others UTF-8 with LF', () => {
    for (const [name, { bytes }] of samples) {
      const isLegacy = name === 'legacy-gbk.log';
      const plain = plainBytes(name, bytes);
      expect(plain.includes('\r\n'), name).toBe(isLegacy);
      if (isLegacy) expect(() => decoder.decode(plain)).toThrow(TypeError);
      else expect(() => decoder.decode(plain)).not.toThrow();
    }
  });
});

describe('the report over the folder of samples', () => {
  let report: Report;
  const problems: unknown[] = [];
  beforeAll(async () => {
    report = await reportOn(FOLDER, problems);
  });

  test('counts what the files hold and nothing of the generator or the README', () => {
    const sums = sum(samples.map(([, sample]) => sample));
    const counted = report.codes.map(({ errcode, events }) => [String(errcode), events]);
    expect(problems).toEqual([]);
    expect(Object.fromEntries(counted)).toEqual(sums.counted);
    expect(report.totals.foreign).toBe(sums.foreignEvents);
    expect(report.totals.nearMisses).toBe(sums.nearMisses);
  });

  test('dates all but the one reply whose entry was cut off', () => {
    expect(report.time.undated).toBe(1);
    expect(report.time.from?.slice(0, 14)).toBe('2026-08-31T18:');
    expect(report.time.to?.slice(0, 14)).toBe('2026-09-04T10:');
  });

  test('sees the refusals of the untrusted address on one morning', () => {
    const refused = report.codes.find(({ errcode }) => errcode === 60020);
    expect(refused?.firstSeen?.slice(0, 14)).toBe('2026-09-02T01:');
    expect(refused?.lastSeen?.slice(0, 15)).toBe('2026-09-02T03:0');
  });
});

/** Ranges that RFC 5737 sets aside. */
const DOCUMENTATION = /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./;
const KNOWN_HOSTS = /(?:^|\.)(?:example\.com|weixin\.qq\.com|dingtalk\.com)$/;

function plainBytes(name: string, bytes: Buffer): Buffer {
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

function linesOf(bytes: Buffer): string[] {
  return bytes.toString('latin1').trimEnd().split('\n');
}

function tally(found: readonly FoundErrcode[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { errcode } of found) counts[errcode] = (counts[errcode] ?? 0) + 1;
  return counts;
}

function sum(all: readonly Sample[]): {
  counted: Record<string, number>;
  foreignEvents: number;
  nearMisses: number;
} {
  const counted: Record<string, number> = {};
  let foreignEvents = 0;
  let nearMisses = 0;
  for (const sample of all) {
    for (const [errcode, events] of Object.entries(sample.counted))
      counted[errcode] = (counted[errcode] ?? 0) + events;
    for (const events of Object.values(sample.foreign)) foreignEvents += events;
    nearMisses += sample.nearMisses;
  }
  return { counted, foreignEvents, nearMisses };
}

async function reportOn(path: string, problems: unknown[]): Promise<Report> {
  const { report } = await runReport({
    paths: [path],
    stdin: Readable.from([]),
    signal: new AbortController().signal,
    strict: false,
    lang: 'en',
    catalog: loadCatalog('zh'),
    encoding: 'auto',
    zone: createZone('Asia/Shanghai'),
    range: { sinceMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY },
    by: 'auto',
    version: '0.0.0',
    nowMs: Date.parse('2026-09-05T00:00:00+08:00'),
    threads: 1,
    dividedBytesMin: Number.POSITIVE_INFINITY,
    elapsedMs: () => 0,
    onProblem: (problem) => problems.push(problem),
  });
  return report;
}
