/** What every part of the page is drawn with: language, clock, and how moments and spans are said. */
import type { Lang } from '../../model/lang.ts';
import { CATEGORIES, type Category } from '../../model/taxonomy.ts';
import { type ReportZone, wallClock } from '../report/moments.ts';
import { html, type Markup } from '../web/markup.ts';
import { PAGE_WORDS, type PageWords } from './words.ts';

export interface PageContext {
  readonly lang: Lang;
  readonly words: PageWords;
  readonly zone: ReportZone;
  /** Ms since the epoch. */
  readonly nowMs: number;
}

export function contextOf(lang: Lang, zone: ReportZone, nowMs: number): PageContext {
  return { lang, words: PAGE_WORDS[lang], zone, nowMs };
}

/** `10:32`, with the day if that is another than today. */
export function moment(ms: number, { zone, nowMs }: PageContext): string {
  const clock = wallClock(ms, zone);
  if (clock === undefined) return '';
  const today = wallClock(nowMs, zone);
  if (clock.date === today?.date) return clock.time;
  const day = clock.year === today?.year ? clock.date.slice(-'09-01'.length) : clock.date;
  return `${day} ${clock.time}`;
}

/** The same with seconds. */
export function exactMoment(ms: number, context: PageContext): string {
  const text = moment(ms, context);
  if (text === '') return '';
  const seconds = new Date(ms).toISOString().slice(17, 19);
  return `${text}:${seconds}`;
}

/** A moment and how long ago it was; the page keeps the latter up to date. */
export function agoMarkup(ms: number, context: PageContext): Markup {
  const iso = new Date(ms).toISOString();
  return html`<time datetime="${iso}" data-ago="${ms}">${ago(ms, context)}</time>`;
}

/** `3 分钟前`, `3 min ago`; of a moment ahead of the clock, none. */
export function ago(ms: number, { lang, nowMs }: Pick<PageContext, 'lang' | 'nowMs'>): string {
  const seconds = Math.max(0, Math.round((nowMs - ms) / 1000));
  const span = duration(seconds, lang);
  return lang === 'zh' ? `${span}前` : `${span} ago`;
}

/** A span in its greatest unit. */
export function duration(seconds: number, lang: Lang): string {
  const [zh, en] = UNITS.find(([least]) => seconds >= least)?.slice(1) ?? (['秒', 's'] as const);
  const divisor = UNITS.find(([least]) => seconds >= least)?.[0] ?? 1;
  const count = Math.floor(seconds / divisor);
  return lang === 'zh' ? `${count} ${zh}` : `${count} ${en}`;
}

const UNITS: readonly (readonly [seconds: number, zh: string, en: string])[] = [
  [86_400, '天', 'd'],
  [3600, '小时', 'h'],
  [60, '分钟', 'min'],
  [1, '秒', 's'],
];

/** The number of a code, or the words for those beyond the bounds. */
export function codeName(errcode: number | null, { words }: PageContext): string {
  return errcode === null ? words.otherCodes : `${errcode}`;
}

/** What a code means; of an unknown one, that it is unknown. */
export function meaningText(meaning: string, category: Category, { lang }: PageContext): string {
  return meaning === '' ? CATEGORIES[category].name[lang] : meaning;
}

/** WeCom's own page on a code. */
export function queryUrl(errcode: number): string {
  return `https://open.work.weixin.qq.com/devtool/query?e=${errcode}`;
}

export function queryLink(errcode: number | null, { words }: PageContext): Markup | undefined {
  if (errcode === null) return undefined;
  const url = queryUrl(errcode);
  return html`<a href="${url}" target="_blank" rel="noreferrer">${words.query(errcode)}</a>`;
}
