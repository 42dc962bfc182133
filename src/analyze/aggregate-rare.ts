/** The parts of counting that few events need: samples, near misses, foreign codes, APIs, clocks. */
import { NEAR_MISS_REASONS } from '../model/event.ts';
import { SAMPLE_CHARACTERS_MAX } from '../model/limits.ts';
import { decodeRecord } from '../record/encoding.ts';
import { readHintTime } from '../record/hint.ts';
import { maskSecrets } from '../record/secrets.ts';
import { hashBytes } from './bounded.ts';
import { offerSample, type Samples, type Summary } from './summary.ts';

const LINE_FEED = 0x0a;
const QUARTER_HOUR_MS = 900_000;
/** The part of a record by which samples are chosen: enough to hold its time. */
const HASHED_BYTES = 32;
/** A character takes at most so many bytes in either encoding. */
const CHARACTER_BYTES_MAX = 4;

/** Keeps the record among the samples if its hash is small enough, masked and cut. */
export function sampleRecord(samples: Samples, bytes: Uint8Array, record: number): void {
  const feed = bytes.indexOf(LINE_FEED, record);
  const hash = hashBytes(bytes, record, Math.min(feed, record + HASHED_BYTES));
  offerSample(samples, hash, () => {
    const end = Math.min(feed, record + SAMPLE_CHARACTERS_MAX * CHARACTER_BYTES_MAX);
    const { text } = decodeRecord(bytes, record, end, 'auto');
    return maskSecrets(text).trim().slice(0, SAMPLE_CHARACTERS_MAX);
  });
}

export function countNearMiss(
  summary: Summary,
  bytes: Uint8Array,
  record: number,
  reasonIndex: number,
): void {
  const reason = NEAR_MISS_REASONS[reasonIndex]!;
  let misses = summary.nearMisses.get(reason);
  if (misses === undefined) {
    misses = { events: 0, samples: { kept: [] } };
    summary.nearMisses.set(reason, misses);
  }
  misses.events++;
  sampleRecord(misses.samples, bytes, record);
}

export function countForeign(summary: Summary, platform: number, errcode: number): void {
  const counts = summary.foreign.at(`${platform}:${errcode}`);
  if (counts === undefined) summary.otherForeign++;
  else counts.events++;
}

export function countApi(summary: Summary, api: string | undefined, errcode: number): void {
  if (api === undefined) return;
  const counts = summary.apis.at(api);
  if (counts === undefined) {
    summary.otherApis++;
    return;
  }
  counts.events++;
  if (errcode !== 0) counts.errors++;
  counts.codes.set(errcode, (counts.codes.get(errcode) ?? 0) + 1);
}

/** Compares a record's own time with its hint's; false if it has no hint. */
export function noteSkew(summary: Summary, bytes: Uint8Array, record: number, ms: number): boolean {
  const hintMs = readHintTime(bytes, record, bytes.indexOf(LINE_FEED, record));
  if (Number.isNaN(hintMs)) return false;
  const quarters = Math.round((ms - hintMs) / QUARTER_HOUR_MS);
  summary.skew.set(quarters, (summary.skew.get(quarters) ?? 0) + 1);
  return true;
}
