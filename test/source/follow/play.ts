/** Plays a script of actions on a log and its follower, and holds the outcome against a ledger. */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { copyTruncate, type Disk, gzipFile, plainOf, type Writer } from './disk.ts';
import { createRunner, type Runner } from './runner.ts';
import type { SimulatedDisk } from './simulated-disk.ts';

export type Action =
  | { readonly kind: 'write'; readonly lines: number; readonly length: number }
  | {
      readonly kind:
        | 'begin line'
        | 'end line'
        | 'rename'
        | 'reopen'
        | 'copytruncate'
        | 'copytruncate, written in between'
        | 'copytruncate and refill'
        | 'copytruncate, refill and delete'
        | 'empty'
        | 'delete'
        | 'gzip'
        | 'gzip slowly'
        | 'expire'
        | 'touch nothing'
        | 'poll'
        | 'commit'
        | 'commit within'
        | 'kill'
        | 'wait'
        | 'wait long';
    }
  | { readonly kind: 'interfere'; readonly calls: number; readonly action: Action };

type Plain = Exclude<Action, { kind: 'interfere' }>;

/** Scripts; with `interferes`, mutations also happen between two calls of the follower. */
export function actions({ interferes }: { interferes: boolean }): fc.Arbitrary<readonly Action[]> {
  const write = fc.record({
    kind: fc.constant('write' as const),
    lines: fc.integer({ min: 1, max: 12 }),
    length: fc.constantFrom(0, 0, 30, 150, 3000),
  });
  const of = (...kinds: Exclude<Plain['kind'], 'write'>[]): fc.Arbitrary<Action> =>
    fc.constantFrom(...kinds).map((kind) => ({ kind }));
  const mutation: fc.Arbitrary<Action> = fc.oneof(
    { weight: 4, arbitrary: write },
    { weight: 2, arbitrary: of('begin line', 'end line') },
    { weight: 4, arbitrary: of('rename', 'reopen', 'copytruncate', 'gzip', 'gzip slowly') },
    { weight: 2, arbitrary: of('copytruncate, written in between', 'copytruncate and refill') },
    { weight: 2, arbitrary: of('empty', 'delete', 'copytruncate, refill and delete', 'expire') },
  );
  const interference = fc.record({
    kind: fc.constant('interfere' as const),
    calls: fc.integer({ min: 1, max: 40 }),
    action: mutation,
  });
  const any: fc.Arbitrary<Action> = fc.oneof(
    { weight: 8, arbitrary: mutation },
    { weight: 5, arbitrary: of('poll', 'poll', 'commit', 'commit', 'commit within', 'kill') },
    { weight: 1, arbitrary: of('wait', 'wait long') },
    ...(interferes ? [{ weight: 3, arbitrary: interference as fc.Arbitrary<Action> }] : []),
  );
  return fc.array(any, { minLength: 1, maxLength: 60, size: 'max' });
}

/** What a script is played on. */
export interface Setting {
  /** How the log is named. */
  readonly pattern: 'path' | 'stars' | 'directory';
  /** Whether the writer appends, or keeps its own position and leaves holes. */
  readonly isPositioned: boolean;
  readonly openFilesMax: number;
}

export const settings: fc.Arbitrary<Setting> = fc.record({
  pattern: fc.constantFrom('path', 'path', 'stars', 'directory'),
  isPositioned: fc.constantFrom(false, false, true),
  openFilesMax: fc.constantFrom(1, 3, 100),
});

/** Plays `script` below `folder`; throws where a line is missing, or there twice. */
export async function playActions(
  disk: Disk,
  folder: string,
  setting: Setting,
  script: readonly Action[],
  simulated?: SimulatedDisk,
): Promise<void> {
  const log = createLog(disk, join(folder, 'app.log'), setting.isPositioned);
  const patterns = { path: log.path, stars: join(folder, 'app*'), directory: folder };
  log.play({ kind: 'write', lines: 2, length: 0 });
  const runner = createRunner(disk, {
    patterns: [patterns[setting.pattern]],
    limits: { turnBytesMax: 4000, pieceBytes: 3500, openFilesMax: setting.openFilesMax },
  });
  try {
    await runner.poll();
    runner.commit();
    for (const action of script) await play(action, log, runner, simulated);
    simulated?.interfereNow();
    log.play({ kind: 'reopen' });
    for (const kind of [
      'end line',
      'gzip slowly',
      'wait long',
      'wait long',
      'wait long',
    ] as const) {
      await play({ kind }, log, runner, simulated);
      await runner.settle();
    }
    check(log, runner);
  } finally {
    await runner.close();
    log.close();
  }
  if (simulated !== undefined) expect(simulated.openHandles()).toBe(0);
}

async function play(
  action: Action,
  log: Log,
  runner: Runner,
  simulated: SimulatedDisk | undefined,
): Promise<void> {
  switch (action.kind) {
    case 'poll':
      await runner.poll();
      break;
    case 'commit':
      runner.commit();
      break;
    case 'commit within':
      runner.commitWithin(1);
      await runner.poll();
      break;
    case 'kill':
      await runner.kill();
      log.forgetOwed();
      break;
    case 'interfere':
      simulated?.interfere(action.calls, () => log.play(action.action as Plain));
      await runner.poll();
      break;
    default:
      log.play(action);
  }
}

function check(log: Log, runner: Runner): void {
  const counts = new Map<string, number>();
  for (const line of runner.lines()) {
    // A line behind a hole has the hole before it, where the hole was not seen as one.
    const text = line.replaceAll('\0', '');
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const existing = log.existing();
  const twice = log.written.filter((line) => (counts.get(line) ?? 0) > 1);
  expect(brief(twice), 'handed out twice').toEqual([]);
  const missing = log.written.filter((line) => existing.has(line) && !counts.has(line));
  expect(brief(missing), 'exist and were not handed out').toEqual([]);
  const owed = log.written.filter((line) => log.owed.has(line) && !counts.has(line));
  expect(brief(owed), 'were held open and not handed out').toEqual([]);
  const gone = log.written.filter((line) => !existing.has(line) && !counts.has(line));
  const { counters } = runner.status();
  const goneBytes = gone.reduce((sum, line) => sum + line.length + 1, 0);
  // Parts of lines are lost with them.
  if (!log.hasHoles) expect(counters.lostBytes).toBeLessThanOrEqual(goneBytes + log.brokenBytes());
  if (gone.length > 0 && !log.vanishesUnseen()) {
    expect(
      counters.lostBytes + counters.rotations.gap + counters.rotations.truncate,
    ).toBeGreaterThan(0);
  }
}

function brief(lines: readonly string[]): string[] {
  return lines.map((line) => line.slice(0, 20));
}

/** The lines that stand whole in a file. */
function linesOf(disk: Disk, path: string): string[] {
  const text = plainOf(disk, path).toString('latin1').replaceAll('\0', '');
  return text.split('\n').slice(0, -1);
}

interface Log {
  readonly path: string;
  /** Every line that was written whole, in order. */
  readonly written: readonly string[];
  play(action: Plain): void;
  /** The lines that stand whole in some file. */
  existing(): Set<string>;
  /** Lines of files that were deleted while the follower held them. */
  readonly owed: ReadonlySet<string>;
  /** What a killed follower held is gone. */
  forgetOwed(): void;
  brokenBytes(): number;
  readonly hasHoles: boolean;
  /** Something was deleted that the follower may never have seen. */
  vanishesUnseen(): boolean;
  close(): void;
}

/** A log, its writer and its rotated files `path.1`, `path.2.gz` and so on. */
function createLog(disk: Disk, path: string, isPositioned: boolean): Log {
  const written: string[] = [];
  const open = (): Writer =>
    isPositioned ? disk.openPositionedWriter(path) : disk.openWriter(path);
  let writer = open();
  let writerHome = 0;
  let home = 0;
  let begun: { text: string; home: number } | undefined;
  let slow: { path: string; bytes: Buffer } | undefined;
  let nextLine = 1;
  let brokenBytes = 0;
  let vanishes = false;
  const owed = new Set<string>();
  const lineOf = (length: number): string =>
    `line-${String(nextLine++).padStart(6, '0')}${'.'.repeat(length)}`;
  const emit = (text: string): void => writer.write(text);
  const endLine = (): void => {
    if (begun === undefined) return;
    const rest = '-second-half';
    emit(`${rest}\n`);
    if (begun.home === home) written.push(begun.text + rest);
    else brokenBytes += begun.text.length + rest.length + 1;
    begun = undefined;
  };
  const rotatedNames = (): string[] =>
    ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15']
      .flatMap((number) => [`${path}.${number}`, `${path}.${number}.gz`])
      .filter((name) => disk.exists(name));
  const finishSlow = (): void => {
    if (slow === undefined) return;
    const { path: from, bytes } = slow;
    slow = undefined;
    if (!disk.exists(from)) return;
    disk.write(`${from}.gz`, bytes);
    disk.dateLike(`${from}.gz`, from);
    disk.unlink(from);
  };
  const remove = (name: string): void => {
    vanishes = true;
    if (disk.isHeld(name)) for (const line of linesOf(disk, name)) owed.add(line);
    disk.unlink(name);
  };
  const shift = (): void => {
    finishSlow();
    for (const name of rotatedNames().reverse()) {
      const number = Number(/\.(\d+)(?:\.gz)?$/.exec(name)![1]);
      const to = name.replace(/\.(\d+)(\.gz)?$/, `.${number + 1}$2`);
      if (number >= 12) remove(name);
      else disk.rename(name, to);
    }
  };
  const reopen = (): void => {
    writer.close();
    writer = open();
    writerHome = home;
  };
  /** Bytes that end without LF are broken off: what follows is another line. */
  const breakLine = (): void => {
    home++;
    writerHome = home;
  };

  const steps: Record<Plain['kind'], (action: Plain) => void> = {
    write(action) {
      endLine();
      if (action.kind !== 'write') return;
      for (let count = 0; count < action.lines; count++) {
        const line = lineOf(action.length);
        emit(`${line}\n`);
        written.push(line);
      }
    },
    'begin line'() {
      endLine();
      begun = { text: lineOf(5), home };
      emit(begun.text);
    },
    'end line': endLine,
    rename() {
      if (!disk.exists(path)) return;
      shift();
      disk.rename(path, `${path}.1`);
    },
    reopen() {
      if (disk.exists(path) && writerHome === home) {
        endLine();
      } else if (begun !== undefined) {
        brokenBytes += begun.text.length;
        begun = undefined;
      }
      endLine();
      reopen();
    },
    copytruncate() {
      if (!disk.exists(path)) return;
      shift();
      copyTruncate(disk, path, `${path}.1`);
      breakLine();
    },
    'copytruncate, written in between'() {
      if (!disk.exists(path)) return;
      shift();
      copyTruncate(disk, path, `${path}.1`, () => {
        vanishes = true;
        steps.write({ kind: 'write', lines: 2, length: 0 });
      });
      breakLine();
    },
    'copytruncate and refill'() {
      if (!disk.exists(path)) return;
      const size = disk.read(path).length;
      steps.copytruncate({ kind: 'copytruncate' });
      while (disk.read(path).length <= size && size < 50_000)
        steps.write({ kind: 'write', lines: 3, length: 200 });
    },
    'copytruncate, refill and delete'() {
      if (!disk.exists(path)) return;
      steps.copytruncate({ kind: 'copytruncate' });
      steps.write({ kind: 'write', lines: 2, length: 30 });
      steps.delete({ kind: 'delete' });
    },
    empty() {
      if (!disk.exists(path)) return;
      vanishes = true;
      disk.truncate(path);
      breakLine();
    },
    delete() {
      if (!disk.exists(path)) return;
      remove(path);
    },
    gzip() {
      finishSlow();
      const last = rotatedNames().find((name) => !name.endsWith('.gz') && name !== `${path}.1`);
      if (last !== undefined) gzipFile(disk, last);
    },
    'gzip slowly'() {
      if (slow !== undefined) {
        finishSlow();
        return;
      }
      const from = rotatedNames().find((name) => !name.endsWith('.gz') && name !== `${path}.1`);
      if (from === undefined) return;
      const copy = `${from}.gz`;
      gzipFile(disk, from);
      const bytes = Buffer.from(disk.read(copy));
      disk.write(from, plainOf(disk, copy));
      disk.write(copy, bytes.subarray(0, bytes.length >> 1));
      slow = { path: from, bytes };
    },
    expire() {
      finishSlow();
      const oldest = rotatedNames().at(-1);
      if (oldest === undefined) return;
      remove(oldest);
    },
    'touch nothing'() {},
    poll() {},
    commit() {},
    'commit within'() {},
    kill() {},
    wait: () => disk.pass(20_000),
    'wait long': () => disk.pass(100_000),
  };

  return {
    path,
    written,
    play: (action) => steps[action.kind](action),
    existing() {
      const found = new Set<string>();
      for (const name of [path, ...rotatedNames()]) {
        if (!disk.exists(name)) continue;
        for (const line of linesOf(disk, name)) found.add(line);
      }
      return found;
    },
    owed,
    forgetOwed: () => owed.clear(),
    brokenBytes: () => brokenBytes,
    hasHoles: isPositioned,
    vanishesUnseen: () => vanishes,
    close: () => writer.close(),
  };
}
