/** What the HTML comparison says beside what it shares with other forms, in both languages. */
import type { Lang } from '../../../model/lang.ts';
import { EN } from './words-en.ts';
import { type OwnWords, ZH } from './words-zh.ts';

export type { OwnWords };

export const OWN_WORDS: Readonly<Record<Lang, OwnWords>> = { zh: ZH, en: EN };
