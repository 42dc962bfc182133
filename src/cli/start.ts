/** `npm start`: the main job on the sample logs, or, with arguments, the command itself. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('main.js', import.meta.url));
const samples = fileURLToPath(new URL('../../data/samples', import.meta.url));

/** Annotated lines to show before the report. */
const EXCERPT_LINES = 12;

const argv = process.argv.slice(2);
if (argv.length > 0) {
  process.exitCode = spawnSync(process.execPath, [main, ...argv], { stdio: 'inherit' }).status ?? 2;
} else {
  const color = process.stdout.isTTY ? ['--color', 'always'] : [];
  const annotated = spawnSync(process.execPath, [
    main,
    'annotate',
    samples,
    '--only',
    'errors',
    ...color,
  ]);
  const lines = annotated.stdout.toString().split('\n');
  // Lines of every file, not only the first: each has a shape of its own.
  const step = Math.max(1, Math.floor(lines.length / EXCERPT_LINES));
  const excerpt = lines.filter((_, index) => index % step === 0).slice(0, EXCERPT_LINES);
  process.stdout.write(
    `$ wecomlog annotate data/samples --only errors\n${excerpt.join('\n')}\n…\n\n`,
  );
  process.stdout.write('$ wecomlog report data/samples\n');
  const report = spawnSync(process.execPath, [main, 'report', samples], { stdio: 'inherit' });
  process.exitCode = annotated.status || report.status || 0;
}
