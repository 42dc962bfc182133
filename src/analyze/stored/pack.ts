/**
 * A summary as a report carries it: as it is, but for its series, which would be nine tenths of the
 * file as lists of pairs. A series is a text: `29803690:3,4 12:1` are 3 and 4 events in the buckets
 * 29803690 and the next, then, 12 buckets behind the last of them, 1.
 */
import { BUCKETS, type BucketWord } from '../../model/bucket.ts';
import { PLATFORMS } from '../../model/event.ts';
import type { ReportSummary } from '../../model/report.ts';
import type { SummaryData } from '../../model/summary-data.ts';
import { type DataShape, misfitIn } from './check.ts';

/** Version of the packed summary; another one is refused. */
export const SUMMARY_FORMAT = 1;

type Pairs = readonly (readonly [bucket: number, events: number])[];

/** `by` is the width that was asked for. */
export function packSummary(data: SummaryData, by: BucketWord | 'auto'): ReportSummary {
  return { format: SUMMARY_FORMAT, by, ...(packMembers(data) as object) };
}

/** The summary in `packed`, or where it is not what it should be. */
export function unpackSummary(packed: ReportSummary): SummaryData | { readonly misfit: string } {
  const misfit = misfitIn(packed, PACKED, 'summary');
  if (misfit !== undefined) return { misfit };
  try {
    const { format: _format, by: _by, ...members } = unpackMembers(packed) as ReportSummary;
    const data = members as unknown as SummaryData;
    if (data.ladder >= BUCKETS.length) return { misfit: 'summary.ladder' };
    const isForeign = data.foreign.every(({ platform }) => platform < PLATFORMS.length);
    return isForeign ? data : { misfit: 'summary.foreign' };
  } catch (error) {
    if (error instanceof SeriesError) return { misfit: 'summary.codes' };
    throw error;
  }
}

/** Whatever is called `series` is a text. */
function packMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(packMembers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === 'series' ? packSeries(member as Pairs) : packMembers(member),
    ]),
  );
}

function unpackMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpackMembers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === 'series' ? unpackSeries(member) : unpackMembers(member),
    ]),
  );
}

function packSeries(pairs: Pairs): string {
  let text = '';
  let next = Number.NaN;
  for (const [bucket, events] of pairs) {
    if (bucket === next) text += `,${events}`;
    else
      text += `${text === '' ? '' : ' '}${Number.isNaN(next) ? bucket : bucket - next + 1}:${events}`;
    next = bucket + 1;
  }
  return text;
}

/** Series are numbered with 32 bits. */
const BUCKET_MAX = 2 ** 31 - 1;

class SeriesError extends Error {}

function unpackSeries(text: unknown): Pairs {
  if (typeof text !== 'string') throw new SeriesError();
  if (text === '') return [];
  const pairs: [number, number][] = [];
  let last = 0;
  for (const run of text.split(' ')) {
    const [gap = '', counts = ''] = run.split(':');
    if (!/^-?\d+$/.test(gap)) throw new SeriesError();
    last += Number(gap);
    for (const [place, events] of counts.split(',').entries()) {
      if (!/^\d+$/.test(events)) throw new SeriesError();
      if (place > 0) last++;
      if (Math.abs(last) > BUCKET_MAX) throw new SeriesError();
      pairs.push([last, Number(events)]);
    }
  }
  return pairs;
}

const SAMPLES: DataShape = [{ hash: 'count', text: 'text' }];

const PACKED: DataShape = {
  format: 'count',
  by: 'text',
  ladder: 'count',
  codes: [
    {
      errcode: 'integer',
      isKnown: 'flag',
      events: 'count',
      undated: 'count',
      ambiguous: 'count',
      tolerated: 'count',
      firstMs: 'ms',
      lastMs: 'ms',
      shapes: ['count'],
      series: 'text',
      samples: SAMPLES,
    },
  ],
  apis: [{ api: 'text', events: 'count', errors: 'count', codes: ['pair'] }],
  foreign: [{ platform: 'count', errcode: 'integer', events: 'count' }],
  nearMisses: [{ reason: 'text', events: 'count', samples: SAMPLES }],
  otherCodes: 'count',
  otherTolerated: 'count',
  otherApis: 'count',
  otherForeign: 'count',
  undated: 'count',
  outside: 'count',
  skew: ['pair'],
};
