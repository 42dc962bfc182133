/**
 * Kills `serve` while logs are written and rotated, and compares what it counted with what was written.
 *
 *     npm run chaos -- --soak [--seconds 180]
 *     npm run chaos -- [--seeds 10] [--from-seed 1] [--jobs 2]
 *         [--kind append|rename|copytruncate|delete|gzip|mixed]
 *
 * Prints a line per kind; exit code 1 if anything differs, 2 if the options are wrong.
 */
import { parseArgs } from 'node:util';
import { KINDS, runSeed } from './chaos.mjs';
import { runSoak } from './soak.mjs';

process.exitCode = await main();

async function main() {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '10' },
      'from-seed': { type: 'string', default: '1' },
      jobs: { type: 'string', default: '2' },
      kind: { type: 'string' },
      soak: { type: 'boolean', default: false },
      seconds: { type: 'string', default: '180' },
    },
  });
  const [seeds, from] = [Number(values.seeds), Number(values['from-seed'])];
  const kinds = values.kind === undefined ? KINDS : [values.kind];
  if (
    !(seeds >= 1) ||
    !(Number(values.jobs) >= 1) ||
    !(Number(values.seconds) >= 1) ||
    !Number.isInteger(from) ||
    !kinds.every((kind) => KINDS.includes(kind))
  ) {
    process.stderr.write(`--seeds takes a number, --kind one of ${KINDS.join(', ')}\n`);
    return 2;
  }
  if (values.soak) return (await runSoak(Number(values.seconds))) ? 0 : 1;
  let exitCode = 0;
  const jobs = Number(values.jobs);
  for (const kind of kinds) if (!(await runKind(kind, from, seeds, jobs))) exitCode = 1;
  return exitCode;
}

/** So many seeds at a time: most of it is waiting. */
async function runKind(kind, from, seeds, jobs) {
  const total = { kills: 0, lines: 0, scrapes: 0, rotations: 0, wrong: 0 };
  const startMs = performance.now();
  let next = from;
  const work = async () => {
    while (next < from + seeds) {
      const seed = next++;
      const { problems, ...counts } = await runSeed(kind, seed);
      for (const name of ['kills', 'lines', 'scrapes', 'rotations']) total[name] += counts[name];
      if (problems.length === 0) continue;
      total.wrong++;
      process.stdout.write(`${kind} seed ${seed}: ${problems.join('\n  ')}\n`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  const seconds = Math.round((performance.now() - startMs) / 1000);
  const verdict = total.wrong === 0 ? 'exact' : `${total.wrong} SEEDS DIFFER`;
  process.stdout.write(
    `${kind.padEnd(13)} ${seeds} seeds, ${total.kills} kills, ${total.rotations} rotations, ${total.lines} lines, ${total.scrapes} scrapes, ${seconds} s: ${verdict}\n`,
  );
  return total.wrong === 0;
}
