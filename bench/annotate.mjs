/**
 * How much faster is `annotate` than the program that one would write in half an hour with split2
 * (peer-annotate.mjs)? Both are whole processes over the same file, a quarter of whose lines are JSON.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeLog, TEMPORARY } from './make-log.mjs';
import {
  checkEqual,
  checkTally,
  median,
  pairsText,
  run,
  runInTurn,
  say,
  sayTarget,
  sayTimes,
  tool,
} from './measure.mjs';

const PAIRS = 5;
/** The target is for this size; on a smaller log the start of Node outweighs the work. */
const SIZE_MB_MAX = 200;
const FACTOR_MIN = 5;
const PEER = fileURLToPath(new URL('peer-annotate.mjs', import.meta.url));

export function measureAnnotate({ sizeMb }) {
  const log = makeLog('mixed', Math.min(sizeMb, SIZE_MB_MAX));
  const peer = [process.execPath, PEER, log.path];
  const ours = tool('annotate', log.path);
  checkAnswers('annotate', log, ours);
  checkAnswers('peer', log, peer);
  say('input', `${log.path}, ${log.bytes} bytes, ${log.lines} lines`);
  say('answers', `right: both annotate ${log.annotatedLines} lines with the same codes`);

  const { first, second, ratios } = runInTurn(peer, ours, PAIRS);
  sayTimes('peer', first, log.bytes);
  sayTimes('annotate', second, log.bytes);
  const holds = sizeMb >= SIZE_MB_MAX ? median(ratios) >= FACTOR_MIN : undefined;
  sayTarget('faster by', pairsText(ratios), `at least ${FACTOR_MIN}`, holds);
}

function checkAnswers(name, log, command) {
  const path = `${TEMPORARY}annotated.log`;
  run(command, path);
  const { lines, annotatedLines, codes } = readAnnotations(readFileSync(path));
  checkEqual(`${name}, lines`, lines, log.lines);
  checkEqual(`${name}, annotated lines`, annotatedLines, log.annotatedLines);
  checkTally(`${name}, annotations by code`, codes, log.annotatedCodes);
}

const LINE_FEED = 0x0a;
const TEXT_MARK = '  ← ';
const JSON_MARK = '"wecom":[{"errcode":';

/** What stands in the annotations, read by nothing but their marks. */
function readAnnotations(bytes) {
  const codes = {};
  let lines = 0;
  let annotatedLines = 0;
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, start);
    const line = bytes.toString('utf8', start, end < 0 ? bytes.length : end);
    start = end < 0 ? bytes.length : end + 1;
    lines++;
    const mark = line.startsWith('{') ? JSON_MARK : TEXT_MARK;
    const at = line.lastIndexOf(mark);
    if (at < 0) continue;
    annotatedLines++;
    const code = Number.parseInt(line.slice(at + mark.length), 10);
    codes[code] = (codes[code] ?? 0) + 1;
  }
  return { lines, annotatedLines, codes };
}
