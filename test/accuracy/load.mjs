/** Reads the labelled cases, the logs and the shared corpus from disk. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const HERE = import.meta.dirname;
const CORPUS = join(HERE, '../../../shared/corpus/real-lines.jsonl');

/** The project's own cases: all of `cases/*.jsonl`, in the order of their names. */
export function readOwnCases() {
  return listFiles('cases', '.jsonl').flatMap(({ text }) => parseLines(text).map(toCase));
}

/** The labelled real texts beside the repository, or undefined where they are not there. */
export function readCorpus() {
  if (!existsSync(CORPUS)) return undefined;
  return parseLines(readFileSync(CORPUS, 'utf8')).map((one) =>
    toCase({ ...one, shape: one.group, wrap: 'real' }),
  );
}

/** @param {'negatives' | 'foreign'} folder */
export function readLogs(folder) {
  return listFiles(folder, '.log').map(({ name, text }) => ({
    name,
    bytes: new TextEncoder().encode(text),
  }));
}

function listFiles(folder, ending) {
  return readdirSync(join(HERE, folder))
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(HERE, folder, name), 'utf8') }));
}

function parseLines(text) {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

function toCase(one) {
  const bytes =
    one.base64 === undefined
      ? new TextEncoder().encode(one.text)
      : Buffer.from(one.base64, 'base64');
  return { ...one, bytes: new Uint8Array(bytes) };
}
