/** From an event to what is said of it. */

import { isShared } from '../catalog/platforms.ts';
import { UNKNOWN_ENTRY } from '../catalog/unknown.ts';
import type { Catalog } from '../model/catalog.ts';
import { isForeign, PLATFORM_UNKNOWN, PLATFORMS, SHAPES, type Shape } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import { APIS_MAX } from '../model/limits.ts';
import { createApiPaths } from '../record/api-path.ts';
import { readHintTime } from '../record/hint.ts';

/** The part that is the same for every record. */
export function factsOf(
  catalog: Catalog,
  errcode: number,
  shapeIndex: number,
  platformIndex: number,
): Finding {
  const platform = PLATFORMS[platformIndex]!;
  const shape = SHAPES[shapeIndex] as Shape;
  if (isForeign(platformIndex)) {
    return { errcode, ...catalog.foreign(platform, errcode), platform, shape };
  }
  const entry = catalog.get(errcode);
  const { category, group, domain, owner, retry } = entry ?? UNKNOWN_ENTRY;
  const isAmbiguous = platformIndex === PLATFORM_UNKNOWN && isShared(errcode);
  return {
    errcode,
    ...(entry === undefined ? {} : { meaning: entry.meaning }),
    category,
    group,
    domain,
    owner,
    retry,
    ...(entry?.retryMax === undefined ? {} : { retryMax: entry.retryMax }),
    ...(entry?.retryWaitSeconds === undefined ? {} : { retryWaitSeconds: entry.retryWaitSeconds }),
    ...(entry === undefined ? {} : { remedy: entry.remedy }),
    platform,
    shape,
    ...(isAmbiguous ? { ambiguous: true as const } : {}),
  };
}

/** The part that is this record's: hint, exit address, server time, API path. */
export type Details = Pick<Finding, 'hint' | 'fromIp' | 'serverTime' | 'api'>;

/**
 * Reads the details of the record [start, end); `api` is the offset of its `cgi-bin`, or 0. Only
 * refusals carry a hint, so `isRefused` says whether to look for one.
 */
export type DetailReader = (start: number, end: number, api: number, isRefused: boolean) => Details;

export function createDetailReader(bytes: Uint8Array): DetailReader {
  const memory = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const paths = createApiPaths(APIS_MAX);
  return (start, end, api, isRefused) => {
    const path = api === 0 ? undefined : paths.read(bytes, api);
    const at = isRefused ? memory.subarray(start, end).indexOf(HINT_WORD) : -1;
    if (at < 0) return path === undefined ? NO_DETAILS : { api: path };
    const from = start + at;
    const text = memory.toString('latin1', from, Math.min(end, from + HINT_BYTES_MAX));
    const hint = HINT.exec(text);
    const fromIp = FROM_IP.exec(text);
    const ms = readHintTime(bytes, from, end);
    // Built member by member: this runs for every refusal, and spreading objects costs more than reading.
    const details: { -readonly [Key in keyof Details]: Details[Key] } = {};
    if (hint !== null) details.hint = hint[1]!;
    if (fromIp !== null) details.fromIp = fromIp[1]!;
    if (!Number.isNaN(ms)) details.serverTime = instant(ms);
    if (path !== undefined) details.api = path;
    return details;
  };
}

export type AddressReader = (start: number, end: number) => string | undefined;

/** Reads only the exit address of the record [start, end), where every refusal is asked for it. */
export function createAddressReader(bytes: Uint8Array): AddressReader {
  const memory = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (start, end) => {
    const at = memory.subarray(start, end).indexOf(HINT_WORD);
    if (at < 0) return undefined;
    const from = start + at;
    return FROM_IP.exec(memory.toString('latin1', from, Math.min(end, from + HINT_BYTES_MAX)))?.[1];
  };
}

const DAY_MS = 86_400_000;
let day = Number.NaN;
let dayText = '';

/** RFC 3339 in UTC of whole seconds; the date is made once a day. */
function instant(ms: number): string {
  const number = Math.floor(ms / DAY_MS);
  if (number !== day) {
    day = number;
    dayText = new Date(number * DAY_MS).toISOString().slice(0, 11);
  }
  const seconds = Math.floor((ms - number * DAY_MS) / 1000);
  return `${dayText}${TWO[Math.floor(seconds / 3600)]}:${TWO[Math.floor(seconds / 60) % 60]}:${TWO[seconds % 60]}Z`;
}

const TWO = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

const NO_DETAILS: Details = {};
const HINT_WORD = Buffer.from('hint');
/** A hint and the address behind it, escapes included, are never longer. */
const HINT_BYTES_MAX = 256;
const HINT = /hint\s*:\s*\[\s*(\d{22,25}|1\d{9}_\d+_[0-9a-f]{32})\s*\]/;
const FROM_IP = /from ip\s*:?\s*((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})/i;
