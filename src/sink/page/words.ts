/** What the live page says, in both languages. */
import type { Lang } from '../../model/lang.ts';
import { EN } from './words-en.ts';
import { type PageWords, ZH } from './words-zh.ts';

export type { PageWords };

export const PAGE_WORDS: Readonly<Record<Lang, PageWords>> = { zh: ZH, en: EN };
