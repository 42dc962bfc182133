/**
 * What a success may hide: replies with errcode 0 that say beside it that something was not done.
 * Names of members and the warning are those of WeCom's documentation (developer.work.weixin.qq.com,
 * paths 90236, 90455, 92135, 94388).
 */

/** Index = the bit in a mask. */
export const HIDDEN_KINDS = [
  /** The errmsg warns of a request body that is no valid JSON: parts of it were not read. */
  'wrong-json',
  /** The errmsg tells of another warning or failure. */
  'warning',
  /** Receivers, members, departments, tags or customers that do not exist or are out of sight. */
  'invalid-receivers',
  /** Members without a licence for interfaces. */
  'unlicensed',
  /** A list of what failed. */
  'failed-list',
] as const;
export type HiddenKind = (typeof HIDDEN_KINDS)[number];

/** The bit of a kind. */
export function bitOf(kind: HiddenKind): number {
  return 1 << HIDDEN_KINDS.indexOf(kind);
}
