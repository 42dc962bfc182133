/**
 * Codes of WeCom's relatives that share the field `errcode`. The official account, the mini program
 * and DingTalk's old gateway descend from one list, so numbers overlap: a WeCom number in here is
 * ambiguous when a record names no platform. Public facts, kept in data/platforms; a foreign code
 * gets its own meaning or none, never WeCom's.
 */
import type { ForeignWords } from '../model/catalog.ts';
import type { Platform } from '../model/event.ts';
import type { Bilingual, Lang } from '../model/lang.ts';
import { FOREIGN_JSON, SHARED_JSON } from './platforms.generated.ts';

const SHARED: ReadonlySet<number> = new Set(JSON.parse(SHARED_JSON) as readonly number[]);

/** Every number that a platform other than WeCom uses. */
export const SHARED_CODES: readonly number[] = [...SHARED];

/** Whether a platform other than WeCom uses this number. 0 means success everywhere: nothing to mistake. */
export function isShared(errcode: number): boolean {
  return SHARED.has(errcode);
}

type StoredWords = Readonly<
  Record<string, Readonly<Record<string, { meaning: Bilingual; remedy?: Bilingual }>>>
>;

let stored: StoredWords | undefined;

/** What the code says on this platform, in this language; undefined if we have no words for it. */
export function foreignWords(
  platform: Platform,
  errcode: number,
  lang: Lang,
): ForeignWords | undefined {
  stored ??= JSON.parse(FOREIGN_JSON) as StoredWords;
  const words = stored[platform]?.[errcode];
  if (words === undefined) return undefined;
  const { meaning, remedy } = words;
  return { meaning: meaning[lang], ...(remedy === undefined ? {} : { remedy: remedy[lang] }) };
}
