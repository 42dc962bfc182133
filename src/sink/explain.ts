/** Prints what the catalogue says about codes: for a terminal, and as JSON. */
import type { CatalogEntry, FullEntry } from '../model/catalog.ts';
import type { Bilingual, Lang } from '../model/lang.ts';
import {
  CATEGORIES,
  DOMAIN_NAMES,
  type Group,
  OWNER_NAMES,
  RETRY_NAMES,
} from '../model/taxonomy.ts';
import { createStyle, type Style } from './style.ts';
import { padEnd, textWidth, wrap } from './width.ts';

/** Longer lines are hard to read, however wide the terminal; below the least, long lines run on. */
const COLUMNS_MAX = 100;
const COLUMNS_MIN = 20;

/** What stands below a headline is set in by so many blanks. */
const INDENT = 2;

const LABELS = {
  owner: { zh: '处理方：', en: 'Who acts: ' },
  remedy: { zh: '怎么办：', en: 'What to do: ' },
  troubleshooting: { zh: '排查方法', en: 'Troubleshooting' },
  links: { zh: '链接', en: 'Links' },
  tries: { zh: '最多 # 次', en: 'at most # times' },
  wait: { zh: '# 秒', en: '# s' },
  miss: { zh: '不在目录中', en: 'not in the catalogue' },
  query: { zh: '官方查询：', en: 'Ask WeCom: ' },
  neighbours: { zh: '相近的错误码', en: 'Nearest codes' },
} as const satisfies Record<string, Bilingual>;

const HEADLINE_COLORS = {
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

export interface Miss {
  readonly errcode: number;
  /** The nearest codes that are in the catalogue. */
  readonly neighbours: readonly CatalogEntry[];
  /** WeCom's own page about this code. */
  readonly url: string;
  readonly lang: Lang;
  readonly color: boolean;
}

/** Entries one below the other with a blank line between; ends with a line end, or is empty. */
export function renderExplain(entries: readonly FullEntry[], options: ExplainOptions): string {
  const style = createStyle(options.color);
  const columns = Math.max(COLUMNS_MIN, Math.min(options.width, COLUMNS_MAX));
  return entries
    .map((entry) => renderEntry(entry, { lang: options.lang, style, columns }))
    .join('\n');
}

/** What to do about a code that the catalogue does not have; ends with a line end. */
export function renderMiss({ errcode, neighbours, url, lang, color }: Miss): string {
  const style = createStyle(color);
  const numberColumns = Math.max(0, ...neighbours.map((entry) => `${entry.errcode}`.length));
  const margin = ' '.repeat(INDENT);
  const lines = [
    `${style.bold(style.magenta(`${errcode}`))}  ${style.bold(LABELS.miss[lang])}`,
    `${margin}${style.bold(LABELS.query[lang])}${style.cyan(url)}`,
  ];
  if (neighbours.length > 0) lines.push(margin + style.dim(LABELS.neighbours[lang]));
  for (const entry of neighbours) {
    const name = CATEGORIES[entry.category].name[lang];
    const code = padEnd(`${entry.errcode}`, numberColumns);
    lines.push(`${margin}${margin}${code}  ${entry.meaning}${style.dim(` · ${name}`)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The entries as a JSON array; what an entry does not have is left out. */
export function explainJson(entries: readonly FullEntry[]): string {
  const values = entries.map((entry) => ({
    errcode: entry.errcode,
    meaning: entry.meaning,
    category: entry.category,
    group: entry.group,
    domain: entry.domain,
    owner: entry.owner,
    retry: entry.retry,
    // JSON leaves out members that are undefined.
    retryMax: entry.retryMax,
    retryWaitSeconds: entry.retryWaitSeconds,
    remedy: entry.remedy,
    troubleshooting: entry.troubleshooting,
    links: entry.links,
    facts: entry.facts,
    errmsg: entry.errmsg,
    firstSeen: entry.firstSeen,
    translated: entry.translated,
    page2019: entry.page2019,
    sources: entry.sources,
  }));
  return `${JSON.stringify(values, null, 2)}\n`;
}

/** How one rendering goes about it: language, colours and columns, settled once. */
interface Manner {
  readonly lang: Lang;
  readonly style: Style;
  readonly columns: number;
}

function renderEntry(entry: FullEntry, manner: Manner): string {
  const { lang, style, columns } = manner;
  const lines = [...headline(entry, manner), ...factLines(entry, manner)];
  if (!repeatsTroubleshooting(entry)) {
    lines.push(...wrap(style.bold(LABELS.remedy[lang]) + entry.remedy, columns, INDENT));
  }
  if (entry.troubleshooting !== undefined) {
    lines.push(...wrap(style.bold(LABELS.troubleshooting[lang]), columns, INDENT));
    lines.push(...markdownLines(entry.troubleshooting, manner));
  }
  return `${[...lines, ...linkLines(entry, manner)].join('\n')}\n`;
}

/** The code, then the meaning, hanging beside it. */
function headline(entry: CatalogEntry, { style, columns }: Manner): string[] {
  const code = `${entry.errcode}`;
  const indent = code.length + 2;
  const color = style[HEADLINE_COLORS[entry.group]];
  return wrap(entry.meaning, columns, indent).map((line, index) =>
    index === 0
      ? `${style.bold(color(code))}  ${style.bold(line.slice(indent))}`
      : ' '.repeat(indent) + style.bold(line.slice(indent)),
  );
}

/** Who acts · whether to call again · what kind of failure · where; never broken inside a fact. */
function factLines(entry: CatalogEntry, { lang, style, columns }: Manner): string[] {
  const owner = style.cyan(OWNER_NAMES[entry.owner][lang]);
  const isLabelled = !(lang === 'zh' && entry.owner === 'nobody');
  const facts = [
    isLabelled ? LABELS.owner[lang] + owner : owner,
    // After a success there is nothing to call again.
    ...(entry.group === 'ok' ? [] : [retryText(entry, lang)]),
    CATEGORIES[entry.category].name[lang],
    DOMAIN_NAMES[entry.domain][lang],
  ];
  const lines = [' '.repeat(INDENT) + facts[0]];
  for (const fact of facts.slice(1)) {
    const longer = lines.at(-1) + style.dim(' · ') + fact;
    if (textWidth(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(' '.repeat(INDENT) + fact);
  }
  return lines;
}

function retryText({ retry, retryMax, retryWaitSeconds }: CatalogEntry, lang: Lang): string {
  const limits = [
    ...(retryMax === undefined ? [] : [LABELS.tries[lang].replace('#', `${retryMax}`)]),
    ...(retryWaitSeconds === undefined
      ? []
      : [LABELS.wait[lang].replace('#', `${retryWaitSeconds}`)]),
  ];
  const name = RETRY_NAMES[retry][lang];
  if (limits.length === 0) return name;
  return lang === 'zh' ? `${name}（${limits.join('，')}）` : `${name} (${limits.join(', ')})`;
}

/** A remedy taken from the troubleshooting below it need not be read twice. */
function repeatsTroubleshooting({ remedy, troubleshooting }: FullEntry): boolean {
  if (troubleshooting === undefined) return false;
  const words = (text: string) => linkWords(text).replace(/[^\p{L}\p{N}]/gu, '');
  return words(troubleshooting).includes(words(remedy));
}

/** Numbered points and bullets hang beside their marks; other lines are paragraphs. */
function markdownLines(markdown: string, { style, columns }: Manner): string[] {
  return markdown.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    const [, blanks = '', mark = '', text = ''] = /^( *)(\d+\. |- )?(.*)$/.exec(line) ?? [];
    const sign = mark === '- ' ? '• ' : mark;
    const start = INDENT * 2 + blanks.length;
    const styled = linkWords(text).replace(/\*\*([^*]+)\*\*/g, (_, words: string) =>
      style.bold(words),
    );
    const [first = '', ...rest] = wrap(styled, columns, start + textWidth(sign));
    return [' '.repeat(start) + sign + first.trimStart(), ...rest];
  });
}

/** The addresses stand below, in the list of links. */
function linkWords(markdown: string): string {
  return markdown.replace(/\[([^\]]+)\]\(https?:[^)\s]+\)/g, '$1');
}

/** Addresses are never broken, so that they can be clicked. */
function linkLines({ links }: FullEntry, { lang, style }: Manner): string[] {
  if (links.length === 0) return [];
  const columns = Math.max(...links.map((link) => textWidth(link.text)));
  return [
    ' '.repeat(INDENT) + style.bold(LABELS.links[lang]),
    ...links.map(
      ({ text, url }) => `${' '.repeat(INDENT * 2)}${padEnd(text, columns)}  ${style.cyan(url)}`,
    ),
  ];
}
