/** Reports of any content that the type allows, with texts as hostile as logs can be. */
import fc from 'fast-check';
import { BUCKETS } from '../../../src/model/bucket.ts';
import { NEAR_MISS_REASONS, PLATFORMS, SHAPES, type Shape } from '../../../src/model/event.ts';
import { REPORT_SCHEMA, type Report, type ReportCode } from '../../../src/model/report.ts';
import {
  CATEGORIES,
  CATEGORY_IDS,
  DOMAIN_NAMES,
  type Domain,
  GROUP_NAMES,
  type Group,
  OWNER_NAMES,
  type Owner,
  RETRY_NAMES,
  type Retry,
} from '../../../src/model/taxonomy.ts';

const DOMAIN_IDS = Object.keys(DOMAIN_NAMES) as Domain[];
const OWNER_IDS = Object.keys(OWNER_NAMES) as Owner[];
const RETRY_IDS = Object.keys(RETRY_NAMES) as Retry[];
const GROUP_IDS = Object.keys(GROUP_NAMES) as Group[];
const SHAPE_IDS = SHAPES.filter((shape): shape is Shape => shape !== '');
const FOREIGN_PLATFORMS = PLATFORMS.slice(2);

const count = fc.oneof(fc.nat(20), fc.nat(), fc.maxSafeNat());
const positive = count.map((value) => Math.max(1, value));

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '企业微信',
        '，',
        '（',
        ' ',
        '\t',
        '\r\n',
        '\u001b[31m',
        '\u001b]8;;http://x\u0007',
        '\u009b2J',
        '\u202e',
        '\u200b',
        '👨‍👩‍👧',
        'e\u0301',
        '\ud800',
        '{"errcode":40014}',
        'a-word-that-does-not-end-'.repeat(8),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
);

const moment = fc
  .date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

const errcode = fc.oneof(
  fc.constantFrom(0, -1, 40014, 60020),
  fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }),
);

const series = fc
  .uniqueArray(fc.tuple(fc.nat(4_000_000_000), positive), {
    maxLength: 12,
    selector: ([seconds]) => seconds,
  })
  .map((pairs) => pairs.sort(([left], [right]) => left - right));

const filled = text.filter((words) => words !== '');

const code: fc.Arbitrary<ReportCode> = fc
  .record(
    {
      errcode,
      meaning: text,
      remedy: text,
      category: fc.constantFrom(...CATEGORY_IDS),
      domain: fc.constantFrom(...DOMAIN_IDS),
      owner: fc.constantFrom(...OWNER_IDS),
      retry: fc.constantFrom(...RETRY_IDS),
      events: count,
      firstSeen: moment,
      lastSeen: moment,
      undated: count,
      shapes: fc.dictionary(fc.constantFrom(...SHAPE_IDS), count),
      ambiguous: count,
      apis: fc.array(fc.record({ api: text, events: positive }), { maxLength: 3 }),
      tolerated: positive,
      errmsg: filled,
      samples: fc.array(text, { maxLength: 3 }),
      series,
    },
    {
      requiredKeys: [
        'errcode',
        'category',
        'domain',
        'owner',
        'retry',
        'events',
        'undated',
        'shapes',
        'ambiguous',
        'apis',
        'series',
      ],
    },
  )
  .map((facts) => ({ ...facts, group: CATEGORIES[facts.category].group }));

const input = fc.record({
  sources: fc.nat(8),
  bytes: count,
  lines: count,
  skipped: fc.array(
    fc.record({ reason: text.map((value) => `${value}.`), count: positive, bytes: count }),
    { maxLength: 3 },
  ),
  longRecords: count,
  files: fc.array(
    fc.record(
      { name: text, bytes: count, lines: count, events: count, problem: text, sameAs: text },
      { requiredKeys: ['name', 'bytes', 'lines', 'events'] },
    ),
    { maxLength: 8 },
  ),
});

const time = fc
  .record(
    {
      from: moment,
      to: moment,
      zone: text.map((value) => `${value}Z`),
      rung: fc.constantFrom(...BUCKETS),
      undated: count,
      outside: count,
      since: moment,
      until: moment,
    },
    { requiredKeys: ['zone', 'rung', 'undated', 'outside'] },
  )
  .map(({ rung, ...rest }) => ({ ...rest, bucketSeconds: rung.seconds, bucket: rung.word }));

const totals = fc.record({
  events: count,
  errors: count,
  success: count,
  unknown: count,
  foreign: count,
  tolerated: count,
  nearMisses: count,
});

/** What is listed by name, and the incidents. */
const names = {
  workloads: fc.array(fc.record({ workload: text, events: count, errors: count }), {
    maxLength: 12,
  }),
  otherWorkloads: count,
  hosts: fc.array(fc.record({ host: text, events: count, errors: count }), { maxLength: 12 }),
  otherHosts: count,
  incidents: fc.array(
    fc.record({
      errcode,
      workload: text,
      from: moment,
      to: moment,
      minutes: positive,
      events: positive,
      peak: fc.record({ at: moment, events: positive }),
      apis: fc.array(text, { maxLength: 10 }),
      hosts: fc.array(text, { maxLength: 10 }),
      isOngoing: fc.boolean(),
    }),
    { maxLength: 15 },
  ),
  otherIncidents: count,
  incidentTime: fc.record(
    { bucketSeconds: fc.constantFrom(...BUCKETS.map(({ seconds }) => seconds)), from: moment },
    { requiredKeys: ['bucketSeconds'] },
  ),
  duplicates: fc.record({ events: count, folded: fc.boolean() }),
};

export const anyReport: fc.Arbitrary<Report> = fc.record({
  schema: fc.constant(REPORT_SCHEMA),
  generator: fc.constant({ name: 'wecomlog', version: '0.1.0' }),
  catalog: fc.record({ version: fc.constant('page-2019'), codes: count }),
  input,
  time,
  totals,
  codes: fc.array(code, { maxLength: 25 }),
  otherCodes: count,
  categories: fc.array(
    fc
      .record({ category: fc.constantFrom(...CATEGORY_IDS), events: count })
      .map((facts) => ({ ...facts, group: CATEGORIES[facts.category].group })),
    { maxLength: 17 },
  ),
  domains: fc.array(
    fc.record({ domain: fc.constantFrom(...DOMAIN_IDS), events: count, errors: count }),
    { maxLength: 15 },
  ),
  apis: fc.array(
    fc.record(
      {
        api: text,
        domain: fc.constantFrom(...DOMAIN_IDS),
        title: filled,
        events: count,
        errors: count,
        groups: fc.dictionary(fc.constantFrom(...GROUP_IDS), positive),
      },
      { requiredKeys: ['api', 'events', 'errors', 'groups'] },
    ),
    { maxLength: 15 },
  ),
  otherApis: count,
  ...names,
  foreign: fc.array(
    fc.record(
      {
        platform: fc.constantFrom(...FOREIGN_PLATFORMS),
        errcode,
        meaning: filled,
        events: positive,
      },
      { requiredKeys: ['platform', 'errcode', 'events'] },
    ),
    { maxLength: 20 },
  ),
  nearMisses: fc.array(
    fc.record({
      reason: fc.constantFrom(...NEAR_MISS_REASONS),
      events: count,
      samples: fc.array(text, { maxLength: 3 }),
    }),
    { maxLength: 2 },
  ),
  notices: fc.array(
    fc.oneof(
      fc.record({
        id: fc.constant('zone-differs' as const),
        assumed: text,
        fits: text,
        records: positive,
      }),
      fc.record({
        id: fc.constant('same-content' as const),
        inputs: positive,
        bytes: count,
        name: text,
        sameAs: text,
      }),
      fc.record({ id: fc.constant('success-not-logged' as const) }),
    ),
    { maxLength: 2 },
  ),
  partial: fc.boolean(),
  run: fc.record({ seconds: fc.double({ min: 0, max: 1e6, noNaN: true }) }),
});
