/**
 * Puts annotations into the bytes of a block. Lines without an event are copied in long runs; every
 * byte that came in goes out, in the same order, unless lines are dropped or masked on demand.
 */
import type { Block } from '../model/block.ts';
import type { Catalog } from '../model/catalog.ts';
import {
  EVENT_API,
  EVENT_ERRCODE,
  EVENT_FIELDS,
  EVENT_PLATFORM,
  EVENT_RECORD,
  EVENT_SHAPE,
  NEAR_MISS,
} from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import { WINDOW_OVERLAP_BYTES } from '../model/limits.ts';
import { factsOf } from './finding.ts';
import type { LineWriter } from './line-writer.ts';
import { HELD_BYTES_MAX, type Output } from './output.ts';

/** Which lines go out. */
export type Only = 'all' | 'events' | 'errors';

export interface AnnotateOptions {
  readonly catalog: Catalog;
  readonly bytes: Uint8Array;
  readonly only: Only;
  /** Of the lines that `only` lets out, those with a finding that passes; all if undefined. */
  readonly passes?: ((finding: Finding) => boolean) | undefined;
  readonly output: Output;
  readonly lines: LineWriter;
}

export interface Annotator {
  /** Writes the block to the output with what its first `count` rows say. */
  annotate(block: Block, events: Int32Array, count: number): void;
}

const LINE_FEED = 0x0a;

export function createAnnotator({
  catalog,
  bytes,
  only,
  passes = () => true,
  output,
  lines,
}: AnnotateOptions): Annotator {
  const describe = createDescriber(catalog);
  /** Findings of a record that comes in windows, told at its end. */
  let windowFindings: Finding[] = [];

  const wants = (findings: readonly Finding[]): boolean =>
    only === 'all' ||
    findings.some((finding) => (only === 'events' || finding.errcode !== 0) && passes(finding));

  /** Lines without an event between two that have one. */
  const writePlain = (start: number, end: number): void => {
    if (only !== 'all' || end <= start) return;
    if (lines.keepsPlain) output.copy(start, end);
    else lines.writePlain(start, end);
  };

  const annotateWhole = (block: Block, events: Int32Array, count: number): void => {
    lines.open(block);
    const isInPlace = only === 'all' && lines.keepsPlain;
    let done = block.start;
    const last = count * EVENT_FIELDS;
    for (let row = 0; row < last; ) {
      const record = events[row + EVENT_RECORD]!;
      let to = row + EVENT_FIELDS;
      while (to < last && events[to + EVENT_RECORD] === record) to += EVENT_FIELDS;
      const from = row;
      row = to;
      if (isInPlace && !isRefusal(events, from, to) && lines.isSilent(record)) continue;
      const findings = describe(events, from, to);
      if (findings.length === 0) continue;
      const api = events[from + EVENT_API]!;
      const end = Math.min(bytes.indexOf(LINE_FEED, record), block.end);
      if (isInPlace) {
        // What stands before the insertion goes out with the lines before it, in one stretch.
        done = lines.insert(done, record, end, findings, api);
        continue;
      }
      writePlain(done, record);
      done = Math.min(end + 1, block.end);
      if (!wants(findings)) continue;
      lines.write(record, end, findings, api);
      output.copy(end, done);
    }
    writePlain(done, block.end);
  };

  /**
   * A record over the limit goes out window by window. If only some lines are wanted it is held back
   * until it has a finding that is; one too long to be held goes out.
   */
  const annotateWindow = (block: Block, events: Int32Array, count: number): void => {
    const isFirst = block.part === 'first';
    const isLast = block.part === 'last';
    if (isFirst) output.hold(only !== 'all');
    windowFindings.push(...describe(events, 0, count * EVENT_FIELDS));
    const start = isFirst ? block.start : block.start + WINDOW_OVERLAP_BYTES;
    const end = isLast && !block.openEnded ? block.end - 1 : block.end;
    if (isLast) lines.append(block.start, start, end, windowFindings);
    else lines.writePart(start, end, isFirst);
    if (isLast) output.copy(end, block.end);
    const isKept = wants(windowFindings) || output.length() > HELD_BYTES_MAX;
    if (isKept) output.hold(false);
    if (!isLast) return;
    if (!isKept) output.drop();
    output.hold(false);
    windowFindings = [];
  };

  return {
    annotate(block, events, count) {
      if (block.part === 'whole') annotateWhole(block, events, count);
      else annotateWindow(block, events, count);
    },
  };
}

/** Whether one of the rows [from, to) is a failure. */
function isRefusal(events: Int32Array, from: number, to: number): boolean {
  for (let row = from; row < to; row += EVENT_FIELDS) {
    if (events[row + EVENT_ERRCODE] !== 0 && events[row + EVENT_SHAPE] !== NEAR_MISS) return true;
  }
  return false;
}

/** Different (code, shape, platform) kept ready; in a flood of unknown codes the rest is made anew. */
const DESCRIBED_MAX = 10_000;

/** Facts about the rows [from, to) of one record; what is the same for many records is made once. */
function createDescriber(catalog: Catalog) {
  const known = new Map<number, readonly Finding[]>();
  const describeOne = (events: Int32Array, row: number): readonly Finding[] => {
    const shape = events[row + EVENT_SHAPE]!;
    if (shape === NEAR_MISS) return NOTHING;
    const errcode = events[row + EVENT_ERRCODE]!;
    const platform = events[row + EVENT_PLATFORM]!;
    const key = errcode * 64 + shape * 8 + platform;
    let facts = known.get(key);
    if (facts === undefined) {
      facts = [factsOf(catalog, errcode, shape, platform)];
      if (known.size < DESCRIBED_MAX) known.set(key, facts);
    }
    return facts;
  };
  return (events: Int32Array, from: number, to: number): readonly Finding[] => {
    if (to - from === EVENT_FIELDS) return describeOne(events, from);
    const findings: Finding[] = [];
    for (let row = from; row < to; row += EVENT_FIELDS) findings.push(...describeOne(events, row));
    return findings;
  };
}

const NOTHING: readonly Finding[] = [];
