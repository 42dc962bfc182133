import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decompressReader } from '../../../src/decompress/decompress.ts';
import { createFollower } from '../../../src/source/follow/follower.ts';
import { copyTruncate, gzipFile } from './disk.ts';
import { createRunner, type Runner, type RunnerOptions } from './runner.ts';
import { type SimulatedDisk, simulatedDisk } from './simulated-disk.ts';

const LOG = '/logs/app.log';

function scene(options: Partial<RunnerOptions> = {}): { disk: SimulatedDisk; start: () => Runner } {
  const disk = simulatedDisk();
  return { disk, start: () => createRunner(disk, { patterns: [LOG], ...options }) };
}

async function restart(runner: Runner): Promise<void> {
  runner.commit();
  await runner.kill();
}

/** Turns until what is looked for in vain is given up. */
async function giveUp(disk: SimulatedDisk, runner: Runner): Promise<string[]> {
  const lines: string[] = [];
  for (let turn = 0; turn < 4; turn++) {
    disk.pass(100_000);
    lines.push(...(await runner.settle()));
  }
  return lines;
}

describe('one content under several names', () => {
  test('app.log, app.log.1 and app.log.1.gz are one stream, counted once', async () => {
    const { disk, start } = scene();
    disk.append(LOG, 'line-one\nline-two\n');
    const runner = start();
    await runner.settle();
    disk.rename(LOG, `${LOG}.1`);
    disk.append(LOG, 'line-three\n');
    await runner.settle();
    gzipFile(disk, `${LOG}.1`);
    await runner.settle();
    await restart(runner);
    await giveUp(disk, runner);
    expect(runner.lines()).toEqual(['line-one', 'line-two', 'line-three']);
    expect(runner.status().counters.rotations).toMatchObject({ rename: 1, compress: 1, gap: 0 });
  });

  test('rotation, compression and a second rotation while stopped: what is new is read from where it stands', async () => {
    const { disk, start } = scene();
    disk.append(LOG, 'line-one\n');
    const runner = start();
    await runner.settle();
    await restart(runner);
    disk.append(LOG, 'line-two\n');
    disk.rename(LOG, `${LOG}.2`);
    gzipFile(disk, `${LOG}.2`);
    disk.append(`${LOG}.1`, 'line-three\n');
    disk.append(LOG, 'line-four\n');
    expect((await runner.settle()).sort()).toEqual(['line-four', 'line-three', 'line-two']);
  });

  test('a compressed sibling beside its plain original adds nothing', async () => {
    const { disk, start } = scene({ patterns: ['/logs/*'] });
    disk.append(`${LOG}.1`, 'line-one\nline-two\n');
    disk.write(`${LOG}.1.gz`, gzipSync('line-one\nline-two\n'));
    const runner = start();
    expect(await runner.settle()).toEqual(['line-one', 'line-two']);
    disk.unlink(`${LOG}.1`);
    expect(await giveUp(disk, runner)).toEqual([]);
  });

  test('an archive that somebody unpacks to look into is not counted again', async () => {
    const { disk, start } = scene({ from: 'end' });
    disk.write(`${LOG}.2.gz`, gzipSync('older-one\nolder-two\n'));
    disk.append(LOG, 'line-one\n');
    disk.pass(60_000);
    const runner = start();
    await runner.settle();
    disk.append(LOG, 'line-two\n');
    disk.rename(LOG, `${LOG}.1`);
    disk.append(LOG, 'line-three\n');
    await runner.settle();
    gzipFile(disk, `${LOG}.1`);
    await runner.settle();
    for (const number of [1, 2]) {
      const packed = `${LOG}.${number}.gz`;
      const text = number === 1 ? 'line-one\nline-two\n' : 'older-one\nolder-two\n';
      disk.write(`${LOG}.${number}`, text);
      disk.dateLike(`${LOG}.${number}`, packed);
      disk.unlink(packed);
    }
    await giveUp(disk, runner);
    expect(runner.lines()).toEqual(['line-two', 'line-three']);
  });

  test('two directories with equal logs are two logs, through every rotation', async () => {
    const { disk, start } = scene({ patterns: ['/one/app.log', '/two/app.log'] });
    const paths = ['/one/app.log', '/two/app.log'];
    const runner = start();
    const both = (act: (path: string) => void): void => paths.forEach(act);
    both((path) => disk.append(path, 'line-one\n'));
    await runner.settle();
    both((path) => disk.append(path, 'line-two\n'));
    both((path) => copyTruncate(disk, path, `${path}.1`));
    await runner.settle();
    await restart(runner);
    both((path) => gzipFile(disk, `${path}.1`));
    both((path) => disk.append(path, 'line-three\n'));
    await giveUp(disk, runner);
    expect(runner.lines().sort()).toEqual([
      'line-one',
      'line-one',
      'line-three',
      'line-three',
      'line-two',
      'line-two',
    ]);
  });

  test('hard links and symbolic links to one file are one', async () => {
    const { disk, start } = scene({ patterns: ['/logs/*.log'] });
    disk.append(LOG, 'line-one\n');
    disk.link(LOG, '/logs/hard.log');
    disk.symlink(LOG, '/logs/soft.log');
    expect(await start().settle()).toEqual(['line-one']);
  });

  test('kubelet keeps its rotated files where the link leads, not where it stands', async () => {
    const { disk, start } = scene({ patterns: ['/containers/*.log'] });
    const real = '/pods/shop_web-0_uid/web/0.log';
    disk.append(real, 'line-one\n');
    disk.symlink(real, '/containers/web-0_shop_web.log');
    const runner = start();
    await runner.settle();
    await restart(runner);
    disk.append(real, 'line-two\n');
    disk.rename(real, `${real}.20261123-101010`);
    disk.append(real, 'line-three\n');
    gzipFile(disk, `${real}.20261123-101010`);
    await runner.settle();
    expect(runner.lines()).toEqual(['line-one', 'line-two', 'line-three']);
    expect(runner.state().streams.map(({ log }) => log)).toEqual([real, real]);
  });

  test('logback puts the date before the extension', async () => {
    const { disk, start } = scene();
    disk.append(LOG, 'line-one\n');
    const runner = start();
    await runner.settle();
    await restart(runner);
    disk.append(LOG, 'line-two\n');
    disk.write('/logs/app-2026-11-22.0.log.gz', gzipSync(disk.read(LOG)));
    disk.unlink(LOG);
    disk.append(LOG, 'line-three\n');
    await runner.settle();
    expect(runner.lines()).toEqual(['line-one', 'line-two', 'line-three']);
  });

  test('rotated files elsewhere are found by a pattern of their own', async () => {
    const { disk, start } = scene({ rotated: ['/archive/*'] });
    disk.append(LOG, 'line-one\n');
    const runner = start();
    await runner.settle();
    await restart(runner);
    disk.append(LOG, 'line-two\n');
    // Another file system: other inodes.
    disk.copy(LOG, '/archive/app.log-20261123');
    disk.unlink(LOG);
    disk.append(LOG, 'line-three\n');
    await runner.settle();
    gzipFile(disk, '/archive/app.log-20261123');
    await giveUp(disk, runner);
    expect(runner.lines().sort()).toEqual(['line-one', 'line-three', 'line-two']);
  });
});

describe('a file that is not what it was', () => {
  test('refilled past the old offset it is noticed by its bytes, and the unread part comes from the copy', async () => {
    const { disk, start } = scene();
    disk.append(LOG, 'line-one\n');
    const runner = start();
    await runner.settle();
    disk.append(LOG, 'line-two\n');
    copyTruncate(disk, LOG, `${LOG}.1`);
    disk.append(LOG, 'line-three\nline-four\nline-five\n');
    await runner.settle();
    expect(runner.lines().sort()).toEqual([
      'line-five',
      'line-four',
      'line-one',
      'line-three',
      'line-two',
    ]);
    expect(runner.status().counters).toMatchObject({
      lostBytes: 0,
      rotations: { copytruncate: 1 },
    });
  });

  test('with the inode of a deleted one it is read from its beginning', async () => {
    const { disk, start } = scene({ patterns: ['/logs/*.log'] });
    disk.append('/logs/a.log', 'line-of-a-1\nline-of-a-2\n');
    const runner = start();
    await runner.settle();
    await restart(runner);
    const { inode } = (await disk.fileSystem.stat('/logs/a.log'))!;
    disk.unlink('/logs/a.log');
    disk.append('/logs/b.log', 'line-of-b-1\nline-of-b-2\nline-of-b-3\n');
    expect((await disk.fileSystem.stat('/logs/b.log'))!.inode).toBe(inode);
    expect(await runner.settle()).toEqual(['line-of-b-1', 'line-of-b-2', 'line-of-b-3']);
  });

  test('with the same first line as the last one it is another file', async () => {
    const { disk, start } = scene();
    disk.append(LOG, '=== started ===\nline-one\n');
    const runner = start();
    await runner.settle();
    disk.rename(LOG, `${LOG}.1`);
    disk.append(LOG, '=== started ===\n');
    expect(await runner.settle()).toEqual(['=== started ===']);
    disk.append(LOG, 'line-two\n');
    expect(await runner.settle()).toEqual(['line-two']);
    await restart(runner);
    disk.rename(`${LOG}.1`, `${LOG}.2`);
    disk.append(LOG, 'line-three\n');
    disk.rename(LOG, `${LOG}.1`);
    disk.append(LOG, '=== started ===\nline-four\n');
    expect((await runner.settle()).sort()).toEqual(['=== started ===', 'line-four', 'line-three']);
  });

  test('on a device with another number, after the machine was started anew, it goes on', async () => {
    const { disk, start } = scene();
    disk.append(LOG, 'line-one\n');
    const runner = start();
    await runner.settle();
    await restart(runner);
    disk.renumberDevices('8');
    disk.append(LOG, 'line-two\n');
    expect(await runner.settle()).toEqual(['line-two']);
    expect(runner.status().counters.rotations.gap).toBe(0);
  });

  test('a compressed file that is being written is not read before it is whole', async () => {
    const { disk, start } = scene();
    disk.append(LOG, 'line-one\n');
    const runner = start();
    await runner.settle();
    await restart(runner);
    disk.append(LOG, 'line-two\n');
    const packed = gzipSync(disk.read(LOG));
    disk.unlink(LOG);
    disk.write(`${LOG}.1.gz`, packed.subarray(0, packed.length - 9));
    expect(await runner.settle()).toEqual([]);
    disk.append(`${LOG}.1.gz`, packed.subarray(packed.length - 9));
    expect(await runner.settle()).toEqual(['line-two']);
  });

  test('a compressed file that stays damaged is told, once', async () => {
    const { disk, start } = scene({ patterns: ['/logs/*'] });
    disk.write(`${LOG}.1.gz`, gzipSync('line-one\n').subarray(0, 20));
    const runner = start();
    await runner.settle();
    expect(runner.problems).toEqual([]);
    await giveUp(disk, runner);
    expect(runner.problems).toEqual(['gzip-truncated']);
  });

  test('a large compressed file is looked through in several turns and read in several more', async () => {
    const { disk, start } = scene({
      patterns: ['/logs/*'],
      limits: { turnBytesMax: 5000, pieceBytes: 1000 },
    });
    const lines = Array.from({ length: 3000 }, (_, index) => `line-${index}`);
    disk.write(`${LOG}.1.gz`, gzipSync(`${lines.join('\n')}\nwithout end`));
    const runner = start();
    await runner.poll();
    await restart(runner);
    await runner.settle();
    expect(runner.lines()).toEqual([...lines, 'without end']);
  });
});

describe('bytes that are gone', () => {
  test('are counted where their number is known', async () => {
    const { disk, start } = scene({ limits: { turnBytesMax: 100, pieceBytes: 100 } });
    disk.append(LOG, 'a line of 20 bytes.\n'.repeat(50));
    const runner = start();
    await runner.poll();
    expect(runner.lines()).toHaveLength(5);
    disk.truncate(LOG);
    await giveUp(disk, runner);
    expect(runner.status().counters).toMatchObject({
      lostBytes: 900,
      rotations: { truncate: 1, gap: 0 },
    });
  });

  test('between copy and truncation are counted too', async () => {
    const { disk, start } = scene({ limits: { turnBytesMax: 100, pieceBytes: 100 } });
    disk.append(LOG, 'a line of 20 bytes.\n'.repeat(10));
    const runner = start();
    await runner.poll();
    disk.copy(LOG, `${LOG}.1`);
    disk.append(LOG, 'a line of 20 bytes.\n');
    await runner.poll();
    disk.truncate(LOG);
    await giveUp(disk, runner);
    expect(runner.lines()).toHaveLength(10);
    expect(runner.status().counters).toMatchObject({
      lostBytes: 20,
      rotations: { copytruncate: 1 },
    });
  });

  test('make a gap where nobody knows what they were', async () => {
    const { disk, start } = scene();
    disk.append(LOG, 'line-one\n');
    const runner = start();
    await runner.settle();
    await restart(runner);
    disk.append(LOG, 'line-two\n');
    disk.unlink(LOG);
    // Takes the inode, which would make it look like a file that was emptied.
    disk.append('/elsewhere/other.log', 'something else\n');
    disk.append(LOG, 'line-three\n');
    expect(await giveUp(disk, runner)).toEqual(['line-three']);
    expect(runner.status().counters).toMatchObject({ lostBytes: 0, rotations: { gap: 1 } });
  });

  test('make none when a rotated file goes that was read', async () => {
    const { disk, start } = scene();
    disk.append(LOG, 'line-one\n');
    const runner = start();
    await runner.settle();
    disk.rename(LOG, `${LOG}.1`);
    disk.append(LOG, 'line-two\n');
    await runner.settle();
    await restart(runner);
    disk.unlink(`${LOG}.1`);
    await giveUp(disk, runner);
    expect(runner.status().counters).toMatchObject({
      lostBytes: 0,
      rotations: { gap: 0, delete: 0 },
    });
  });
});

describe('the first start', () => {
  test('records the archives of a log that is named alone, and never reads them', async () => {
    const { disk, start } = scene();
    disk.append(`${LOG}.1`, 'older-one\n');
    disk.write(`${LOG}.2.gz`, gzipSync('oldest-one\n'));
    disk.append(LOG, 'line-one\n');
    const runner = start();
    expect(await runner.settle()).toEqual(['line-one']);
    expect(
      runner
        .status()
        .passedOver.map(({ name }) => name)
        .sort(),
    ).toEqual([`${LOG}.1`, `${LOG}.2.gz`]);
    disk.rename(`${LOG}.2.gz`, `${LOG}.3.gz`);
    disk.rename(`${LOG}.1`, `${LOG}.2`);
    disk.append(`${LOG}.2`, 'older-and-late\n');
    gzipFile(disk, `${LOG}.2`);
    await restart(runner);
    expect(await giveUp(disk, runner)).toEqual(['older-and-late']);
  });

  test('reads from the end of whole lines', async () => {
    const { disk, start } = scene({ from: 'end' });
    disk.append(LOG, `${'x'.repeat(200_000)}\nbegun`);
    const runner = start();
    await runner.settle();
    disk.append(LOG, ' and ended\n');
    expect(await runner.settle()).toEqual(['begun and ended']);
  });

  test('reads from its beginning what was empty at the first start', async () => {
    const { disk, start } = scene({ from: 'end', patterns: ['/logs/*.log'] });
    disk.append('/logs/quiet.log', '');
    const runner = start();
    await runner.settle();
    disk.append('/logs/quiet.log', 'line-one\n');
    expect(await runner.settle()).toEqual(['line-one']);
  });

  test('of a pattern that is added later is as old as that', async () => {
    const { disk, start } = scene({ from: 'end' });
    disk.append(LOG, 'line-one\n');
    const former = start();
    await former.settle();
    const state = former.state();
    await former.close();
    disk.append('/other/web.log', 'old-one\n');
    disk.append('/other/web.log.1', 'older-one\n');
    disk.append(LOG, 'line-two\n');
    disk.append('/logs/new.log', 'line-of-a-new-file\n');
    const patterns = [LOG, '/other/web.log'];
    const runner = createRunner(disk, { patterns, from: 'end', state });
    expect(await runner.settle()).toEqual(['line-two']);
    disk.append('/other/web.log', 'new-one\n');
    expect(await runner.settle()).toEqual(['new-one']);
  });

  test('passes over files of a directory that are no logs', async () => {
    const { disk, start } = scene({ patterns: ['/logs'] });
    disk.write('/logs/data.bin', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 2, 3, 10]));
    disk.append(LOG, 'line-one\n');
    const runner = start();
    expect(await runner.settle()).toEqual(['line-one']);
    expect([...runner.status().binaries]).toEqual([['/logs/data.bin', 'ELF']]);
  });
});

describe('a turn', () => {
  test('may be broken off between two pieces, and the state is exact there', async () => {
    const disk = simulatedDisk();
    const lines = Array.from(
      { length: 100 },
      (_, index) => `line-${String(index).padStart(3, '0')}`,
    );
    disk.append(LOG, `${lines.join('\n')}\n`);
    disk.append('/logs/other.log', `${lines.join('\n')}\n`);
    const options = {
      patterns: ['/logs/*.log'],
      from: 'beginning' as const,
      limits: { pieceBytes: 90 },
      fileSystem: disk.fileSystem,
      decompress: decompressReader,
      now: () => disk.now(),
    };
    const seen: string[] = [];
    let state: ReturnType<ReturnType<typeof createFollower>['state']> | undefined;
    for (let pieces = 0; pieces < 1000; pieces++) {
      const follower = createFollower({ ...options, state });
      let hasMore = false;
      for await (const piece of follower.turn()) {
        seen.push(...Buffer.from(piece.bytes).toString().trimEnd().split('\n'));
        hasMore = true;
        break;
      }
      state = JSON.parse(JSON.stringify(follower.state()));
      await follower.close();
      if (!hasMore) break;
    }
    expect(seen.sort()).toEqual([...lines, ...lines].sort());
  });

  test('ends the line whose rest was taken away while it was handed out', async () => {
    const disk = simulatedDisk();
    disk.append(LOG, `${'x'.repeat(500)}\n`);
    const follower = createFollower({
      patterns: [LOG],
      from: 'beginning',
      limits: { pieceBytes: 100 },
      fileSystem: disk.fileSystem,
      decompress: decompressReader,
      now: () => disk.now(),
      state: undefined,
    });
    const lengths: [number, boolean][] = [];
    for await (const piece of follower.turn()) {
      lengths.push([piece.bytes.length, piece.isLineOpen]);
      if (lengths.length === 2) disk.truncate(LOG);
    }
    expect(lengths).toEqual([
      [100, true],
      [100, true],
      [0, false],
    ]);
    await follower.close();
  });

  test('gives the whole lines before a piece as context, up to 64 KiB', async () => {
    const { disk, start } = scene();
    disk.append(LOG, 'line of a hundred bytes'.padEnd(99, '.').concat('\n').repeat(1000));
    const runner = start();
    await runner.settle();
    await restart(runner);
    disk.append(LOG, 'the next\n');
    await runner.settle();
    expect(runner.contexts().at(-1)).toHaveLength(65_500);
    expect(runner.contexts().at(-1)).toMatch(/^line of a hundred bytes\.+\nline/);
  });

  test('says how far behind each stream is, and since when', async () => {
    const { disk, start } = scene({ limits: { turnBytesMax: 100, pieceBytes: 100 } });
    disk.append(LOG, `${'a line of 20 bytes.\n'.repeat(10)}partial`);
    const runner = start();
    await runner.poll();
    disk.pass(5_000);
    expect(runner.status().sources[0]).toMatchObject({ lagBytes: 107, lagSeconds: 5 });
    await runner.settle();
    expect(runner.status().sources[0]).toMatchObject({
      lagBytes: 0,
      lagSeconds: 0,
      partialBytes: 7,
    });
  });

  test('in which a directory cannot be listed gives nothing up', async () => {
    const { disk, start } = scene();
    disk.append(LOG, 'line-one\n');
    const runner = start();
    await runner.settle();
    const { readDirectory, stat } = disk.fileSystem;
    const { describeFileError } = await import('../../../src/source/file.ts');
    const fail = async (): Promise<never> => {
      throw describeFileError({ code: 'EIO' }, '/logs');
    };
    Object.assign(disk.fileSystem, { readDirectory: fail, stat: fail });
    await giveUp(disk, runner);
    Object.assign(disk.fileSystem, { readDirectory, stat });
    disk.append(LOG, 'line-two\n');
    expect(await runner.settle()).toEqual(['line-two']);
    expect(runner.status().counters.rotations.gap).toBe(0);
  });
});

test('what is remembered does not grow with the rotations', async () => {
  const { disk, start } = scene({ limits: { rememberMs: 1_000_000 } });
  const runner = start();
  const sizes: number[] = [];
  for (let day = 0; day < 60; day++) {
    disk.append(LOG, `line-of-day-${String(day).padStart(3, '0')}\n`);
    await runner.settle();
    disk.pass(200_000);
    for (let number = 5; number >= 1; number--) {
      const from = `${LOG}.${number}.gz`;
      if (!disk.exists(from)) continue;
      if (number === 5) disk.unlink(from);
      else disk.rename(from, `${LOG}.${number + 1}.gz`);
    }
    disk.rename(LOG, `${LOG}.1`);
    disk.append(LOG, '');
    await runner.settle();
    gzipFile(disk, `${LOG}.1`);
    await runner.settle();
    await restart(runner);
    sizes.push(JSON.stringify(runner.state()).length);
  }
  expect(runner.lines()).toHaveLength(60);
  expect(Math.max(...sizes.slice(30))).toBeLessThanOrEqual(Math.max(...sizes.slice(15, 30)) * 1.05);
});
