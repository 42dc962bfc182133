/** The languages people can read the tool in, and a text given in both. */

export type Lang = 'zh' | 'en';

export const LANGS: readonly Lang[] = ['zh', 'en'];

/** One text for people, in every language. */
export type Bilingual = Readonly<Record<Lang, string>>;
