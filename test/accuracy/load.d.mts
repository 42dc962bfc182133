/** Types of load.mjs, for the tests. */
import type { Case } from './score.mjs';

export function readOwnCases(): readonly Case[];
export function readCorpus(): readonly Case[] | undefined;
export function readLogs(
  folder: 'negatives' | 'foreign',
): ReadonlyArray<{ readonly name: string; readonly bytes: Uint8Array }>;
