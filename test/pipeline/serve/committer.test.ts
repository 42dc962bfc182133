/** What is shown was stored before, whatever fails when. */
import { describe, expect, test } from 'vitest';
import { ToolError } from '../../../src/model/tool-error.ts';
import { createCommitter } from '../../../src/pipeline/serve/committer.ts';

function setUp() {
  const state = {
    counted: 0,
    stored: [] as unknown[],
    isFull: false,
    problems: [] as string[],
    gate: undefined as Promise<void> | undefined,
    patience: new Promise<void>(() => undefined),
  };
  const committer = createCommitter<number>({
    snapshot: async () => ({ shown: state.counted, stored: { counts: state.counted } }),
    async store(stored) {
      await state.gate;
      if (state.isFull)
        throw new ToolError('checkpoint-failed', { zh: '磁盘已满', en: 'disk full' });
      state.stored.push(stored);
    },
    patience: () => state.patience,
    onProblem: (problem) => state.problems.push(problem.code),
  });
  const count = (): void => {
    state.counted++;
    committer.touch();
  };
  return { state, committer, count };
}

describe('a committer', () => {
  test('shows nothing before the first commit, which it makes when asked', async () => {
    const { state, committer } = setUp();
    expect(committer.unready()?.en).toMatch(/not committed yet/);
    expect(await committer.committed()).toBe(0);
    expect(state.stored).toEqual([{ counts: 0 }]);
    expect(committer.unready()).toBeUndefined();
  });

  test('tells whoever listens what was stored, after it was, and nothing that was not', async () => {
    const { state, committer, count } = setUp();
    const told: unknown[] = [];
    const forget = committer.onCommit((shown) => told.push([shown, state.stored.length]));
    await committer.commit();
    count();
    state.isFull = true;
    await committer.commit();
    expect(told).toEqual([[0, 1]]);
    state.isFull = false;
    await committer.commit();
    expect(told).toEqual([
      [0, 1],
      [1, 2],
    ]);
    forget();
    count();
    await committer.commit();
    expect(told).toHaveLength(2);
  });

  test('commits what is new, and nothing when nothing is', async () => {
    const { state, committer, count } = setUp();
    await committer.commit();
    await committer.commit();
    count();
    expect(await committer.committed()).toBe(1);
    expect(state.stored).toEqual([{ counts: 0 }, { counts: 1 }]);
  });

  test('stands still while commits fail, and says so once', async () => {
    const { state, committer, count } = setUp();
    count();
    await committer.commit();
    state.isFull = true;
    for (const _ of [1, 2, 3]) {
      count();
      expect(await committer.committed()).toBe(1);
    }
    expect(committer.failures()).toBe(3);
    expect(committer.unready()?.en).toBe('disk full');
    expect(state.problems).toEqual(['checkpoint-failed']);
    state.isFull = false;
    expect(await committer.committed()).toBe(4);
    expect(committer.unready()).toBeUndefined();
    expect(committer.failures()).toBe(3);
  });

  test('says that the very first commit failed', async () => {
    const { state, committer } = setUp();
    state.isFull = true;
    expect(await committer.committed()).toBeUndefined();
    await committer.commit();
    expect(state.problems).toEqual(['checkpoint-failed']);
    expect(committer.unready()?.zh).toBe('磁盘已满');
  });

  test('makes one commit at a time, and what came meanwhile goes into the next', async () => {
    const { state, committer, count } = setUp();
    let open = (): void => undefined;
    state.gate = new Promise((resolve) => {
      open = resolve;
    });
    const first = committer.committed();
    await Promise.resolve();
    count();
    const second = committer.committed();
    open();
    expect(await Promise.all([first, second])).toEqual([0, 0]);
    expect(await committer.committed()).toBe(1);
    expect(state.stored).toEqual([{ counts: 0 }, { counts: 1 }]);
  });

  test('lets nobody wait for a disk that hangs', async () => {
    const { state, committer, count } = setUp();
    await committer.commit();
    count();
    let open = (): void => undefined;
    state.gate = new Promise((resolve) => {
      open = resolve;
    });
    state.patience = Promise.resolve();
    expect(await committer.committed()).toBe(0);
    open();
    await committer.commit();
    expect(await committer.committed()).toBe(1);
  });

  test('does not hide a fault of the program', async () => {
    const { committer } = setUp();
    const broken = createCommitter({
      snapshot: () => Promise.reject(new TypeError('bug')),
      store: async () => undefined,
      patience: () => new Promise(() => undefined),
      onProblem: () => undefined,
    });
    await expect(broken.commit()).rejects.toThrow('bug');
    await committer.commit();
  });
});
