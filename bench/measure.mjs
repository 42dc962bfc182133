/** Runs whole processes, in turn, with their output on a file or on nothing; and prints figures. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The command line as it is shipped. */
const TOOL = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

const NULL_DEVICE = '/dev/null';
const TIME_PROGRAM = '/usr/bin/time';
const POLL_MS = 5;

/** A command: program and arguments. */
export const tool = (...args) => [process.execPath, TOOL, ...args];

/**
 * Runs a command with its output on `outPath`; returns wall-clock seconds. Throws if it fails.
 * Output goes to a file or to nothing, never through a pipe that this process would have to read.
 */
export function run(command, outPath = NULL_DEVICE) {
  const [program, ...args] = command;
  const out = openSync(outPath, 'w');
  try {
    const start = process.hrtime.bigint();
    const done = spawnSync(program, args, { stdio: ['ignore', out, 'pipe'], env: environment() });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (done.status !== 0) throw failure(command, done.status, done.error ?? done.stderr);
    return seconds;
  } finally {
    closeSync(out);
  }
}

/**
 * Runs each of two commands once to warm up and then `pairs` times in turn, A B A B, so that what
 * else the machine does falls on both.
 * @returns {{first: number[], second: number[], ratios: number[]}} seconds, and first over second
 */
export function runInTurn(firstCommand, secondCommand, pairs) {
  run(firstCommand);
  run(secondCommand);
  const first = [];
  const second = [];
  for (let pair = 0; pair < pairs; pair++) {
    first.push(run(firstCommand));
    second.push(run(secondCommand));
  }
  return { first, second, ratios: first.map((seconds, index) => seconds / second[index]) };
}

/**
 * Peak resident memory of a command in megabytes (10^6 bytes), and how it was found; undefined where
 * this system offers neither GNU time nor /proc. Measured in a run of its own, which is not timed.
 * @returns {Promise<{megabytes: number, by: string} | undefined>}
 */
export async function peakMemory(command) {
  if (hasGnuTime()) return { megabytes: peakByTime(command), by: `${TIME_PROGRAM} -f %M` };
  if (readPeak('self') === undefined) return undefined;
  return { megabytes: await peakByPolling(command), by: `VmHWM, read every ${POLL_MS} ms` };
}

function hasGnuTime() {
  const probe = spawnSync(TIME_PROGRAM, ['-f', '%M', 'true'], { encoding: 'utf8' });
  return probe.status === 0 && /^\d+\s*$/.test(probe.stderr);
}

function peakByTime(command) {
  const args = ['-f', '%M', ...command];
  const done = spawnSync(TIME_PROGRAM, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment(),
  });
  if (done.status !== 0) throw failure(command, done.status, done.error ?? done.stderr);
  const kibibytes = Number(String(done.stderr).trim().split('\n').at(-1));
  return (kibibytes * 1024) / 1e6;
}

/** The high-water mark never falls, so only what grows after the last look is missed. */
async function peakByPolling(command) {
  const [program, ...args] = command;
  const child = spawn(program, args, { stdio: 'ignore', env: environment() });
  let kibibytes = 0;
  const look = setInterval(() => {
    kibibytes = Math.max(kibibytes, readPeak(child.pid) ?? 0);
  }, POLL_MS);
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  }).finally(() => clearInterval(look));
  if (status !== 0) throw failure(command, status, '');
  return (kibibytes * 1024) / 1e6;
}

function readPeak(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    // A process that has just ended shows no memory.
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0);
  } catch {
    return undefined;
  }
}

/** Without what would change a run behind the command's back. */
function environment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(?:WECOMLOG_|NODE_OPTIONS$|RIPGREP_CONFIG_PATH$)/.test(name),
  );
  return Object.fromEntries(kept);
}

function failure(command, status, reason) {
  return new AnswerError(`${command.join(' ')} ended with ${status}: ${String(reason).trim()}`);
}

/** Whether a program can be run; the first line of its `--version` if so. */
export function versionOf(program) {
  const probe = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return probe.status === 0 ? probe.stdout.split('\n')[0] : undefined;
}

export function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const NAME_COLUMNS = 12;

export function say(name, text = '') {
  process.stdout.write(`${name === '' ? '' : `  ${name.padEnd(NAME_COLUMNS)}`}${text}\n`);
}

/** One line of seconds: the median, the extremes, and how much of the input that is a second. */
export function sayTimes(name, seconds, bytes) {
  const middle = median(seconds);
  const speed = bytes === undefined ? '' : `, ${(bytes / 1e6 / middle).toFixed(0)} MB/s`;
  const range = `${Math.min(...seconds).toFixed(3)} to ${Math.max(...seconds).toFixed(3)}`;
  say(name, `median ${middle.toFixed(3)} s (${range})${speed}`);
}

/** A figure beside its target; `holds` undefined where it cannot be judged, as on a smaller log. */
export function sayTarget(name, text, target, holds) {
  const verdict = holds === undefined ? 'cannot be judged here' : holds ? 'met' : 'MISSED';
  say(name, `${text}; target ${target}: ${verdict}`);
}

export function pairsText(ratios) {
  return `${median(ratios).toFixed(2)} (each pair: ${ratios.map((one) => one.toFixed(2)).join(' ')})`;
}

/** Compares two tallies by code; throws with the first differences. */
export function checkTally(what, found, expected) {
  const codes = new Set([...Object.keys(found), ...Object.keys(expected)]);
  const wrong = [...codes].filter((code) => found[code] !== expected[code]);
  if (wrong.length === 0) return;
  const shown = wrong.slice(0, 5).map((code) => `${code}: ${found[code]} for ${expected[code]}`);
  throw new AnswerError(`${what}: ${wrong.length} codes differ: ${shown.join(', ')}`);
}

export function checkEqual(what, found, expected) {
  if (found !== expected) throw new AnswerError(`${what}: ${found}, expected ${expected}`);
}

/** No answer or a wrong one: however fast, it is not measured. */
export class AnswerError extends Error {}
