/**
 * Counts the events of a block into the summary. Runs once for every event of a report, so it reads
 * rows, keeps its state in locals, and leaves everything rare to aggregate-rare.ts.
 */

import { isShared } from '../catalog/platforms.ts';
import { createTolerance } from '../catalog/tolerance.ts';
import type { Block } from '../model/block.ts';
import type { Tolerance } from '../model/catalog.ts';
import {
  EVENT_API,
  EVENT_AT,
  EVENT_ERRCODE,
  EVENT_FIELDS,
  EVENT_PLATFORM,
  EVENT_RECORD,
  EVENT_SHAPE,
  isForeign,
  NEAR_MISS,
  PLATFORM_UNKNOWN,
  REPEATED,
} from '../model/event.ts';
import {
  APIS_MAX,
  SKEW_SAMPLE_BYTES,
  SKEW_STRETCH_BYTES,
  SKEW_WHOLE_BYTES,
} from '../model/limits.ts';
import { createApiPaths } from '../record/api-path.ts';
import type { TimeReader } from '../record/time.ts';
import type { Zone } from '../record/zone.ts';
import { DENIED } from './addresses.ts';
import {
  countApi,
  countForeign,
  countHost,
  countNearMiss,
  countOther,
  noteDenied,
  noteSkew,
  sampleRecord,
} from './aggregate-rare.ts';
import type { EntryReader } from './entry.ts';
import type { FastCounter } from './fast-count.ts';
import { createAddressReader } from './finding.ts';
import { createHostOf } from './host-of.ts';
import type { WorkloadReader } from './live/workload.ts';
import { createSuccessCounter } from './success-counter.ts';
import type { SuccessReader } from './successes.ts';
import {
  type CodeCounts,
  countInBucket,
  createCodeCounts,
  type PairCounts,
  pairAt,
  type Summary,
  workloadAt,
} from './summary.ts';

/** Only times in [sinceMs, untilMs) are counted, if either is finite. */
export interface TimeRange {
  readonly sinceMs: number;
  readonly untilMs: number;
}

/** `hint`: failures that two records tell of, by their hint, are counted once. */
export type Dedupe = 'hint' | 'none';

/** Whose log a source is. */
export interface SourceWorkload {
  /** Empty where nothing says it. */
  readonly name: string;
  /** Where each record says it for itself; those that are no JSON object then say nothing. */
  readonly ofRecord: WorkloadReader | undefined;
}

export interface Aggregator {
  /**
   * Counts the first `count` rows, which are of `block`; returns how many of them are events. May
   * change the rows.
   */
  add(block: Block, events: Int32Array, count: number): number;
  /** Completes the summary. */
  flush(): void;
}

export interface AggregateOptions {
  readonly summary: Summary;
  /** Whether the catalogue has an entry for the number. */
  readonly isCatalogued: (errcode: number) => boolean;
  readonly bytes: Uint8Array;
  readonly entry: EntryReader;
  readonly time: TimeReader;
  readonly range: TimeRange;
  readonly zone: Zone;
  readonly tolerances: readonly Tolerance[];
  readonly workload: SourceWorkload;
  readonly dedupe: Dedupe;
  /** Counts plain events; what it leaves is counted here. */
  readonly fast: FastCounter | undefined;
  readonly successes: SuccessReader;
}

/** Whether the record at `offset` of its source is one whose hint is compared with its time. */
export function isSkewSample(offset: number): boolean {
  return offset < SKEW_WHOLE_BYTES || offset % SKEW_STRETCH_BYTES < SKEW_SAMPLE_BYTES;
}

const LINE_FEED = 0x0a;

/** A power of two. */
const RECENT_CODES = 256;

export function createAggregator(options: AggregateOptions): Aggregator {
  const { summary, isCatalogued, bytes, entry, time, zone, fast, successes } = options;
  const { sinceMs, untilMs } = options.range;
  const { ofRecord } = options.workload;
  const isRanged = sinceMs > Number.NEGATIVE_INFINITY || untilMs < Number.POSITIVE_INFINITY;
  const countsOf = createCodeFinder(summary, isCatalogued);
  const paths = createApiPaths(APIS_MAX);
  const tolerance = createTolerance(options.tolerances);
  const { clock } = entry;
  const hostOf = createHostOf(bytes, entry);
  const readAddress = createAddressReader(bytes);
  const counter = createSuccessCounter(summary, bytes, successes);
  let { name: workload } = options.workload;
  // The record counted last; several rows in a row may be of one.
  let record = -1;
  let isOutside = false;

  const openRecord = (block: Block, at: number): void => {
    record = at;
    counter.openRecord(block, at);
    entry.timeOf(block, record);
    if (ofRecord !== undefined) workload = ofRecord(bytes, at, bytes.indexOf(LINE_FEED, at));
    const ms = clock[0]!;
    isOutside = isRanged && !(ms >= sinceMs && ms < untilMs);
    if (isOutside) summary.outside++;
    else if (Number.isNaN(ms)) summary.undated++;
    else if (entry.isOwn() && !time.hadZone && isSkewSample(block.offset + at - block.start)) {
      noteSkew(summary, bytes, record, ms);
    }
  };

  const countEvent = (block: Block, events: Int32Array, row: number, errcode: number): void => {
    const counts = countsOf(errcode);
    const ownApi = events[row + EVENT_API]!;
    const apiAt = ownApi || entry.inheritedApi();
    const api = apiAt === 0 ? undefined : paths.read(bytes, apiAt);
    if (apiAt !== 0) countApi(summary, api, errcode, counts !== undefined);
    countHost(summary, hostOf(block, record), errcode, counts !== undefined);
    const isTolerated = tolerance?.holds(errcode, api, workload) === true;
    if (!isTolerated) counter.add(errcode, events[row + EVENT_AT]!, clock[0]!, api);
    const counted = workloadAt(summary, workload);
    if (counts === undefined) {
      counted.unnamed++;
      countOther(summary, isTolerated);
      return;
    }
    const isDenied = errcode === DENIED;
    const address = isDenied ? noteDenied(summary, readAddress, bytes, record) : undefined;
    if (tolerance?.concerns(errcode) !== true) {
      fast?.learn(block, row, { counts, isShared: isShared(errcode), api, address });
    }
    if (isTolerated) counts.tolerated++;
    counts.shapes[events[row + EVENT_SHAPE]!]!++;
    if (events[row + EVENT_PLATFORM] === PLATFORM_UNKNOWN && isShared(errcode)) counts.ambiguous++;
    if (!counts.isKnown) sampleRecord(counts.samples, bytes, record);
    countInTime(summary, counts, pairAt(counted, errcode), clock[0]!);
  };

  return {
    add(block, events, count) {
      record = -1;
      counter.openBlock(block);
      fast?.bind(summary, options.workload.name, zone);
      const left = fast?.count(block, count, sinceMs, untilMs) ?? count;
      let counted = count - left;
      for (let row = 0; row < left * EVENT_FIELDS; row += EVENT_FIELDS) {
        if (events[row + EVENT_RECORD] !== record) openRecord(block, events[row + EVENT_RECORD]!);
        if (isOutside) continue;
        const errcode = events[row + EVENT_ERRCODE]!;
        if (events[row + EVENT_SHAPE] === NEAR_MISS) {
          countNearMiss(summary, bytes, record, errcode);
          continue;
        }
        if (events[row + EVENT_AT] === REPEATED) {
          summary.duplicates++;
          if (options.dedupe === 'hint') continue;
        }
        counted++;
        if (isForeign(events[row + EVENT_PLATFORM]!)) {
          countForeign(summary, events[row + EVENT_PLATFORM]!, errcode);
        } else countEvent(block, events, row, errcode);
      }
      return counted;
    },
    flush: () => fast?.flush(),
  };
}

/** Counts an event of a code at `ms`, NaN for one without a time. */
function countInTime(summary: Summary, counts: CodeCounts, pair: PairCounts, ms: number): void {
  pair.events++;
  counts.events++;
  if (Number.isNaN(ms)) {
    counts.undated++;
    return;
  }
  if (ms < counts.firstMs) counts.firstMs = ms;
  if (ms > counts.lastMs) counts.lastMs = ms;
  countInBucket(summary, pair, ms, 1);
}

/** The counts of a code, made on first sight; undefined if there is no place for one more. */
function createCodeFinder(
  summary: Summary,
  isCatalogued: (errcode: number) => boolean,
): (errcode: number) => CodeCounts | undefined {
  const find = (errcode: number): CodeCounts | undefined => {
    const known = summary.codes.get(errcode);
    if (known !== undefined) return known;
    if (!isCatalogued(errcode)) return summary.unknown.at(String(errcode));
    const counts = createCodeCounts(errcode, true);
    summary.codes.set(errcode, counts);
    return counts;
  };
  // A few codes make most events: a look at one place of an array comes before the map. Only
  // catalogued codes are kept in it, because the others may have to give up their place.
  const recent: (CodeCounts | undefined)[] = Array(RECENT_CODES).fill(undefined);
  return (errcode) => {
    const place = errcode & (RECENT_CODES - 1);
    const latest = recent[place];
    if (latest !== undefined && latest.errcode === errcode) return latest;
    const counts = find(errcode);
    if (counts?.isKnown === true) recent[place] = counts;
    return counts;
  };
}
