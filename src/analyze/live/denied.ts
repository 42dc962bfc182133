/**
 * Distinct exit addresses. Those of smallest hash are kept, so that two sets can be joined; beyond the
 * bound the number is estimated from how densely the kept hashes lie.
 */
import { DENIED_IPS_MAX } from '../../model/limits.ts';
import { hashText } from '../bounded.ts';

export interface DeniedIps {
  /** Hash by address. */
  readonly kept: Map<string, number>;
  /** The greatest kept hash once an address had to go; everything above it goes at once. */
  limit: number;
}

const NO_LIMIT = 2 ** 32;

export function createDeniedIps(): DeniedIps {
  return { kept: new Map(), limit: NO_LIMIT };
}

export function addDeniedIp(ips: DeniedIps, address: string): void {
  const { kept } = ips;
  if (kept.has(address)) return;
  const hash = hashText(address);
  if (hash > ips.limit) return;
  kept.set(address, hash);
  if (kept.size > DENIED_IPS_MAX) dropLast(ips);
}

/** Says that more addresses were seen than are kept. */
export function markDeniedIpsFull(ips: DeniedIps): void {
  ips.limit = Math.min(ips.limit, Math.max(0, ...ips.kept.values()));
}

/** How many addresses were seen: exact up to the bound, an estimate above it. */
export function countDeniedIps({ kept, limit }: DeniedIps): number {
  if (limit === NO_LIMIT) return kept.size;
  return Math.max(kept.size + 1, Math.round(((kept.size - 1) * NO_LIMIT) / (limit + 1)));
}

/** Lets the address of greatest hash go; the next greatest becomes the limit. */
function dropLast(ips: DeniedIps): void {
  let last = '';
  let lastHash = -1;
  let limit = -1;
  for (const [address, hash] of ips.kept) {
    if (hash > lastHash || (hash === lastHash && address > last)) {
      limit = lastHash;
      last = address;
      lastHash = hash;
    } else if (hash > limit) limit = hash;
  }
  ips.kept.delete(last);
  ips.limit = limit;
}
