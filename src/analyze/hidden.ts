/**
 * Counts successes that are none: those that say beside errcode 0 that something was left out, and those
 * that stand in one record with an error. By kind and code, so that two counts add up in any order.
 */
import { bitOf, HIDDEN_KINDS, type HiddenKind } from '../model/hidden.ts';
import { BESIDE_CODES_MAX, HIDDEN_APIS_MAX } from '../model/limits.ts';
import type { BesideData, HiddenData, SpanData } from '../model/summary-data.ts';
import { type BoundedMap, createBoundedMap } from './bounded.ts';
import { addSamples, type Samples } from './samples.ts';

/** Ms since the epoch of the first and last dated record; Infinity and -Infinity without one. */
export interface Span {
  firstMs: number;
  lastMs: number;
}

/** Successes that hide a failure of one kind. */
export interface HiddenCounts extends Span {
  events: number;
  readonly apis: BoundedMap<{ events: number }>;
  /** Of APIs that are not counted by name. */
  otherApis: number;
  readonly samples: Samples;
}

export interface Hidden {
  /** Successes whose errmsg warns; those that list what was left out, in one list or several. */
  warned: number;
  leftOut: number;
  readonly kinds: Map<HiddenKind, HiddenCounts>;
}

/** Records that hold errcode 0 and an error. */
export interface Beside extends Span {
  records: number;
  /** By the error's code; `before` are those in which 0 comes first. */
  readonly codes: BoundedMap<{ records: number; before: number }>;
  /** Pairs of record and code that are not counted by name. */
  otherCodes: number;
  readonly samples: Samples;
}

export function createHidden(): Hidden {
  return { warned: 0, leftOut: 0, kinds: new Map() };
}

export function createBeside(): Beside {
  const beside: Beside = {
    ...createSpan(),
    records: 0,
    codes: createBoundedMap(
      BESIDE_CODES_MAX,
      () => ({ records: 0, before: 0 }),
      ({ records }) => {
        beside.otherCodes += records;
      },
    ),
    otherCodes: 0,
    samples: { kept: [] },
  };
  return beside;
}

function createSpan(): Span {
  return { firstMs: Number.POSITIVE_INFINITY, lastMs: Number.NEGATIVE_INFINITY };
}

function createHiddenCounts(): HiddenCounts {
  const counts: HiddenCounts = {
    ...createSpan(),
    events: 0,
    apis: createBoundedMap(
      HIDDEN_APIS_MAX,
      () => ({ events: 0 }),
      ({ events }) => {
        counts.otherApis += events;
      },
    ),
    otherApis: 0,
    samples: { kept: [] },
  };
  return counts;
}

/**
 * Counts a success that hides the kinds of `mask`, at `ms` (NaN without a time); `sample` keeps its
 * record among the samples of each.
 */
export function countHidden(
  hidden: Hidden,
  mask: number,
  ms: number,
  api: string | undefined,
  sample: (samples: Samples) => void,
): void {
  if ((mask & WARNINGS) !== 0) hidden.warned++;
  if ((mask & ~WARNINGS) !== 0) hidden.leftOut++;
  for (const [bit, kind] of HIDDEN_KINDS.entries()) {
    if ((mask & (1 << bit)) === 0) continue;
    const counts = kindAt(hidden, kind);
    counts.events++;
    addMoment(counts, ms);
    if (api !== undefined) addApi(counts, api, 1);
    sample(counts.samples);
  }
}

const WARNINGS = bitOf('wrong-json') | bitOf('warning');

function kindAt({ kinds }: Hidden, kind: HiddenKind): HiddenCounts {
  let counts = kinds.get(kind);
  if (counts === undefined) {
    counts = createHiddenCounts();
    kinds.set(kind, counts);
  }
  return counts;
}

function addApi(counts: HiddenCounts, api: string, events: number): void {
  const named = counts.apis.at(api);
  if (named === undefined) counts.otherApis += events;
  else named.events += events;
}

function addMoment(span: Span, ms: number): void {
  if (Number.isNaN(ms)) return;
  span.firstMs = Math.min(span.firstMs, ms);
  span.lastMs = Math.max(span.lastMs, ms);
}

/** Counts a record that holds errcode 0 and an error. */
export function countBeside(beside: Beside, ms: number): void {
  beside.records++;
  addMoment(beside, ms);
}

/** Counts an error of such a record; `isBehind` if 0 comes first. */
export function countPair(beside: Beside, errcode: number, isBehind: boolean): void {
  addPairs(beside, errcode, 1, isBehind ? 1 : 0);
}

function addPairs(beside: Beside, errcode: number, records: number, before: number): void {
  const counts = beside.codes.at(`${errcode}`);
  if (counts === undefined) {
    beside.otherCodes += records;
    return;
  }
  counts.records += records;
  counts.before += before;
}

export function toHiddenData({ warned, leftOut, kinds }: Hidden): HiddenData {
  return {
    ...{ warned, leftOut },
    kinds: HIDDEN_KINDS.flatMap((kind) => {
      const counts = kinds.get(kind);
      return counts === undefined ? [] : [{ kind, ...countsData(counts) }];
    }),
  };
}

function countsData(counts: HiddenCounts): Omit<HiddenData['kinds'][number], 'kind'> {
  const apis = [...counts.apis.entries()].map(([api, { events }]) => ({ api, events }));
  return {
    events: counts.events,
    ...spanData(counts),
    apis: apis.sort((left, right) => (left.api < right.api ? -1 : 1)),
    otherApis: counts.otherApis,
    samples: [...counts.samples.kept],
  };
}

function spanData({ firstMs, lastMs }: Span): SpanData {
  const isDated = firstMs <= lastMs;
  return { firstMs: isDated ? firstMs : null, lastMs: isDated ? lastMs : null };
}

export function addHiddenData(hidden: Hidden, data: HiddenData): void {
  hidden.warned += data.warned;
  hidden.leftOut += data.leftOut;
  for (const one of data.kinds) {
    if (!HIDDEN_KINDS.includes(one.kind)) continue;
    const counts = kindAt(hidden, one.kind);
    counts.events += one.events;
    addSpan(counts, one);
    counts.otherApis += one.otherApis;
    for (const { api, events } of one.apis) addApi(counts, api, events);
    addSamples(counts.samples, one.samples);
  }
}

function addSpan(span: Span, { firstMs, lastMs }: SpanData): void {
  if (firstMs !== null) addMoment(span, firstMs);
  if (lastMs !== null) addMoment(span, lastMs);
}

export function toBesideData(beside: Beside): BesideData {
  const codes = [...beside.codes.entries()].map(([errcode, counts]) => ({
    errcode: Number(errcode),
    ...counts,
  }));
  return {
    records: beside.records,
    ...spanData(beside),
    codes: codes.sort((left, right) => left.errcode - right.errcode),
    otherCodes: beside.otherCodes,
    samples: [...beside.samples.kept],
  };
}

export function addBesideData(beside: Beside, data: BesideData): void {
  beside.records += data.records;
  addSpan(beside, data);
  beside.otherCodes += data.otherCodes;
  for (const { errcode, records, before } of data.codes) {
    addPairs(beside, errcode, records, before);
  }
  addSamples(beside.samples, data.samples);
}
