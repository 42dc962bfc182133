/** Real processes, killed while logs are written and rotated: `npm run chaos` does the same for longer. */
import { describe, expect, test } from 'vitest';
import { KINDS, runSeed } from '../chaos/chaos.mjs';

describe('serve, killed at random moments', () => {
  test.each(KINDS)(
    'counts exactly what was written, with rotations of kind %s',
    async (kind) => {
      const outcome = await runSeed(kind, 2);
      expect(outcome.problems).toEqual([]);
      expect(outcome.lines).toBeGreaterThan(100);
      expect(outcome.kills).toBeGreaterThan(0);
    },
    120_000,
  );
});
