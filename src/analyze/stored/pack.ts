/** A summary as a report carries it, and back again, checked: files are edited and cut off. */
import { BUCKETS, type BucketWord } from '../../model/bucket.ts';
import { PLATFORMS } from '../../model/event.ts';
import type { ReportSummary } from '../../model/report.ts';
import type { SeriesData, SummaryData, WorkloadData } from '../../model/summary-data.ts';
import { maskDeniedData } from '../addresses.ts';
import { type DataShape, misfitIn } from './check.ts';

/** Version of the summary in a report; another one is refused. */
export const SUMMARY_FORMAT = 1;

/** Series are numbered with 32 bits. */
const BUCKET_MAX = 2 ** 31 - 1;

/** `by` is the width that was asked for; addresses are masked, because a report is a file to hand on. */
export function packSummary(data: SummaryData, by: BucketWord | 'auto'): ReportSummary {
  const { denied } = data;
  const masked = denied === undefined ? {} : { denied: maskDeniedData(denied) };
  return { format: SUMMARY_FORMAT, by, ...data, ...masked };
}

/** The summary in `packed`, or where it is not what it should be. */
export function unpackSummary(packed: ReportSummary): SummaryData | { readonly misfit: string } {
  const misfit = misfitIn(packed, PACKED, 'summary');
  if (misfit !== undefined) return { misfit };
  const { format: _format, by: _by, ...members } = packed;
  const data = members as unknown as SummaryData;
  if (data.ladder >= BUCKETS.length) return { misfit: 'summary.ladder' };
  const broken = data.workloads.findIndex((workload) => !hasSeries(workload));
  if (broken >= 0) return { misfit: `summary.workloads[${broken}].codes` };
  if (!hasSeries(data.otherWorkloads)) return { misfit: 'summary.otherWorkloads.codes' };
  const alien = data.foreign.findIndex(({ platform }) => platform >= PLATFORMS.length);
  return alien < 0 ? data : { misfit: `summary.foreign[${alien}].platform` };
}

function hasSeries({ codes }: WorkloadData): boolean {
  return codes.every(({ series }) => isSeries(series));
}

/** The first bucket may be before 1970; every other one is behind the one before. */
function isSeries(series: SeriesData): boolean {
  if (series.length % 2 !== 0) return false;
  let bucket = 0;
  for (let at = 0; at < series.length; at += 2) {
    if ((at > 0 && series[at]! < 1) || series[at + 1]! < 0) return false;
    bucket += series[at]!;
    if (Math.abs(bucket) > BUCKET_MAX) return false;
  }
  return true;
}

const SAMPLES: DataShape = [{ hash: 'count', text: 'text' }];

const WORKLOAD: DataShape = {
  workload: 'text',
  codes: [{ errcode: 'integer', events: 'count', series: ['integer'] }],
  unnamed: 'count',
};

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
      samples: SAMPLES,
    },
  ],
  workloads: [WORKLOAD],
  otherWorkloads: WORKLOAD,
  hosts: [{ host: 'text', events: 'count', errors: 'count', codes: ['pair'] }],
  otherHosts: 'count',
  duplicates: 'count',
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
  'denied?': { kept: ['named'], hasMore: 'flag' },
  'hidden?': {
    warned: 'count',
    leftOut: 'count',
    kinds: [
      {
        kind: 'text',
        events: 'count',
        firstMs: 'ms',
        lastMs: 'ms',
        apis: [{ api: 'text', events: 'count' }],
        otherApis: 'count',
        samples: SAMPLES,
      },
    ],
  },
  'beside?': {
    records: 'count',
    firstMs: 'ms',
    lastMs: 'ms',
    codes: [{ errcode: 'integer', records: 'count', before: 'count' }],
    otherCodes: 'count',
    samples: SAMPLES,
  },
};
