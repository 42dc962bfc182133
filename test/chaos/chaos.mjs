/**
 * One seed of chaos: a writer, a `serve` that is killed at random moments, and rotations of one kind.
 * In the end what was counted must be what was written, and no scrape may have shown less than one
 * before it.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../accuracy/generate/random.mjs';
import { createLogWriter } from './log-writer.mjs';
import { countersOf, eventsOf, startServe, until } from './serve-process.mjs';

export const KINDS = ['append', 'rename', 'copytruncate', 'delete', 'gzip', 'mixed'];

const STEPS = 40;
const SETTLE_MS_MAX = 60_000;

/**
 * @param {string} kind one of KINDS
 * @param {number} seed
 * @returns {Promise<{kind: string, seed: number, kills: number, lines: number, scrapes: number,
 *   rotations: number, problems: string[]}>} no problems: everything was exact
 */
export async function runSeed(kind, seed) {
  const random = createRandom(seed * 6007 + KINDS.indexOf(kind) * 101 + 1);
  const folder = mkdtempSync(join(tmpdir(), 'wecomlog-chaos-'));
  mkdirSync(join(folder, 'log'));
  const writer = createLogWriter(join(folder, 'log'), random);
  const run = createRun(folder, random);
  let rotations = 0;
  try {
    await run.start();
    for (let step = 0; step < STEPS; step++) {
      const choice = random.next();
      if (choice < 0.5) writer.append(random.integer(1, random.next() < 0.1 ? 4000 : 120));
      else if (choice < 0.68) {
        rotations++;
        await rotate(kind, writer, run, random);
      } else if (choice < 0.82) await run.scrape();
      else if (choice < 0.95) await run.kill(random.integer(0, 250));
      else await run.stop();
    }
    writer.finishLine();
    await run.start();
    await run.settle(writer.ledger);
    const { kills, scrapes, problems } = run;
    return {
      ...{ kind, seed, kills: kills(), scrapes: scrapes(), rotations },
      ...{ lines: writer.ledger.lines, problems },
    };
  } finally {
    await run.end();
    writer.close();
    // What went wrong is left for whoever wants to know why.
    if (run.problems.length === 0) rmSync(folder, { recursive: true, force: true });
    else run.problems.push(`left in ${folder}`);
  }
}

/** The moves of a kind; `mixed` draws from all. */
const MOVES = {
  append: ['append'],
  rename: ['rename'],
  copytruncate: ['copytruncate'],
  delete: ['delete'],
  gzip: ['rename-compress', 'rename', 'compress-older', 'copytruncate-compress'],
  mixed: ['rename', 'copytruncate', 'delete', 'rename-compress', 'compress-older'],
};

async function rotate(kind, writer, run, random) {
  const move = random.pick(MOVES[kind]);
  if (move === 'append') writer.append(random.integer(1, 2000));
  else if (move === 'rename') writer.rename();
  else if (move === 'copytruncate') writer.copyTruncate();
  else if (move === 'rename-compress') writer.compress(writer.rename());
  else if (move === 'copytruncate-compress') writer.compress(writer.copyTruncate());
  else if (move === 'compress-older') {
    const plain = writer.plain();
    if (plain.length > 0) writer.compress(random.pick(plain));
  } else if (move === 'delete') {
    // Exact because the handle is held: somebody must hold it, and be left alone until he has read.
    // A log that was begun anew a moment ago is empty, so all is counted before anybody looked at it;
    // what comes and goes between two looks nobody can count. One that was emptied in place is held.
    writer.finishLine();
    await run.start();
    await run.settle(writer.ledger);
    await run.untilHeld(writer);
    writer.append(random.integer(1, 3000));
    writer.remove();
    await run.settle(writer.ledger);
  }
}

function createRun(folder, random) {
  const argv = ['log/app.log', '--state', 'state', '--from', 'beginning'];
  const problems = [];
  /** The highest value that each counter was seen at. */
  const highest = new Map();
  let served;
  let kills = 0;
  let scrapes = 0;

  const start = async () => {
    if (served?.isRunning() === true) return;
    served = await startServe(argv, { cwd: folder });
    if (!served.isRunning()) problems.push(`did not start: ${served.told()}`);
  };
  const scrape = async () => {
    const samples = await served.scrape();
    if (samples === undefined) return undefined;
    scrapes++;
    for (const [name, before] of highest) {
      const now = samples.get(name);
      if (now === undefined) problems.push(`${name} vanished at ${before}`);
      else if (now < before) problems.push(`${name} went back from ${before} to ${now}`);
    }
    for (const [name, value] of countersOf(samples)) highest.set(name, value);
    return samples;
  };
  return {
    problems,
    kills: () => kills,
    scrapes: () => scrapes,
    start,
    scrape,
    /** Kills within `ms` milliseconds, at times while it starts, with scrapes under way. */
    async kill(ms) {
      if (served?.isRunning() !== true) await start();
      const scraping = random.next() < 0.5 ? scrape() : undefined;
      // It waits for nothing: the kill is to come at a moment that nobody chose, whatever is under way.
      await new Promise((resolve) => setTimeout(resolve, ms));
      kills++;
      await served.stop('SIGKILL');
      await scraping;
      if (random.next() < 0.7) await start();
    },
    async stop() {
      if (served?.isRunning() !== true) return start();
      const { code, told } = await served.stop('SIGTERM');
      if (code !== 0) problems.push(`SIGTERM ended with ${code}: ${told}`);
      return random.next() < 0.7 ? start() : undefined;
    },
    /** Waits until everything in the ledger is counted, and not a line more. */
    async settle(ledger) {
      let last = '';
      const isExact = async () => {
        const samples = await scrape();
        if (samples === undefined) return false;
        last = difference(samples, ledger);
        return last === '';
      };
      try {
        await until(isExact, SETTLE_MS_MAX);
      } catch {
        problems.push(last === '' ? 'nobody answers' : last);
        problems.push(served.told());
        return;
      }
      // What was counted twice would come now.
      await isExact();
      if (last !== '') problems.push(last);
    },
    /** Waits until `serve` has the log open. */
    async untilHeld(writer) {
      const isHeld = () => served.holds(writer.path);
      if (isHeld() === undefined) {
        // Where nobody tells, a line that was read shows it.
        writer.append(1);
        writer.finishLine();
        return this.settle(writer.ledger);
      }
      await until(isHeld, SETTLE_MS_MAX).catch(() => problems.push('the log is not held'));
    },
    async end() {
      if (served?.isRunning() === true) await served.stop('SIGKILL');
    },
  };
}

/** In words how counts differ from what was written; empty if they do not. */
export function difference(samples, ledger) {
  const counted = {
    lines: samples.get('wecomlog_lines_total'),
    bytes: samples.get('wecomlog_bytes_total'),
    lost: samples.get('wecomlog_lost_bytes_total'),
    gaps: samples.get('wecomlog_rotations_total{kind="gap"}'),
    ...eventsOf(samples),
  };
  const written = { lines: ledger.lines, bytes: ledger.bytes, lost: 0, gaps: 0, ...ledger.events };
  const names = [...new Set([...Object.keys(counted), ...Object.keys(written)])];
  return names
    .filter((name) => counted[name] !== written[name])
    .map((name) => `${name}: counted ${counted[name]}, written ${written[name]}`)
    .join('; ');
}
