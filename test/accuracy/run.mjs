/**
 * Prints how well the built finder does: on the shared corpus of real texts (if it is there), on
 * the project's own cases and on logs that hold no WeCom codes. Exit code 1 below the bars.
 */
import { findErrcodes } from '../../dist/index.js';
import { readCorpus, readLogs, readOwnCases } from './load.mjs';
import { countEvents, precision, recall, scoreCases, splitStrict } from './score.mjs';

const BAR = 0.985;
const EXCERPT_LENGTH = 220;
const ANY_LETTER_SHAPES = ['spoken', 'bare'];

const say = (line = '') => process.stdout.write(`${line}\n`);
const percent = (share) => `${(share * 100).toFixed(2)} %`;

process.exitCode = main() ? 0 : 1;

function main() {
  const rows = [];
  const verdicts = [
    ...reportSet('real texts', readCorpus(), rows),
    ...reportSet('own cases', readOwnCases(), rows),
    reportNegatives(),
  ];
  reportForeign();
  printTable(['set', 'cases', 'exact', 'TP', 'FP', 'FN', 'recall', 'precision'], rows);
  return verdicts.every(Boolean);
}

/** Scores one set, strictly and then its groups apart; gives a verdict for each strict score. */
function reportSet(name, cases, rows) {
  if (cases === undefined) {
    say(`${name}: the shared corpus is not there; only the project's own cases are scored.\n`);
    return [];
  }
  const { strict, apart } = splitStrict(cases);
  const score = scoreCases(strict, findErrcodes);
  rows.push(tableRow(`${name}, strict`, score));
  printMistakes(`${name}, strict`, score);
  for (const [group, members] of Object.entries(apart)) {
    if (members.length === 0) continue;
    const groupScore = scoreCases(members, findErrcodes);
    rows.push(tableRow(`${name}, ${group}`, groupScore));
    printMistakes(`${name}, ${group} (reported apart)`, groupScore);
  }
  printGroups(`${name} by shape`, score.byShape);
  printGroups(`${name} by wrap`, score.byWrap);
  return [recall(score) >= BAR, precision(score) >= BAR];
}

function reportNegatives() {
  const logs = countEvents(readLogs('negatives'), findErrcodes);
  let clean = true;
  say('logs without WeCom, events by shape (none is right):');
  for (const { name, events, shapes } of logs) {
    if (events.length === 0) continue;
    clean &&= !ANY_LETTER_SHAPES.some((shape) => shapes[shape] !== undefined);
    say(`  ${name}: ${JSON.stringify(shapes)} e.g. ${events[0].errcode}`);
  }
  say(
    `  ${logs.filter(({ events }) => events.length === 0).length} of ${logs.length} logs yield nothing\n`,
  );
  return clean;
}

function reportForeign() {
  say("other vendors' logs with genuine wire keys, events by platform:");
  for (const { name, events, platforms } of countEvents(readLogs('foreign'), findErrcodes))
    say(`  ${name}: ${events.length} events ${JSON.stringify(platforms)}`);
  say();
}

function printMistakes(title, { mistakes, platformMistakes }) {
  say(
    `${title}: ${mistakes.length} texts with mistakes, ${platformMistakes.length} with a wrong platform`,
  );
  for (const { one, found, missing } of mistakes) {
    const kind = missing.length > 0 ? 'miss' : 'false alarm';
    say(
      `  ${kind} ${one.id} [${one.shape} / ${one.wrap}] expected ${JSON.stringify(one.codes)} got ${JSON.stringify(found)}`,
    );
    say(`      ${excerpt(one)}`);
  }
  for (const { one, claimed } of platformMistakes) {
    say(`  platform ${one.id} expected ${one.platform} got ${claimed.join(' ')}`);
    say(`      ${excerpt(one)}`);
  }
  say();
}

function excerpt({ bytes, note }) {
  const text = JSON.stringify(new TextDecoder().decode(bytes));
  const cut = text.length > EXCERPT_LENGTH ? `${text.slice(0, EXCERPT_LENGTH)}…` : text;
  return note === '' ? cut : `${cut}  (${note.slice(0, 80)})`;
}

function printGroups(title, groups) {
  const rows = Object.entries(groups)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([group, tally]) => tableRow(group, tally));
  printTable([title, 'cases', 'exact', 'TP', 'FP', 'FN', 'recall', 'precision'], rows);
}

function tableRow(name, tally) {
  const { cases, exact, truePositives, falsePositives, falseNegatives } = tally;
  const counts = [cases, exact, truePositives, falsePositives, falseNegatives].map(String);
  return [name, ...counts, percent(recall(tally)), percent(precision(tally))];
}

function printTable(head, rows) {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column].length)),
  );
  const line = (cells) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
      )
      .join('  ');
  say(line(head));
  for (const row of rows) say(line(row));
  say();
}
