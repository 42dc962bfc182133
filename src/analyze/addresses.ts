/**
 * The exit addresses that 60020 named: those of smallest hash, so that two sets can be joined in any
 * order. They are the remedy, and nobody's business else: where they may not be shown, only their
 * number is told.
 */
import { DENIED_LISTED_MAX } from '../model/limits.ts';
import type { DeniedData } from '../model/summary-data.ts';
import { hashText } from './bounded.ts';

/** The code that names the address that was refused. */
export const DENIED = 60020;

export interface DeniedAddresses {
  /** By hash. */
  readonly kept: Map<number, string>;
  /** The greatest hash of those kept when there was no room left. */
  greatest: number;
  /** Others were met that are not kept. */
  hasMore: boolean;
}

export function createDeniedAddresses(): DeniedAddresses {
  return { kept: new Map(), greatest: Number.POSITIVE_INFINITY, hasMore: false };
}

export function addDeniedAddress(denied: DeniedAddresses, address: string): void {
  const hash = hashText(address);
  // Most refusals are of an address that is known already.
  if (!denied.kept.has(hash)) addHashed(denied, hash, address);
}

export function toDeniedData({ kept, hasMore }: DeniedAddresses): DeniedData {
  return { kept: [...kept].sort(([left], [right]) => left - right), hasMore };
}

export function addDeniedData(denied: DeniedAddresses, data: DeniedData): void {
  for (const [hash, address] of data.kept) addHashed(denied, hash, address);
  denied.hasMore ||= data.hasMore;
}

/** As it may be written to a file: without addresses, which are still counted by their hash. */
export function maskDeniedData({ kept, hasMore }: DeniedData): DeniedData {
  return { kept: kept.map(([hash]) => [hash, '']), hasMore };
}

/** Every address, in order; undefined if one of them was left out when it was stored. */
export function listDenied({ kept }: DeniedAddresses): string[] | undefined {
  const addresses = [...kept.values()];
  return addresses.includes('') ? undefined : addresses.sort();
}

function addHashed(denied: DeniedAddresses, hash: number, address: string): void {
  const { kept } = denied;
  if (hash > denied.greatest) {
    denied.hasMore = true;
    return;
  }
  // One that was left out is told by a report that has it.
  if (address !== '' || !kept.has(hash)) kept.set(hash, address);
  if (kept.size < DENIED_LISTED_MAX) return;
  if (kept.size > DENIED_LISTED_MAX) {
    kept.delete(denied.greatest);
    denied.hasMore = true;
  }
  denied.greatest = Math.max(...kept.keys());
}
