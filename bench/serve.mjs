/**
 * Does `serve` keep up with a log that grows by 20 MB each second, and does its memory stay where it is?
 * The log is rotated by renaming, and what is rotated is deleted later; in the end the counts must be
 * those of the generator.
 */
import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { makeLog, TEMPORARY } from './make-log.mjs';
import { AnswerError, checkEqual, checkTally, say, sayTarget, tool } from './measure.mjs';

const MEGABYTES_A_SECOND = 20;
const WRITES_A_SECOND = 10;
/** A file of so many seconds is rotated; two rotated ones are kept. */
const ROTATED_AFTER_SECONDS = 15;
const SAMPLES = 12;
const LAG_SECONDS_MAX = 2;
const CATCH_UP_MS_MAX = 30_000;
const START_MS_MAX = 30_000;
/** What the collector of garbage may leave for later. */
const GROWTH_MAX = 1.25;

export async function measureServe({ seconds }) {
  const log = makeLog('raw', MEGABYTES_A_SECOND);
  const folder = mkdtempSync(join(TEMPORARY, 'serve-'));
  const path = join(folder, 'app.log');
  const writer = createWriter(path, readFileSync(log.path));
  const served = await startServe(path, join(folder, 'state'));
  say(
    'input',
    `${MEGABYTES_A_SECOND} MB/s for ${seconds} s, rotated every ${ROTATED_AFTER_SECONDS} s`,
  );
  try {
    const samples = await feed(writer, served, seconds);
    const caughtUpMs = await catchUp(served, writer.bytes());
    const last = await served.scrape();
    checkAnswers(last, log, seconds, writer);
    say('answers', `right: ${last.lines} lines, ${seconds} times the generator's events by code`);
    sayResults(samples, caughtUpMs, last.cpu / seconds);
  } finally {
    served.kill();
    writer.close();
    rmSync(folder, { recursive: true });
  }
}

/** Writes a block each second, in parts that end anywhere. */
function createWriter(path, block) {
  let file = openSync(path, 'a');
  let bytes = 0;
  let headers = 0;
  const write = (part) => {
    for (let at = 0; at < part.length; ) at += writeSync(file, part, at);
    bytes += part.length;
  };
  const header = () => write(Buffer.from(`file ${++headers} begins\n`));
  header();
  return {
    bytes: () => bytes,
    headers: () => headers,
    part(index) {
      const size = Math.ceil(block.length / WRITES_A_SECOND);
      write(block.subarray(index * size, (index + 1) * size));
    },
    rotate() {
      rmSync(`${path}.2`, { force: true });
      if (headers > 1) renameSync(`${path}.1`, `${path}.2`);
      renameSync(path, `${path}.1`);
      closeSync(file);
      file = openSync(path, 'a');
      header();
    },
    close: () => closeSync(file),
  };
}

async function startServe(path, state) {
  const options = ['--state', state, '--from', 'beginning', '--listen', '127.0.0.1:0'];
  const argv = tool('serve', path, '--lang', 'en', ...options);
  const child = spawn(argv[0], argv.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.on('data', (chunk) => {
    told += chunk;
  });
  const url = () => /^Metrics: (\S+)$/m.exec(told)?.[1];
  for (const end = performance.now() + START_MS_MAX; url() === undefined; await delay(20)) {
    if (child.exitCode !== null || performance.now() > end) throw new AnswerError(told);
  }
  return {
    kill: () => child.kill('SIGKILL'),
    async scrape() {
      return readMetrics(await (await fetch(url())).text());
    },
  };
}

function readMetrics(text) {
  const numberOf = (name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  const codes = {};
  const series = /^wecom_errcode_events_total\{errcode="([^"]+)"[^}]*\} (\S+)$/gm;
  for (const [, code, value] of text.matchAll(series)) codes[code] = Number(value);
  return {
    lines: numberOf('wecomlog_lines_total'),
    bytes: numberOf('wecomlog_bytes_total'),
    lagBytes: numberOf('wecomlog_source_lag_bytes'),
    lagSeconds: numberOf('wecomlog_source_lag_seconds'),
    rss: numberOf('process_resident_memory_bytes'),
    cpu: numberOf('process_cpu_seconds_total'),
    codes,
  };
}

/** Writes at an even pace; scrapes a dozen times in between. */
async function feed(writer, served, seconds) {
  const samples = [];
  const startMs = performance.now();
  for (let second = 0; second < seconds; second++) {
    for (let part = 0; part < WRITES_A_SECOND; part++) {
      const dueMs = startMs + (second + part / WRITES_A_SECOND) * 1000;
      await delay(Math.max(0, dueMs - performance.now()));
      writer.part(part);
    }
    if ((second + 1) % ROTATED_AFTER_SECONDS === 0) writer.rotate();
    if ((second + 1) % Math.max(1, Math.round(seconds / SAMPLES)) !== 0) continue;
    const sample = { second: second + 1, behind: 0, ...(await served.scrape()) };
    sample.behind = writer.bytes() - sample.bytes;
    samples.push(sample);
    say(
      `${sample.second} s`,
      `lag ${(sample.behind / 1e6).toFixed(1)} MB, ${sample.lagSeconds.toFixed(2)} s; RSS ${(sample.rss / 1e6).toFixed(0)} MB`,
    );
  }
  return samples;
}

async function catchUp(served, bytes) {
  const startMs = performance.now();
  for (;;) {
    const { bytes: counted } = await served.scrape();
    const tookMs = performance.now() - startMs;
    if (counted === bytes) return tookMs;
    if (tookMs > CATCH_UP_MS_MAX) checkEqual('serve, bytes', counted, bytes);
    await delay(50);
  }
}

function checkAnswers(last, log, seconds, writer) {
  const expected = Object.fromEntries(
    Object.entries(log.codes).map(([code, events]) => [code, events * seconds]),
  );
  checkTally('serve, events by code', last.codes, expected);
  checkEqual('serve, lines', last.lines, log.lines * seconds + writer.headers());
  checkEqual('serve, bytes', last.bytes, writer.bytes());
}

function sayResults(samples, caughtUpMs, cpuShare) {
  const lag = Math.max(...samples.map(({ lagSeconds }) => lagSeconds));
  const behind = Math.max(...samples.map((sample) => sample.behind)) / 1e6;
  sayTarget(
    'lag',
    `at most ${lag.toFixed(2)} s, ${behind.toFixed(1)} MB; none ${caughtUpMs.toFixed(0)} ms after the last write`,
    `below ${LAG_SECONDS_MAX} s`,
    lag < LAG_SECONDS_MAX,
  );
  const half = samples.length >> 1;
  const most = (some) => Math.max(...some.map(({ rss }) => rss)) / 1e6;
  const [first, second] = [most(samples.slice(0, half)), most(samples.slice(half))];
  sayTarget(
    'memory',
    `peak RSS ${first.toFixed(0)} MB in the first half, ${second.toFixed(0)} MB in the second`,
    'flat',
    second <= first * GROWTH_MAX,
  );
  say('processor', `${(cpuShare * 100).toFixed(0)}% of one core`);
}
