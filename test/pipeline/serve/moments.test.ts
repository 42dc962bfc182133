/** Counts and offsets are only taken together. */
import { describe, expect, test } from 'vitest';
import { createMoments } from '../../../src/pipeline/serve/moments.ts';

describe('moments', () => {
  test('let whoever asks wait for the next one', async () => {
    const moments = createMoments();
    let counted = 1;
    const taken = moments.next(() => counted);
    counted = 2;
    moments.pass();
    counted = 3;
    expect(await taken).toBe(2);
  });

  test('are there all the time while nothing is read', async () => {
    const moments = createMoments();
    const early = moments.next(() => 'early');
    await moments.during(async () => {
      expect(await early).toBe('early');
      expect(await moments.next(() => 'at once')).toBe('at once');
    });
    let isTaken = false;
    const late = moments.next(() => {
      isTaken = true;
    });
    expect(isTaken).toBe(false);
    moments.stay();
    await late;
    expect(isTaken).toBe(true);
    expect(await moments.next(() => 1)).toBe(1);
  });

  test('hand on what goes wrong to the one who asked', async () => {
    const moments = createMoments();
    const failed = moments.next(() => {
      throw new TypeError('bug');
    });
    moments.pass();
    await expect(failed).rejects.toThrow('bug');
  });
});
