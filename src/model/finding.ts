/** What is said of one event beside its line: an element of `wecom`. */
import type { Platform, Shape } from './event.ts';
import type { Category, Domain, Group, Owner, Retry } from './taxonomy.ts';

/**
 * Codes of other platforms carry `errcode`, `platform`, `shape` and, where we have words for them, what
 * they mean there: no WeCom meaning is claimed.
 * Codes outside the catalogue have no `meaning` and no `remedy`.
 */
export interface Finding {
  readonly errcode: number;
  readonly meaning?: string;
  readonly category?: Category;
  readonly group?: Group;
  readonly domain?: Domain;
  readonly owner?: Owner;
  readonly retry?: Retry;
  readonly retryMax?: number;
  readonly retryWaitSeconds?: number;
  readonly remedy?: string;
  readonly platform: Platform;
  readonly shape: Shape;
  /** No evidence names the platform, and another one uses this number too. */
  readonly ambiguous?: true;
  /** WeCom's request mark, which its support asks for. */
  readonly hint?: string;
  /** The caller's exit address. */
  readonly fromIp?: string;
  /** When WeCom answered, by the hint; RFC 3339 in UTC. */
  readonly serverTime?: string;
  /** Path of the API called. */
  readonly api?: string;
}
