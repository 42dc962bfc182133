/**
 * An hour of four busy logs, each rotated every minute in one way or another, in three minutes: what
 * `serve` holds must not grow, and its counts must be exact.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '../accuracy/generate/random.mjs';
import { difference } from './chaos.mjs';
import { createLogWriter } from './log-writer.mjs';
import { startServe, until } from './serve-process.mjs';

const LOGS = ['orders', 'mail', 'gateway', 'sync'];
const TICK_MS = 100;
const LINES_A_TICK = 500;
/** Of each log; all of them in turn. */
const ROTATED_EVERY_MS = 3000;
/** Rotated files go when they are older: they were read long before. */
const KEPT_MS = 90_000;
const SAMPLED_EVERY_MS = 3000;
const SETTLE_MS_MAX = 60_000;
/** What the last third of the time may have more of than the third before. */
const GROWTH_MAX = 1.15;
const FILES_MORE_MAX = 8;

/** @returns {Promise<boolean>} whether all was flat and exact */
export async function runSoak(seconds) {
  const folder = mkdtempSync(join(tmpdir(), 'wecomlog-soak-'));
  const random = createRandom(20_261_123);
  const writers = LOGS.map((name) => {
    mkdirSync(join(folder, name));
    return createLogWriter(join(folder, name), random, { longShare: 0 });
  });
  const argv = ['*/app.log', '--state', 'state', '--from', 'beginning'];
  const served = await startServe(argv, { cwd: folder });
  try {
    const samples = await feed(folder, writers, served, random, seconds);
    for (const writer of writers) writer.finishLine();
    const total = sumOf(writers.map(({ ledger }) => ledger));
    const wrong = await settle(served, total);
    return tell(samples, total, wrong);
  } finally {
    await served.stop('SIGKILL');
    for (const writer of writers) writer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function feed(folder, writers, served, random, seconds) {
  const samples = [];
  const startMs = performance.now();
  for (let tick = 0; tick * TICK_MS < seconds * 1000; tick++) {
    await delay(Math.max(0, startMs + tick * TICK_MS - performance.now()));
    for (const writer of writers) writer.append(LINES_A_TICK);
    const turn = (tick * TICK_MS * LOGS.length) / ROTATED_EVERY_MS;
    if (Number.isInteger(turn) && turn > LOGS.length) rotate(writers[turn % LOGS.length], random);
    if ((tick * TICK_MS) % SAMPLED_EVERY_MS !== 0) continue;
    deleteOld(folder);
    const samplesNow = await served.scrape();
    samples.push({
      rss: samplesNow.get('process_resident_memory_bytes'),
      files: samplesNow.get('process_open_fds'),
    });
  }
  return samples;
}

function rotate(writer, random) {
  const move = random.pick(['rename', 'compress', 'copytruncate', 'delete']);
  if (move === 'rename') writer.rename();
  else if (move === 'compress') writer.compress(writer.rename());
  else if (move === 'copytruncate') writer.copyTruncate();
  else writer.remove();
}

function deleteOld(folder) {
  for (const log of LOGS) {
    for (const name of readdirSync(join(folder, log))) {
      const path = join(folder, log, name);
      if (name !== 'app.log' && statSync(path).mtimeMs < Date.now() - KEPT_MS) unlinkSync(path);
    }
  }
}

function sumOf(ledgers) {
  const total = { lines: 0, bytes: 0, events: {} };
  for (const { lines, bytes, events } of ledgers) {
    total.lines += lines;
    total.bytes += bytes;
    for (const [code, count] of Object.entries(events)) {
      total.events[code] = (total.events[code] ?? 0) + count;
    }
  }
  return total;
}

/** What differs in the end; empty if nothing does. */
async function settle(served, total) {
  let last = 'nobody answers';
  const isExact = async () => {
    const samples = await served.scrape();
    if (samples !== undefined) last = difference(samples, total);
    return last === '';
  };
  await until(isExact, SETTLE_MS_MAX).catch(() => undefined);
  return last;
}

function tell(samples, total, wrong) {
  const third = Math.floor(samples.length / 3);
  const most = (from, name) =>
    Math.max(...samples.slice(from, from + third).map((sample) => sample[name]));
  const [rss, lastRss] = [most(third, 'rss'), most(2 * third, 'rss')];
  const [files, lastFiles] = [most(third, 'files'), most(2 * third, 'files')];
  const isFlat = lastRss <= rss * GROWTH_MAX && lastFiles <= files + FILES_MORE_MAX;
  const megabytes = (bytes) => (bytes / 1e6).toFixed(0);
  process.stdout.write(
    `soak          ${total.lines} lines, ${megabytes(total.bytes)} MB; RSS ${megabytes(rss)}, then ${megabytes(lastRss)} MB; ${files}, then ${lastFiles} open files: ${isFlat ? 'flat' : 'GROWS'}, ${wrong === '' ? 'exact' : `NOT EXACT: ${wrong}`}\n`,
  );
  return isFlat && wrong === '';
}
