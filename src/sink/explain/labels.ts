/** The words of `explain` around what the catalogue says, in both languages, and how it is laid out. */
import type { Bilingual, Lang } from '../../model/lang.ts';
import type { Group } from '../../model/taxonomy.ts';
import { createStyle, type Style } from '../style.ts';

/** Longer lines are hard to read, however wide the terminal; below the least, long lines run on. */
const COLUMNS_MAX = 100;
const COLUMNS_MIN = 20;

/** What stands below a headline is set in by so many blanks. */
export const INDENT = 2;

export const LABELS = {
  owner: { zh: '处理方：', en: 'Who acts: ' },
  remedy: { zh: '怎么办：', en: 'What to do: ' },
  action: { zh: '去操作：', en: 'Open: ' },
  block: { zh: '等多久：', en: 'How long: ' },
  again: { zh: '何时重试：', en: 'When to retry: ' },
  figures: { zh: '官方数字', en: 'Figures' },
  troubleshooting: { zh: '排查方法', en: 'Troubleshooting' },
  page2019: { zh: '2019 年的含义：', en: 'Meaning in 2019: ' },
  errmsg: { zh: '常见 errmsg：', en: 'errmsg: ' },
  links: { zh: '链接', en: 'Links' },
  sources: { zh: '来源', en: 'Sources' },
  firstSeen: { zh: '最早见于', en: 'first seen' },
  translated: { zh: '中文由英文 errmsg 译出', en: 'Chinese made from the errmsg' },
  unconfirmed: { zh: '官方错误码页未列出', en: "not on WeCom's page of codes" },
  tries: { zh: '最多 # 次', en: 'at most # times' },
  miss: { zh: '不在目录中', en: 'not in the catalogue' },
  query: { zh: '官方查询：', en: 'Ask WeCom: ' },
  neighbours: { zh: '相近的错误码', en: 'Nearest codes' },
  retired: {
    zh: '企业号时期的错误码，官方已不再列出',
    en: "a code of the early years that WeCom's page no longer lists",
  },
  overlay: {
    zh: '# 补充目录：改好后存为 FILE，用 --catalog FILE 读入（wecomlog catalog check FILE 可检查）',
    en: '# A catalogue of your own: edit, save as FILE, use with --catalog FILE (wecomlog catalog check FILE validates)',
  },
  overlayMeaning: { zh: '（填写含义）', en: '(write the meaning here)' },
  overlayRemedy: { zh: '（填写处理办法）', en: '(write what to do here)' },
  overlayCategory: { zh: '可选：', en: 'one of: ' },
} as const satisfies Record<string, Bilingual>;

export const HEADLINE_COLORS = {
  ok: 'green',
  retry: 'yellow',
  credential: 'red',
  request: 'red',
  object: 'red',
  grant: 'red',
  unknown: 'magenta',
} as const satisfies Record<Group, keyof Style>;

export interface ExplainOptions {
  readonly lang: Lang;
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** How one rendering goes about it: language, colours and columns, settled once. */
export interface Manner {
  readonly lang: Lang;
  readonly style: Style;
  readonly columns: number;
}

export function mannerOf({ lang, color, width }: ExplainOptions): Manner {
  const columns = Math.max(COLUMNS_MIN, Math.min(width, COLUMNS_MAX));
  return { lang, style: createStyle(color), columns };
}
