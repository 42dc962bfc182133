/**
 * Bundles the command, the threads it starts and the library into few files of dist: loading a hundred
 * modules takes Node longer than most answers. What is loaded lazily in the source stays apart, and
 * what the ways in below share lies in one file for each set of them, not in one for each module.
 */
import { copyFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

/** Where programs and commands begin whose start somebody waits for. */
const WAYS_IN = {
  main: 'cli/main.ts',
  thread: 'parallel/thread.ts',
  report: 'cli/commands/report-run.ts',
  annotate: 'cli/commands/annotate-run.ts',
  explain: 'cli/commands/explain-run.ts',
};
/** Read as they are; see src/catalog/words.ts. */
const TEXTS = ['words-zh.txt', 'words-en.txt'];

const source = (name) => fileURLToPath(new URL(name, import.meta.url));

const OPTIONS = {
  input: {
    'cli/main': source('cli/main.ts'),
    'cli/start': source('cli/start.ts'),
    'cli/annotate-thread': source('parallel/annotate-thread.ts'),
    'cli/thread': source('parallel/thread.ts'),
    index: source('index.ts'),
  },
  platform: 'node',
  external: /^[^./]/,
};

const groups = await groupsByWaysIn();
await build({
  ...OPTIONS,
  preserveEntrySignatures: 'allow-extension',
  // One folder for all: files look for thread.js beside themselves, for package.json two folders up.
  output: {
    dir: source('../dist'),
    format: 'esm',
    chunkFileNames: 'cli/[name]-[hash].js',
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ debugName: 'ways in', name: (id) => groups.get(id) }],
    },
  },
});
for (const name of TEXTS) copyFileSync(source(`catalog/${name}`), source(`../dist/cli/${name}`));

/** Of each module that a way in imports: the names of all the ways in that do, as the name of a file. */
async function groupsByWaysIn() {
  const imports = new Map();
  const plugin = {
    name: 'imports',
    moduleParsed({ id, importedIds }) {
      imports.set(id, importedIds);
    },
  };
  await build({ ...OPTIONS, write: false, plugins: [plugin], logLevel: 'silent' });
  const names = new Map();
  for (const [name, file] of Object.entries(WAYS_IN)) {
    for (const id of reachable(source(file), imports)) {
      names.set(id, [...(names.get(id) ?? []), name]);
    }
  }
  return new Map([...names].map(([id, ways]) => [id, `for-${ways.join('-')}`]));
}

/** Modules that are loaded with the one at `start`. */
function reachable(start, imports) {
  const seen = new Set([start]);
  // A set gives what is added while it is walked, too.
  for (const id of seen)
    for (const next of imports.get(id) ?? []) if (imports.has(next)) seen.add(next);
  return seen;
}
