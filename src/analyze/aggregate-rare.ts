/** The parts of counting that few events need: samples, near misses, foreign codes, APIs, clocks. */
import { NEAR_MISS_REASONS } from '../model/event.ts';
import { SAMPLE_CHARACTERS_MAX } from '../model/limits.ts';
import { decodeRecord } from '../record/encoding.ts';
import { readHintTime } from '../record/hint.ts';
import { maskSecrets } from '../record/secrets.ts';
import { addDeniedAddress } from './addresses.ts';
import { hashBytes } from './bounded.ts';
import type { AddressReader } from './finding.ts';
import { offerSample, type Samples } from './samples.ts';
import type { NameCounts, Summary } from './summary.ts';

const LINE_FEED = 0x0a;
const QUARTER_HOUR_MS = 900_000;
/** Samples are chosen by the ends of a record: its time, and what was said last. */
const HASHED_BYTES = 32;
/** A character takes at most so many bytes in either encoding. */
const CHARACTER_BYTES_MAX = 4;

/**
 * Keeps the record among the samples if its hash is small enough, masked and cut; what it is kept for
 * begins at `at`, and would be cut off where that is far from its start.
 */
export function sampleRecord(
  samples: Samples,
  bytes: Uint8Array,
  record: number,
  at = record,
): void {
  const feed = bytes.indexOf(LINE_FEED, record);
  const head = hashBytes(bytes, record, Math.min(feed, record + HASHED_BYTES));
  const tail = hashBytes(bytes, Math.max(record, feed - HASHED_BYTES), feed);
  const hash = (head ^ Math.imul(tail, 0x9e3779b1)) >>> 0;
  offerSample(samples, hash, () => {
    const start = at - record < SAMPLE_CHARACTERS_MAX / 2 ? record : at;
    const end = Math.min(feed, start + SAMPLE_CHARACTERS_MAX * CHARACTER_BYTES_MAX);
    const { text } = decodeRecord(bytes, start, end, 'auto');
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

/** Keeps the exit address that the record names, if it names one, and returns it. */
export function noteDenied(
  summary: Summary,
  read: AddressReader,
  bytes: Uint8Array,
  record: number,
): string | undefined {
  const address = read(record, bytes.indexOf(LINE_FEED, record));
  if (address !== undefined) addDeniedAddress(summary.denied, address);
  return address;
}

export function countForeign(summary: Summary, platform: number, errcode: number): void {
  const counts = summary.foreign.at(`${platform}:${errcode}`);
  if (counts === undefined) summary.otherForeign++;
  else counts.events++;
}

/** An unknown code that is not counted by name. */
export function countOther(summary: Summary, isTolerated: boolean): void {
  summary.otherCodes++;
  if (isTolerated) summary.otherTolerated++;
}

/** Counts an event of an API, if its record names one. */
export function countApi(
  summary: Summary,
  api: string | undefined,
  errcode: number,
  isNamed: boolean,
): void {
  if (api === undefined) return;
  const counts = summary.apis.at(api);
  if (counts === undefined) summary.otherApis++;
  else countName(counts, errcode, isNamed);
}

/** Counts an event of a host, if its record names one. */
export function countHost(
  summary: Summary,
  host: string | undefined,
  errcode: number,
  isNamed: boolean,
): void {
  if (host === undefined) return;
  const counts = summary.hosts.at(host);
  if (counts === undefined) summary.otherHosts++;
  else countName(counts, errcode, isNamed);
}

/** Codes that are not counted by name are not listed for a name either: there is no end of them. */
function countName(counts: NameCounts, errcode: number, isNamed: boolean): void {
  counts.events++;
  // Successes are what is no error; they are most, and need no place in the map.
  if (errcode === 0) return;
  counts.errors++;
  if (isNamed) counts.codes.set(errcode, (counts.codes.get(errcode) ?? 0) + 1);
}

/** Compares a record's own time with its hint's, if it has one. */
export function noteSkew(summary: Summary, bytes: Uint8Array, record: number, ms: number): void {
  const hintMs = readHintTime(bytes, record, bytes.indexOf(LINE_FEED, record));
  if (Number.isNaN(hintMs)) return;
  const quarters = Math.round((ms - hintMs) / QUARTER_HOUR_MS);
  summary.skew.set(quarters, (summary.skew.get(quarters) ?? 0) + 1);
}
