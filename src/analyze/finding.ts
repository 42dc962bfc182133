/** From an event to what is said of it. */

import { isShared } from '../catalog/platforms.ts';
import { UNKNOWN_ENTRY } from '../catalog/unknown.ts';
import type { Catalog } from '../model/catalog.ts';
import { isForeign, PLATFORM_UNKNOWN, PLATFORMS, SHAPES, type Shape } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
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
  if (isForeign(platformIndex)) return { errcode, platform, shape };
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
export function detailsOf(
  bytes: Uint8Array,
  start: number,
  end: number,
  api: number,
): Pick<Finding, 'hint' | 'fromIp' | 'serverTime' | 'api'> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  const hint = HINT.exec(text)?.[1];
  const fromIp = FROM_IP.exec(text)?.[1];
  const ms = readHintTime(bytes, start, end);
  const path = api === 0 ? undefined : createApiPaths(0).read(bytes, api);
  return {
    ...(hint === undefined ? {} : { hint }),
    ...(fromIp === undefined ? {} : { fromIp }),
    ...(Number.isNaN(ms) ? {} : { serverTime: new Date(ms).toISOString().replace('.000Z', 'Z') }),
    ...(path === undefined ? {} : { api: path }),
  };
}

const HINT = /hint\s*:\s*\[\s*(\d{22,25}|1\d{9}_\d+_[0-9a-f]{32})\s*\]/;
const FROM_IP = /from ip\s*:?\s*((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})/i;
