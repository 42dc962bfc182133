/**
 * Bundles the command, the threads it starts and the library into few files of dist: loading a hundred
 * modules takes Node longer than most answers. What is loaded lazily in the source stays a file of its
 * own.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const source = (name) => fileURLToPath(new URL(name, import.meta.url));

await build({
  input: {
    'cli/main': source('cli/main.ts'),
    'cli/start': source('cli/start.ts'),
    'cli/annotate-thread': source('parallel/annotate-thread.ts'),
    'cli/thread': source('parallel/thread.ts'),
    index: source('index.ts'),
  },
  platform: 'node',
  external: /^[^./]/,
  // One folder for all: files look for thread.js beside themselves, for package.json two folders up.
  output: { dir: source('../dist'), format: 'esm', chunkFileNames: 'cli/[name]-[hash].js' },
});
