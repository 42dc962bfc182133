/** Types of chaos.mjs, for the tests. */
export const KINDS: readonly string[];

export interface Outcome {
  readonly kind: string;
  readonly seed: number;
  readonly kills: number;
  readonly lines: number;
  readonly scrapes: number;
  readonly rotations: number;
  readonly problems: readonly string[];
}

export function runSeed(kind: string, seed: number): Promise<Outcome>;
