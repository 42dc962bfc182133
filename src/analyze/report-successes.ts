/** What a report says of successes that are none. */
import type { Report } from '../model/report.ts';
import type { SpanData } from '../model/summary-data.ts';
import { toBesideData, toHiddenData } from './hidden.ts';
import { instant } from './instant.ts';
import type { Summary } from './summary.ts';

export function successesOf(summary: Summary): NonNullable<Report['successes']> {
  const { warned, leftOut, kinds } = toHiddenData(summary.hidden);
  const { records, codes, otherCodes } = toBesideData(summary.beside);
  return {
    ...{ warned, leftOut, besideErrors: records },
    kinds: kinds.map(({ kind, events, apis, otherApis, ...span }) => ({
      ...{ kind, events, ...seenOf(span) },
      apis: apis.toSorted(byEvents),
      otherApis,
    })),
    errors: codes
      .map(({ errcode, records: met, before }) => ({ errcode, records: met, zeroFirst: before }))
      .sort((left, right) => right.records - left.records || left.errcode - right.errcode),
    otherErrors: otherCodes,
  };
}

function byEvents(
  left: { readonly api: string; readonly events: number },
  right: { readonly api: string; readonly events: number },
): number {
  return right.events - left.events || (left.api < right.api ? -1 : 1);
}

function seenOf({ firstMs, lastMs }: SpanData): { firstSeen?: string; lastSeen?: string } {
  if (firstMs === null || lastMs === null) return {};
  return { firstSeen: instant(firstMs), lastSeen: instant(lastMs) };
}
