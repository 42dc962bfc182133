/** The report as JSON, `wecomlog.report/1`, in one order of keys whoever built it. */
import type {
  CopiesNotice,
  MergedCatalogsNotice,
  MergedRangesNotice,
  MergedZonesNotice,
  Report,
  ZoneNotice,
} from '../../model/report.ts';
import { COMPARISON, TOTALS } from '../comparison/json.ts';
import { type Layout, printJson } from './json-layout.ts';

/** Two blanks an indent; each series on one line, because a series is one thing; ends with a line end. */
export function renderReportJson(report: Report): string {
  return printJson(report, REPORT);
}

const SHAPES: Layout<Report['codes'][number]['shapes']> = {
  wire: 'value',
  'wire-escaped': 'value',
  spoken: 'value',
  link: 'value',
  bare: 'value',
};

const GROUPS: Layout<Report['apis'][number]['groups']> = {
  ok: 'value',
  retry: 'value',
  credential: 'value',
  request: 'value',
  object: 'value',
  grant: 'value',
  unknown: 'value',
};

const CODE: Layout<Report['codes'][number]> = {
  errcode: 'value',
  meaning: 'value',
  remedy: 'value',
  category: 'value',
  group: 'value',
  domain: 'value',
  owner: 'value',
  retry: 'value',
  events: 'value',
  firstSeen: 'value',
  lastSeen: 'value',
  undated: 'value',
  shapes: SHAPES,
  ambiguous: 'value',
  tolerated: 'value',
  apis: { api: 'value', events: 'value' },
  errmsg: 'value',
  samples: 'value',
  series: 'line',
};

/** Every member that any notice has. */
const NOTICE: Layout<
  CopiesNotice &
    Omit<ZoneNotice, 'id'> &
    Omit<MergedZonesNotice, 'id'> &
    Omit<MergedRangesNotice, 'id'> &
    Omit<MergedCatalogsNotice, 'id'>
> = {
  id: 'value',
  assumed: 'value',
  fits: 'value',
  records: 'value',
  inputs: 'value',
  bytes: 'value',
  name: 'value',
  sameAs: 'value',
  zones: 'value',
  ranges: 'value',
  catalogs: 'value',
};

const REPORT: Layout<Omit<Report, 'codes' | 'notices' | 'summary'>> & {
  codes: typeof CODE;
  notices: typeof NOTICE;
  summary: 'packed';
} = {
  schema: 'value',
  generator: { name: 'value', version: 'value' },
  catalog: { version: 'value', codes: 'value' },
  input: {
    sources: 'value',
    bytes: 'value',
    lines: 'value',
    skipped: { reason: 'value', count: 'value', bytes: 'value' },
    longRecords: 'value',
    files: {
      name: 'value',
      bytes: 'value',
      lines: 'value',
      events: 'value',
      problem: 'value',
      sameAs: 'value',
      part: 'value',
    },
    shards: { set: 'value', index: 'value', count: 'value' },
  },
  time: {
    from: 'value',
    to: 'value',
    zone: 'value',
    bucketSeconds: 'value',
    bucket: 'value',
    undated: 'value',
    outside: 'value',
    since: 'value',
    until: 'value',
  },
  totals: TOTALS,
  codes: CODE,
  otherCodes: 'value',
  categories: { category: 'value', group: 'value', events: 'value' },
  domains: { domain: 'value', events: 'value', errors: 'value' },
  apis: {
    api: 'value',
    domain: 'value',
    title: 'value',
    events: 'value',
    errors: 'value',
    groups: GROUPS,
  },
  otherApis: 'value',
  workloads: { workload: 'value', events: 'value', errors: 'value' },
  otherWorkloads: 'value',
  hosts: { host: 'value', events: 'value', errors: 'value' },
  otherHosts: 'value',
  incidents: {
    errcode: 'value',
    workload: 'value',
    from: 'value',
    to: 'value',
    minutes: 'value',
    events: 'value',
    peak: { at: 'value', events: 'value' },
    apis: 'value',
    hosts: 'value',
    isOngoing: 'value',
  },
  otherIncidents: 'value',
  incidentTime: { bucketSeconds: 'value', from: 'value' },
  diagnoses: {
    id: 'value',
    severity: 'value',
    owner: 'value',
    errcodes: 'value',
    workload: 'value',
    title: 'value',
    evidence: 'value',
    remedy: 'value',
    paste: 'value',
    link: 'value',
    samples: 'value',
  },
  successes: {
    warned: 'value',
    leftOut: 'value',
    besideErrors: 'value',
    kinds: {
      kind: 'value',
      events: 'value',
      firstSeen: 'value',
      lastSeen: 'value',
      apis: { api: 'value', events: 'value' },
      otherApis: 'value',
    },
    errors: { errcode: 'value', records: 'value', zeroFirst: 'value' },
    otherErrors: 'value',
  },
  duplicates: { events: 'value', folded: 'value' },
  foreign: { platform: 'value', errcode: 'value', meaning: 'value', events: 'value' },
  nearMisses: { reason: 'value', events: 'value', samples: 'value' },
  notices: NOTICE,
  summary: 'packed',
  baseline: COMPARISON,
  partial: 'value',
  run: { seconds: 'value', madeAt: 'value' },
};
