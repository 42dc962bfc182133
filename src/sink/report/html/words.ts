/** What the HTML report says beside what it shares with the text report, in both languages. */
import type { Lang } from '../../../model/lang.ts';
import { EN } from './words-en.ts';
import { type HtmlWords, ZH } from './words-zh.ts';

export type { HtmlWords };

export const HTML_WORDS: Readonly<Record<Lang, HtmlWords>> = { zh: ZH, en: EN };
