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
import { actions, playActions, settings } from './play.ts';
import { simulatedDisk } from './simulated-disk.ts';

/** More for long runs: FOLLOW_RUNS=20000 npx vitest run test/source/follow/model.test.ts */
const LONG_RUNS = process.env.FOLLOW_RUNS;
const RUNS = Number(LONG_RUNS ?? 1000);
const TIME = LONG_RUNS === undefined ? {} : { interruptAfterTimeLimit: 3_600_000 };
const TIMEOUT_MS = LONG_RUNS === undefined ? 60_000 : 4_000_000;

describe('a follower', () => {
  test(
    'hands out every line exactly once, whatever happens to the files, and in between its calls',
    async () => {
      await fc.assert(
        fc.asyncProperty(settings, actions({ interferes: true }), (setting, script) => {
          const disk = simulatedDisk();
          return playActions(disk, '/logs', setting, script, disk);
        }),
        { numRuns: RUNS, ...TIME },
      );
    },
    TIMEOUT_MS,
  );

  test(
    'does so on the file system of this machine',
    async () => {
      await fc.assert(
        fc.asyncProperty(settings, actions({ interferes: false }), async (setting, script) => {
          const folder = mkdtempSync(join(tmpdir(), 'wecomlog-follow-'));
          try {
            await playActions(realDisk(realFileSystem), folder, setting, script);
          } finally {
            rmSync(folder, { recursive: true, force: true });
          }
        }),
        { numRuns: Math.ceil(RUNS / 8), ...TIME },
      );
    },
    TIMEOUT_MS,
  );
});
