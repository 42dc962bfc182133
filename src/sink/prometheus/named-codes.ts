/** Which codes of a report have series of their own: as many as in a scrape. */
import { LIVE_UNKNOWN_CODES_MAX } from '../../model/limits.ts';
import type { Category } from '../../model/taxonomy.ts';

/** Those of the catalogue, and the first others; the rest goes under `other`. */
export function nameCodes<Code extends { readonly category: Category }>(
  codes: readonly Code[],
): { readonly named: readonly Code[]; readonly others: readonly Code[] } {
  let unknown = 0;
  const isNamed = codes.map(
    ({ category }) => category !== 'unknown' || ++unknown <= LIVE_UNKNOWN_CODES_MAX,
  );
  return {
    named: codes.filter((_, index) => isNamed[index]),
    others: codes.filter((_, index) => !isNamed[index]),
  };
}

/** The label of whatever has no series of its own. */
export const OTHER = 'other';
