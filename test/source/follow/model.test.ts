/**
 * Any order of writing, rotating, killing and polling, held against a ledger of every line: what
 * exists at the end was handed out exactly once, and nothing was handed out twice.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, test } from 'vitest';
import { realFileSystem } from '../../../src/source/follow/file-system.ts';
import { realDisk } from './disk.ts';
import { type Action, actions, playActions } from './play.ts';
import { simulatedDisk } from './simulated-disk.ts';

/** More for long runs: FOLLOW_RUNS=20000 npx vitest run test/source/follow/model.test.ts */
const RUNS = Number(process.env.FOLLOW_RUNS ?? 400);

describe('a follower', () => {
  test('hands out every line exactly once, whatever happens to the files, and in between its calls', async () => {
    await fc.assert(
      fc.asyncProperty(actions({ interferes: true }), (script: readonly Action[]) => {
        const disk = simulatedDisk();
        return playActions(disk, '/logs', script, disk);
      }),
      { numRuns: RUNS },
    );
  });

  test('does so on the file system of this machine', async () => {
    await fc.assert(
      fc.asyncProperty(actions({ interferes: false }), async (script: readonly Action[]) => {
        const folder = mkdtempSync(join(tmpdir(), 'wecomlog-follow-'));
        try {
          await playActions(realDisk(realFileSystem), folder, script);
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      }),
      { numRuns: Math.ceil(RUNS / 8) },
    );
  });
});
