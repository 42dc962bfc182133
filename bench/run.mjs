/**
 * Asks the four questions of the benchmark, of the shipped dist (see README.md).
 *
 *     npm run bench -- [--size-mb 1000] [--only report|annotate|explain|serve] [--seconds 60]
 *
 * Exit code 1 if an answer is wrong, 2 if the options are; a missed target is printed, no more.
 */
import { mkdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { measureAnnotate } from './annotate.mjs';
import { measureExplain } from './explain.mjs';
import { TEMPORARY } from './make-log.mjs';
import { AnswerError, say, versionOf } from './measure.mjs';
import { measureReport } from './report.mjs';
import { measureServe } from './serve.mjs';

const QUESTIONS = {
  report: measureReport,
  annotate: measureAnnotate,
  explain: measureExplain,
  serve: measureServe,
};
const SIZE_MB = '1000';
const SECONDS = '60';

process.exitCode = await main();

async function main() {
  const options = readOptions();
  if (options === undefined) return 2;
  mkdirSync(TEMPORARY, { recursive: true });
  sayMachine();
  let exitCode = 0;
  for (const name of options.names) {
    say('', `\n${name}`);
    try {
      await QUESTIONS[name](options);
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error;
      say('FAILED', error.message);
      exitCode = 1;
    }
  }
  return exitCode;
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      'size-mb': { type: 'string', default: SIZE_MB },
      seconds: { type: 'string', default: SECONDS },
      only: { type: 'string' },
    },
  });
  const sizeMb = Number(values['size-mb']);
  const seconds = Number(values.seconds);
  const names = values.only === undefined ? Object.keys(QUESTIONS) : [values.only];
  const isKnown = names.every((name) => Object.hasOwn(QUESTIONS, name));
  if (sizeMb > 0 && Number.isInteger(seconds) && seconds > 0 && isKnown) {
    return { sizeMb, seconds, names };
  }
  const known = Object.keys(QUESTIONS).join(', ');
  process.stderr.write(
    `--size-mb takes a number above 0, --seconds a whole one, --only one of ${known}\n`,
  );
  return undefined;
}

function sayMachine() {
  const processors = cpus();
  const memory = `${(totalmem() / 1e9).toFixed(1)} GB`;
  say('machine', `${processors[0]?.model}, ${processors.length} cores, ${memory} of memory`);
  say('system', `${process.platform} ${process.arch}, Node ${process.version}`);
  say('rival', versionOf('rg') ?? 'rg is not installed');
  say('date', new Date().toISOString().slice(0, 10));
}
