/**
 * The scenarios of Fluent Bit's integration tests of its tail input, each under its name there
 * (tests/integration/scenarios/in_tail), with what this follower does. Where the behaviour is a setting
 * there and fixed here, the title says how.
 */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { realFileSystem } from '../../../src/source/follow/file-system.ts';
import { folderOf } from '../../helpers/folder.ts';
import { copyTruncate, realDisk } from './disk.ts';
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

describe('discovery', () => {
  test('discovers_new_files_from_head: a file that appears later is read from its beginning', async () => {
    const { disk, start } = scene({ patterns: ['/logs/*.log'], from: 'end' });
    const runner = start();
    expect(await runner.settle()).toEqual([]);
    disk.append('/logs/discovered.log', 'discover-1\ndiscover-2\n');
    expect(await runner.settle()).toEqual(['discover-1', 'discover-2']);
    disk.append('/logs/discovered.log', 'discover-3\n');
    expect(await runner.settle()).toEqual(['discover-3']);
  });

  test('newly_discovered_files_can_start_from_tail: not here, where it would lose what was written first', async () => {
    const { disk, start } = scene({ patterns: ['/logs/*.log'], from: 'end' });
    const runner = start();
    await runner.settle();
    disk.append('/logs/discovered.log', 'old-1\nold-2\n');
    disk.append('/logs/discovered.log', 'new-1\n');
    expect(await runner.settle()).toEqual(['old-1', 'old-2', 'new-1']);
  });

  test('existing_file_can_start_from_tail_on_startup: and what is not read is told', async () => {
    const { disk, start } = scene({ from: 'end' });
    disk.append(LOG, 'old-1\nold-2\n');
    const runner = start();
    expect(await runner.settle()).toEqual([]);
    expect(runner.status().passedOver).toEqual([{ name: LOG, bytes: 12 }]);
    disk.append(LOG, 'new-1\n');
    expect(await runner.settle()).toEqual(['new-1']);
  });

  test('discovers_file_after_permissions_are_restored: told once, read when it may be', async () => {
    const { disk, start } = scene({ patterns: ['/logs/*.log'] });
    disk.append('/logs/delayed.log', 'became-readable\n');
    disk.unreadable.add('/logs/delayed.log');
    const runner = start();
    await runner.settle();
    await runner.settle();
    expect(runner.problems).toEqual(['input-eacces']);
    disk.unreadable.delete('/logs/delayed.log');
    expect(await runner.settle()).toEqual(['became-readable']);
  });

  test('exclude_path_skips_matching_files: a pattern names what it follows and nothing else', async () => {
    const folder = folderOf({ 'keep.log': 'keep-me\n', 'ignored.skip': 'ignore-me\n' });
    const pattern = join(folder, '!(*.skip)');
    const runner = createRunner(realDisk(realFileSystem), { patterns: [pattern] });
    expect(await runner.settle()).toEqual(['keep-me']);
    await runner.close();
  });

  test('ignore_older_skips_stale_files: by what stood there at the first start, not by age', async () => {
    const { disk, start } = scene({ from: 'end' });
    disk.append(LOG, 'too-old\n');
    disk.pass(3_600_000);
    const runner = start();
    expect(await runner.settle()).toEqual([]);
  });

  test('ignore_active_older_files_stops_following_aged_file: a quiet file is followed on', async () => {
    const { disk, start } = scene();
    disk.append(LOG, 'first-line\n');
    const runner = start();
    await runner.settle();
    disk.pass(30 * 24 * 3_600_000);
    await runner.settle();
    disk.append(LOG, 'second-line\n');
    expect(await runner.settle()).toEqual(['second-line']);
  });
});

describe('rotation', () => {
  test('follows_rename_rotation: the old file is read on while its writer writes on', async () => {
    const { disk, start } = scene();
    const writer = disk.openWriter(LOG);
    writer.write('before-rotate\n');
    const runner = start();
    await runner.settle();
    disk.rename(LOG, `${LOG}.1`);
    writer.write('after-rotate-old-file\n');
    disk.append(LOG, 'after-rotate-new-file\n');
    expect(await runner.settle()).toEqual(['after-rotate-old-file', 'after-rotate-new-file']);
    expect(runner.status().counters.rotations).toMatchObject({ rename: 1, gap: 0, truncate: 0 });
  });

  test('handles_multiple_rename_rotations: two in a row, each with a late writer', async () => {
    const { disk, start } = scene();
    const first = disk.openWriter(LOG);
    first.write('before-rotate-1\n');
    const runner = start();
    await runner.settle();
    disk.rename(LOG, `${LOG}.1`);
    const second = disk.openWriter(LOG);
    first.write('after-rotate-1-old-file\n');
    second.write('after-rotate-1-new-file\n');
    await runner.settle();
    disk.rename(LOG, `${LOG}.2`);
    second.write('after-rotate-2-old-file\n');
    disk.append(LOG, 'after-rotate-2-new-file\n');
    await runner.settle();
    expect(runner.lines()).toEqual([
      'before-rotate-1',
      'after-rotate-1-old-file',
      'after-rotate-1-new-file',
      'after-rotate-2-old-file',
      'after-rotate-2-new-file',
    ]);
  });

  test('multi_file_rapid_rotation: three files at once, nothing twice, nothing missed', async () => {
    const { disk, start } = scene({ patterns: ['/logs/*.log'] });
    const names = [0, 1, 2].map((index) => `/logs/rapid-${index}.log`);
    const writers = names.map((name) => disk.openWriter(name));
    for (const [index, writer] of writers.entries()) writer.write(`before-${index}\n`);
    const runner = start();
    await runner.settle();
    for (const [index, name] of names.entries()) {
      disk.rename(name, `${name}.1`);
      writers[index]!.write(`old-after-${index}\n`);
      disk.append(name, `new-after-${index}\n`);
    }
    await runner.settle();
    expect(runner.lines().sort()).toEqual(
      ['before', 'new-after', 'old-after'].flatMap((what) =>
        [0, 1, 2].map((index) => `${what}-${index}`),
      ),
    );
  });

  test('rotate_wait_keeps_old_inode_then_purges_it: its handle goes, its growth is still seen', async () => {
    const { disk, start } = scene();
    const writer = disk.openWriter(LOG);
    writer.write('before-rotate\n');
    const runner = start();
    await runner.settle();
    disk.rename(LOG, `${LOG}.1`);
    disk.append(LOG, 'new-file-line\n');
    writer.write('late-before-purge\n');
    expect(await runner.settle()).toEqual(['late-before-purge', 'new-file-line']);
    disk.pass(120_000);
    await runner.settle();
    expect(runner.status().openFiles).toBe(1);
    writer.write('late-after-purge\n');
    expect(await runner.settle()).toEqual(['late-after-purge']);
  });

  test('handles_copytruncate_with_stale_writer: the hole it leaves is passed over', async () => {
    const { disk, start } = scene();
    const writer = disk.openPositionedWriter(LOG);
    writer.write('before-truncate-1\nbefore-truncate-2\n');
    const runner = start();
    await runner.settle();
    copyTruncate(disk, LOG, `${LOG}.1`);
    writer.write('after-truncate\n');
    expect(await runner.settle()).toEqual(['after-truncate']);
    expect(runner.status().counters.skippedBytes).toBe(36);
  });

  test('handles_symlink_target_rotation: the old target is read on, the new one from its beginning', async () => {
    const { disk, start } = scene({ patterns: ['/logs/current.log'] });
    const old = disk.openWriter('/data/target-one.log');
    old.write('symlink-before-rotate\n');
    disk.symlink('/data/target-one.log', '/logs/current.log');
    const runner = start();
    await runner.settle();
    disk.unlink('/logs/current.log');
    disk.symlink('/data/target-two.log', '/logs/current.log');
    disk.append('/data/target-two.log', 'symlink-new-target\n');
    old.write('symlink-old-target\n');
    expect((await runner.settle()).sort()).toEqual(['symlink-new-target', 'symlink-old-target']);
    await restart(runner);
    old.write('symlink-old-target-later\n');
    expect(await runner.settle()).toEqual(['symlink-old-target-later']);
    expect(runner.status().counters.rotations.symlink).toBe(1);
  });

  test('stat_backend_covers_nfs_style_polling: there is nothing but polling', async () => {
    const folder = folderOf({ 'nfs.log': 'poll-before-rotate\n' });
    const disk = realDisk(realFileSystem);
    const path = join(folder, 'nfs.log');
    const runner = createRunner(disk, { patterns: [path] });
    await runner.settle();
    const writer = disk.openWriter(path);
    disk.rename(path, `${path}.1`);
    writer.write('poll-old-file\n');
    disk.append(path, 'poll-new-file\n');
    expect(await runner.settle()).toEqual(['poll-old-file', 'poll-new-file']);
    writer.close();
    await runner.close();
  });

  test('delete_and_recreate_same_path_is_reingested: the deleted file to its end, then the new one', async () => {
    const { disk, start } = scene();
    const writer = disk.openWriter(LOG);
    writer.write('before-delete\n');
    const runner = start();
    await runner.settle();
    writer.write('unread-when-deleted\n');
    disk.unlink(LOG);
    disk.append(LOG, 'after-recreate\n');
    expect(await runner.settle()).toEqual(['unread-when-deleted', 'after-recreate']);
    writer.write('by-the-late-writer\nwithout-end');
    expect(await runner.settle()).toEqual(['by-the-late-writer']);
    disk.pass(120_000);
    expect(await runner.settle()).toEqual(['without-end']);
    expect(runner.status().counters).toMatchObject({
      lostBytes: 0,
      rotations: { delete: 1, gap: 0 },
    });
    expect(runner.status().openFiles).toBe(1);
  });
});

describe('restart', () => {
  test('restart_resumes_from_db_offset: what came meanwhile, and only that', async () => {
    const { disk, start } = scene();
    disk.append(LOG, 'first-line\n');
    const runner = start();
    await runner.settle();
    await restart(runner);
    disk.append(LOG, 'second-line\n');
    expect(await runner.settle()).toEqual(['second-line']);
  });

  test('copytruncate_across_restart_reads_new_content_only: the copy and the refilled file are told apart', async () => {
    const { disk, start } = scene();
    disk.append(LOG, 'before-restart\n');
    const runner = start();
    await runner.settle();
    await restart(runner);
    copyTruncate(disk, LOG, `${LOG}.1`);
    disk.append(LOG, 'after-restart-truncate\n');
    expect(await runner.settle()).toEqual(['after-restart-truncate']);
  });

  test('partial_line_across_restart_is_completed_once: it is no line before its end', async () => {
    const { disk, start } = scene();
    disk.append(LOG, 'partial');
    const runner = start();
    expect(await runner.settle()).toEqual([]);
    await restart(runner);
    disk.append(LOG, ' line\n');
    expect(await runner.settle()).toEqual(['partial line']);
  });

  test('db_compare_filename_replays_renamed_file_after_restart: not here, where content decides', async () => {
    const { disk, start } = scene({ patterns: ['/logs/*.log'] });
    disk.append('/logs/source.log', 'before-restart\n');
    const runner = start();
    await runner.settle();
    await restart(runner);
    disk.rename('/logs/source.log', '/logs/moved.log');
    disk.append('/logs/moved.log', 'after-restart\n');
    expect(await runner.settle()).toEqual(['after-restart']);
  });

  test('db_schema_upgrade_is_automatic: a state of fewer marks goes on, and has them afterwards', async () => {
    const { disk, start } = scene();
    disk.append(LOG, 'before-upgrade\n');
    const former = start();
    await former.settle();
    const state = former.state();
    await former.close();
    const streams = state.streams.map((stream) => ({ ...stream, marks: stream.marks.slice(-1) }));
    disk.append(LOG, 'after-upgrade\n');
    const runner = createRunner(disk, { patterns: [LOG], state: { ...state, streams } });
    expect(await runner.settle()).toEqual(['after-upgrade']);
    expect(runner.state().streams[0]!.marks).toHaveLength(2);
  });

  test('storage_deletes_checksum_corrupted_chunk_on_startup: see test/checkpoint; a stream with a wrong hash is read as new', async () => {
    const { disk, start } = scene();
    disk.append(LOG, 'the-first-line\n');
    const former = start();
    await former.settle();
    const state = former.state();
    await former.close();
    const streams = state.streams.map((stream) => ({ ...stream, marks: [[15, 'wrong']] as const }));
    const runner = createRunner(disk, { patterns: [LOG], state: { ...state, streams } });
    expect(await runner.settle()).toEqual(['the-first-line']);
  });
});

describe('lines', () => {
  const readsWhole = async (text: string): Promise<string[]> => {
    const { disk, start } = scene({ limits: { pieceBytes: 4096 } });
    disk.append(LOG, Buffer.from(text, 'latin1'));
    return start().settle();
  };

  test('parser_mode_structures_records: the line comes as it stands', async () => {
    const line =
      '127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326';
    expect(await readsWhole(`${line}\n`)).toEqual([line]);
  });

  test('multiline_mode_combines_stacktrace: undated lines come with what is before them as context', async () => {
    const { disk, start } = scene();
    const runner = start();
    disk.append(LOG, '[2025-06-16 20:42:22,291] ERROR first line\n');
    await runner.settle();
    disk.append(LOG, ' at com.example.First.method(First.java:10)\n');
    expect(await runner.settle()).toEqual([' at com.example.First.method(First.java:10)']);
    expect(runner.contexts().at(-1)).toBe('[2025-06-16 20:42:22,291] ERROR first line\n');
  });

  test('skip_long_lines_keeps_surrounding_records: and the long one too', async () => {
    const long = '0123456789abcdef'.repeat(640);
    expect(await readsWhole(`before-long-line\n${long}\nafter-long-line\n`)).toEqual([
      'before-long-line',
      long,
      'after-long-line',
    ]);
  });

  test('truncate_long_lines_emits_truncated_record_and_continues: it is never cut', async () => {
    const long = 'x'.repeat(100_000);
    expect(await readsWhole(`${long}\nafter-long-line\n`)).toEqual([long, 'after-long-line']);
  });

  test('docker_mode_parses_and_flushes_docker_json_stream: its lines come as they stand', async () => {
    const lines = ['{"log":"docker hello\\\\n","stream":"stdout"}', '{"log":"docker bye\\\\n"}'];
    expect(await readsWhole(`${lines.join('\n')}\n`)).toEqual(lines);
  });

  test('generic_encoding_shiftjis: bytes of any encoding pass unharmed', async () => {
    const bytes = '\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd';
    expect(await readsWhole(`${bytes}\n`)).toEqual([bytes]);
  });

  test('reads_gzip_static_file: a compressed file that a pattern names is read once', async () => {
    const { disk, start } = scene({ patterns: ['/logs/compressed.log.gz'] });
    disk.write('/logs/compressed.log.gz', gzipSync('gzip-line-1\ngzip-line-2\n'));
    const runner = start();
    expect(await runner.settle()).toEqual(['gzip-line-1', 'gzip-line-2']);
    await restart(runner);
    expect(await runner.settle()).toEqual([]);
  });
});

describe('limits', () => {
  test('max_open_files: fewer handles than files, and still every line', async () => {
    const { disk, start } = scene({ patterns: ['/logs/*.log'], limits: { openFilesMax: 1 } });
    for (const index of [0, 1, 2]) disk.append(`/logs/${index}.log`, `initial-${index}\n`);
    const runner = start();
    expect(await runner.settle()).toEqual(['initial-0', 'initial-1', 'initial-2']);
    expect(runner.status().openFiles).toBe(1);
    for (const index of [0, 1, 2]) disk.append(`/logs/${index}.log`, `append-${index}\n`);
    expect(await runner.settle()).toEqual(['append-0', 'append-1', 'append-2']);
    expect(disk.openHandles()).toBe(1);
  });

  test('threaded_fairness: a busy file does not keep the others waiting', async () => {
    const { disk, start } = scene({
      patterns: ['/logs/*.log'],
      limits: { turnBytesMax: 1000, pieceBytes: 1000 },
    });
    disk.append('/logs/busy.log', 'a line of a busy file\n'.repeat(1000));
    disk.append('/logs/quiet.log', 'a line of a quiet file\n');
    const runner = start();
    expect(await runner.poll()).toContain('a line of a quiet file');
    const busy = runner.status().sources.find(({ name }) => name === '/logs/busy.log')!;
    expect(busy.lagBytes).toBeGreaterThan(20_000);
    await runner.settle();
    expect(runner.lines()).toHaveLength(1001);
  });
});
