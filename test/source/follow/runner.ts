/** A follower with its caller: what was handed out, what was committed, and what a kill forgets. */
import { decompressReader } from '../../../src/decompress/decompress.ts';
import type { FollowerOptions } from '../../../src/source/follow/desk.ts';
import {
  createFollower,
  type Follower,
  type FollowStatus,
} from '../../../src/source/follow/follower.ts';
import type { FollowState } from '../../../src/source/follow/state.ts';
import type { Disk } from './disk.ts';

export interface Runner {
  /** One turn; every line handed out is counted. */
  poll(): Promise<string[]>;
  /** Turns until one is quiet. */
  settle(): Promise<string[]>;
  commit(): void;
  /** Commits in the next turn, after so many pieces. */
  commitWithin(pieces: number): void;
  /** Loses what was not committed, and starts again. */
  kill(): Promise<void>;
  /** Every line handed out, in order, less what kills took back. */
  lines(): string[];
  /** The context of every piece. */
  contexts(): string[];
  status(): FollowStatus;
  state(): FollowState;
  close(): Promise<void>;
  readonly problems: string[];
}

export type RunnerOptions = Pick<FollowerOptions, 'patterns'> &
  Partial<Pick<FollowerOptions, 'from' | 'rotated' | 'limits' | 'state'>>;

export function createRunner(disk: Disk, options: RunnerOptions): Runner {
  const problems: string[] = [];
  let committed = { lines: [] as string[], text: '' };
  let lines: string[] = [];
  const contexts: string[] = [];
  let saved: FollowState | undefined = options.state;
  let follower: Follower;
  const start = (): void => {
    follower = createFollower({
      from: 'beginning',
      ...options,
      fileSystem: disk.fileSystem,
      decompress: decompressReader,
      now: () => disk.now(),
      onProblem: (problem) => problems.push(problem.code),
      state: saved,
    });
  };
  start();
  let piecesToCommit = 0;
  const commit = (handedOut: readonly string[]): void => {
    // What is saved is text: nothing may hang on the objects.
    const text = JSON.stringify(follower.state());
    saved = JSON.parse(text) as FollowState;
    committed = { lines: [...handedOut], text };
  };
  const poll = async (): Promise<string[]> => {
    disk.betweenTurns();
    const fresh: string[] = [];
    let open = '';
    for await (const piece of follower.turn()) {
      if (piece.to - piece.from !== piece.bytes.length) throw new Error('offsets disagree');
      contexts.push(Buffer.from(piece.context).toString('latin1'));
      const text = open + Buffer.from(piece.bytes).toString('latin1');
      open = '';
      if (piece.isLineOpen) open = text;
      else if (text !== '') fresh.push(...text.replace(/\n$/, '').split('\n'));
      piecesToCommit--;
      if (piecesToCommit === 0 && !piece.isLineOpen) commit([...lines, ...fresh]);
    }
    if (open !== '') throw new Error('a turn ended within a line');
    disk.betweenTurns();
    lines.push(...fresh);
    return fresh;
  };
  return {
    problems,
    poll,
    async settle() {
      const fresh: string[] = [];
      for (let turns = 0; turns < 50; turns++) {
        fresh.push(...(await poll()));
        if (follower.status().isQuiet) return fresh;
      }
      throw new Error('does not come to rest');
    },
    commit: () => commit(lines),
    commitWithin(pieces) {
      piecesToCommit = pieces;
    },
    async kill() {
      piecesToCommit = 0;
      await follower.close();
      lines = [...committed.lines];
      start();
    },
    lines: () => lines,
    contexts: () => contexts,
    status: () => follower.status(),
    state: () => follower.state(),
    close: () => follower.close(),
  };
}
