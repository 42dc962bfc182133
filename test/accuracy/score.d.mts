/** Types of score.mjs, for the tests. */

export interface Case {
  readonly id: string;
  readonly shape: string;
  readonly wrap: string;
  readonly bytes: Uint8Array;
  readonly codes: readonly number[];
  readonly platform?: string;
  readonly note: string;
}

export interface Found {
  readonly errcode: number;
  readonly shape: string;
  readonly platform: string;
}

export type Find = (bytes: Uint8Array) => readonly Found[];

export interface Tally {
  readonly cases: number;
  readonly exact: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

export interface Mistake {
  readonly one: Case;
  readonly found: readonly number[];
  readonly missing: readonly number[];
  readonly extra: readonly number[];
}

export interface Score extends Tally {
  readonly mistakes: readonly Mistake[];
  readonly platformMistakes: ReadonlyArray<{
    readonly one: Case;
    readonly claimed: readonly string[];
  }>;
  readonly byShape: Readonly<Record<string, Tally>>;
  readonly byWrap: Readonly<Record<string, Tally>>;
}

export interface LogEvents {
  readonly name: string;
  readonly events: readonly Found[];
  readonly shapes: Readonly<Record<string, number>>;
  readonly platforms: Readonly<Record<string, number>>;
}

export function scoreCases(cases: readonly Case[], find: Find): Score;
export function recall(tally: Tally): number;
export function precision(tally: Tally): number;
export function splitStrict(cases: readonly Case[]): {
  readonly strict: readonly Case[];
  readonly apart: Readonly<Record<string, readonly Case[]>>;
};
export function countEvents(
  logs: ReadonlyArray<{ readonly name: string; readonly bytes: Uint8Array }>,
  find: Find,
): readonly LogEvents[];
