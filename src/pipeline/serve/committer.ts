/**
 * Commit before expose: what is public is always the snapshot that was stored last, so nothing that was
 * shown can be taken back by a crash. Counting goes on while commits fail; what is shown then stands.
 */
import type { Bilingual } from '../../model/lang.ts';
import { ToolError } from '../../model/tool-error.ts';

/** What is shown, and what is stored for it: taken in one moment, of the same bytes. */
export interface Snapshot<Shown> {
  readonly shown: Shown;
  readonly stored: unknown;
}

export interface CommitterOptions<Shown> {
  /** Resolves at the next moment at which counts and offsets agree. */
  snapshot(): Promise<Snapshot<Shown>>;
  /** Puts the state on disk; rejects with a ToolError. */
  store(stored: unknown): Promise<void>;
  /** Resolves when a reader should wait no longer for a commit under way: a disk may hang. */
  patience(): Promise<void>;
  /** Told of the first failure in a row, and of nothing while they go on. */
  onProblem(problem: ToolError): void;
}

export interface Committer<Shown> {
  /** Says that there is something new. */
  touch(): void;
  /** Commits what is new; waits for a commit under way. A commit that fails is no rejection. */
  commit(): Promise<void>;
  /**
   * Commits what is new and resolves to what was committed last, after some patience also while the
   * commit goes on; undefined before the first.
   */
  committed(): Promise<Shown | undefined>;
  /** Has `listener` told what each commit stored, after it; returns how to end that. */
  onCommit(listener: (shown: Shown) => void): () => void;
  /** Commits that failed. */
  failures(): number;
  /** Why this process should not be relied on now; undefined when the last commit went well. */
  unready(): Bilingual | undefined;
}

const NOT_YET: Bilingual = {
  zh: '状态尚未载入，或尚未提交过。',
  en: 'The state is not loaded or not committed yet.',
};

export function createCommitter<Shown>(options: CommitterOptions<Shown>): Committer<Shown> {
  let isDirty = true;
  let last: Shown | undefined;
  let failures = 0;
  let problem: Bilingual | undefined = NOT_YET;
  let underWay: Promise<void> | undefined;
  const listeners = new Set<(shown: Shown) => void>();

  const run = async (): Promise<void> => {
    // Whatever is counted from here on may not be in the snapshot.
    isDirty = false;
    try {
      const { shown, stored } = await options.snapshot();
      await options.store(stored);
      last = shown;
      problem = undefined;
      for (const tell of listeners) tell(shown);
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      isDirty = true;
      failures++;
      if (problem === undefined || problem === NOT_YET) options.onProblem(error);
      problem = error.text;
    }
  };

  const commit = (): Promise<void> => {
    if (underWay !== undefined) return underWay;
    if (!isDirty) return Promise.resolve();
    underWay = run().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };

  return {
    touch() {
      isDirty = true;
    },
    commit,
    async committed() {
      const committing = commit();
      await Promise.race([committing, options.patience()]);
      return last;
    },
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    failures: () => failures,
    unready: () => problem,
  };
}
