/**
 * Events: distinct (record, errcode) pairs, which are what is counted. They leave the judge as rows
 * of six 32-bit integers.
 */

/** How the code stood in the record; index = the number in a row. */
export const SHAPES = ['', 'wire', 'wire-escaped', 'spoken', 'link', 'bare'] as const;
export type Shape = 'wire' | 'wire-escaped' | 'spoken' | 'link' | 'bare';

/**
 * Whose code it is, by evidence in the record alone; index = the number in a row. The last two are
 * libraries of WeCom's that count for themselves.
 */
export const PLATFORMS = [
  'unknown',
  'wecom',
  'weixin',
  'dingtalk',
  'callback-crypto',
  'finance-sdk',
] as const;
export type Platform = (typeof PLATFORMS)[number];

export const PLATFORM_UNKNOWN = 0;
export const PLATFORM_WECOM = 1;
export const PLATFORM_WEIXIN = 2;
export const PLATFORM_DINGTALK = 3;
export const PLATFORM_CALLBACK_CRYPTO = 4;
export const PLATFORM_FINANCE_SDK = 5;

/** Shape of a row that is no event but a near miss; its errcode is the index of the reason. */
export const NEAR_MISS = 0;

/** Fields of a row. */
export const EVENT_ERRCODE = 0;
export const EVENT_SHAPE = 1;
export const EVENT_PLATFORM = 2;
/** Offset of the record's first byte in the arena. */
export const EVENT_RECORD = 3;
/** Offset of `cgi-bin` in the record, or 0. */
export const EVENT_API = 4;
/**
 * Offset in the arena of the code's key, from where on its hint is looked for; that of the record where
 * the code has none. `REPEATED` once it is known that an earlier record told of the same failure.
 */
export const EVENT_AT = 5;
export const EVENT_FIELDS = 6;

export const REPEATED = -1;

/** Whether a code is not one of WeCom's API: it gets no WeCom meaning and is counted apart. */
export function isForeign(platform: number): boolean {
  return platform >= PLATFORM_WEIXIN;
}

/** Why a record that looks like a WeCom failure yielded no code. */
export const NEAR_MISS_REASONS = ['no-code', 'uncatalogued'] as const;
export type NearMissReason = (typeof NEAR_MISS_REASONS)[number];
