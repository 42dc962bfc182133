/**
 * How much longer does a whole report take than ripgrep needs to count the lines that hold
 * `errcode`, and in how much memory? Both are whole processes over the same file, which is in the
 * page cache.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { makeLog, TEMPORARY } from './make-log.mjs';
import {
  checkEqual,
  checkTally,
  median,
  pairsText,
  peakMemory,
  run,
  runInTurn,
  say,
  sayTarget,
  sayTimes,
  tool,
  versionOf,
} from './measure.mjs';

const PAIRS = 5;
/** On a smaller log the time that Node needs to start outweighs the work, and memory says little. */
const JUDGED_FROM_MB = 1000;
const RATIO_MAX = 3;
const MEGABYTES_MAX = 200;

export async function measureReport({ sizeMb }) {
  const log = makeLog('raw', sizeMb);
  const report = tool('report', '--format', 'json', log.path);
  const rival = versionOf('rg') === undefined ? 'grep' : 'rg';
  const count = [rival, '-c', 'errcode', log.path];
  checkAnswers(log, report, count);
  const codes = Object.keys(log.codes).length;
  say('input', `${log.path}, ${log.bytes} bytes, ${log.lines} lines`);
  say(
    'answers',
    `right: ${log.codeLines} events, ${codes} codes, as the generator and ${rival} say`,
  );
  if (rival === 'grep')
    say('note', 'rg is not installed; grep is another question than the target asks');

  const { first, second, ratios } = runInTurn(report, count, PAIRS);
  sayTimes('report', first, log.bytes);
  sayTimes(`${rival} -c`, second, log.bytes);
  const isJudged = sizeMb >= JUDGED_FROM_MB;
  const holds = isJudged && rival === 'rg' ? median(ratios) <= RATIO_MAX : undefined;
  sayTarget('ratio', pairsText(ratios), `at most ${RATIO_MAX}`, holds);
  sayMemory(await peakMemory(report), isJudged);
}

function sayMemory(peak, isJudged) {
  const text =
    peak === undefined
      ? 'unknown: there is neither GNU time nor /proc'
      : `${peak.megabytes.toFixed(0)} MB (${peak.by})`;
  const fits = peak !== undefined && isJudged ? peak.megabytes <= MEGABYTES_MAX : undefined;
  sayTarget('peak RSS', text, `at most ${MEGABYTES_MAX} MB`, fits);
}

/** The report against the generator's own counts, and those against the rival's. */
function checkAnswers(log, report, count) {
  const path = `${TEMPORARY}report.json`;
  run(report, path);
  const { totals, codes, input } = JSON.parse(readFileSync(path, 'utf8'));
  const found = Object.fromEntries(codes.map(({ errcode, events }) => [errcode, events]));
  checkTally('report, events by code', found, log.codes);
  checkEqual('report, events', totals.events, log.codeLines);
  checkEqual('report, lines', input.lines, log.lines);
  checkEqual('report, bytes', input.bytes, log.bytes);
  const [program, ...args] = count;
  const lines = Number(spawnSync(program, args, { encoding: 'utf8' }).stdout);
  checkEqual(`${program} -c errcode`, lines, log.codeLines);
}
