/** Prints everything the catalogue says about codes, what is urgent first. */
import type { CatalogEntry, CatalogLink, EntryFact, FullEntry } from '../../model/catalog.ts';
import type { Lang } from '../../model/lang.ts';
import { CATEGORIES, DOMAIN_NAMES, OWNER_NAMES, RETRY_NAMES } from '../../model/taxonomy.ts';
import { padEnd, textWidth, wrap } from '../width.ts';
import {
  type ExplainOptions,
  HEADLINE_COLORS,
  INDENT,
  LABELS,
  type Manner,
  mannerOf,
} from './labels.ts';
import { linkWords, markdownLines } from './markdown.ts';

/** Where an entry is from, as data/sources.yaml says. */
export interface SourceNote {
  readonly url: string;
  readonly date: string;
  readonly trust: 'high' | 'medium' | 'low';
}

export interface EntryOptions extends ExplainOptions {
  /** The source that an id names; undefined for an overlay. */
  sourceOf(id: string): SourceNote | undefined;
}

/** Entries one below the other with a blank line between; ends with a line end, or is empty. */
export function renderEntries(entries: readonly FullEntry[], options: EntryOptions): string {
  const manner = mannerOf(options);
  return entries.map((entry) => renderEntry(entry, manner, options)).join('\n');
}

function renderEntry(entry: FullEntry, manner: Manner, options: EntryOptions): string {
  const lines = [
    ...headline(entry, manner),
    ...verdict(entry, manner),
    ...remedyLines(entry, manner),
    ...factLines('block', entry, manner),
    ...factLines('again', entry, manner),
    ...changeLines(entry, manner),
    ...troubleshootingLines(entry, manner),
    ...factLines('figures', entry, manner),
    ...linkLines(entry, manner),
    ...sourceLines(entry, manner, options),
  ];
  return `${lines.join('\n')}\n`;
}

/** The code, then the meaning, hanging beside it. */
export function headline(
  { errcode, meaning, group }: Pick<CatalogEntry, 'errcode' | 'meaning' | 'group'>,
  { style, columns }: Manner,
): string[] {
  const code = `${errcode}`;
  const indent = code.length + 2;
  const color = style[HEADLINE_COLORS[group]];
  return wrap(meaning, columns, indent).map((line, index) =>
    index === 0
      ? `${style.bold(color(code))}  ${style.bold(line.slice(indent))}`
      : ' '.repeat(indent) + style.bold(line.slice(indent)),
  );
}

/** Who acts · whether to call again · what kind of failure · where; never broken inside a fact. */
function verdict(entry: CatalogEntry, { lang, style, columns }: Manner): string[] {
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
    ...(retryWaitSeconds === undefined ? [] : [waitText(retryWaitSeconds, lang)]),
  ];
  const name = RETRY_NAMES[retry][lang];
  if (limits.length === 0) return name;
  return lang === 'zh' ? `${name}（${limits.join('，')}）` : `${name} (${limits.join(', ')})`;
}

function waitText(seconds: number, lang: Lang): string {
  const isMinutes = seconds > 60 && seconds % 60 === 0;
  if (lang === 'zh') return isMinutes ? `${seconds / 60} 分钟` : `${seconds} 秒`;
  return isMinutes ? `${seconds / 60} min` : `${seconds} s`;
}

/** What to do, and the page on which to do it. */
function remedyLines(entry: FullEntry, { lang, style, columns }: Manner): string[] {
  const remedy = repeatsTroubleshooting(entry)
    ? []
    : wrap(style.bold(LABELS.remedy[lang]) + entry.remedy, columns, INDENT);
  const actions = entry.links
    .filter((link) => link.action === true)
    .map(({ text, url }) => {
      return `${' '.repeat(INDENT)}${style.bold(LABELS.action[lang])}${text}  ${style.cyan(url)}`;
    });
  return [...remedy, ...actions];
}

/** A remedy taken from the troubleshooting below it need not be read twice. */
function repeatsTroubleshooting({ remedy, troubleshooting }: FullEntry): boolean {
  if (troubleshooting === undefined) return false;
  const words = (text: string) => linkWords(text).replace(/[^\p{L}\p{N}]/gu, '');
  return words(troubleshooting).includes(words(remedy));
}

type FactSection = 'block' | 'again' | 'figures';

/** Facts that say how long to wait and when to call again are urgent; lifetimes and limits are not. */
function sectionOf({ kind }: EntryFact): FactSection {
  if (kind === 'block') return 'block';
  return kind === 'retry' ? 'again' : 'figures';
}

/** One fact stands behind its label, several stand below it. */
function factLines(
  section: FactSection,
  { facts = [] }: FullEntry,
  { lang, style, columns }: Manner,
): string[] {
  const own = facts.filter((fact) => sectionOf(fact) === section);
  const label = style.bold(LABELS[section][lang]);
  if (own.length === 0) return [];
  const [first] = own;
  if (own.length === 1 && section !== 'figures') return wrap(label + first!.text, columns, INDENT);
  return [
    `${' '.repeat(INDENT)}${label.replace(/[:：]\s*/, '')}`,
    ...own.flatMap(({ text }) => {
      const [start = '', ...rest] = wrap(text, columns, INDENT * 2 + 2);
      return [`${' '.repeat(INDENT * 2)}• ${start.trimStart()}`, ...rest];
    }),
  ];
}

/** What it meant in 2019, where that is something else, and what WeCom was seen to say. */
function changeLines(
  { meaning, page2019, errmsg }: FullEntry,
  { lang, style, columns }: Manner,
): string[] {
  const wasOther = page2019 !== undefined && page2019.meaning !== meaning && lang === 'zh';
  return [
    ...(wasOther
      ? wrap(style.bold(LABELS.page2019[lang]) + page2019.meaning, columns, INDENT)
      : []),
    ...(errmsg === undefined
      ? []
      : wrap(style.bold(LABELS.errmsg[lang]) + errmsg, columns, INDENT)),
  ];
}

function troubleshootingLines({ troubleshooting }: FullEntry, manner: Manner): string[] {
  if (troubleshooting === undefined) return [];
  const { lang, style, columns } = manner;
  return [
    ...wrap(style.bold(LABELS.troubleshooting[lang]), columns, INDENT),
    ...markdownLines(troubleshooting, manner),
  ];
}

/** Addresses are never broken, so that they can be clicked. Those to act on stand above. */
function linkLines({ links }: FullEntry, { lang, style }: Manner): string[] {
  const own: readonly CatalogLink[] = links.filter((link) => link.action !== true);
  if (own.length === 0) return [];
  const columns = Math.max(...own.map((link) => textWidth(link.text)));
  return [
    ' '.repeat(INDENT) + style.bold(LABELS.links[lang]),
    ...own.map(
      ({ text, url }) => `${' '.repeat(INDENT * 2)}${padEnd(text, columns)}  ${style.cyan(url)}`,
    ),
  ];
}

function sourceLines(
  { sources, firstSeen, translated }: FullEntry,
  { lang, style, columns }: Manner,
  { sourceOf }: EntryOptions,
): string[] {
  const notes = sources.map((id) => {
    const source = sourceOf(id);
    const doubt = source === undefined || source.trust === 'high' ? [] : [LABELS.unconfirmed[lang]];
    const words = [...(source === undefined ? [] : [source.date]), ...doubt];
    if (words.length === 0) return id;
    return lang === 'zh' ? `${id}（${words.join('，')}）` : `${id} (${words.join(', ')})`;
  });
  const rest = [
    ...(firstSeen === undefined ? [] : [`${LABELS.firstSeen[lang]} ${firstSeen}`]),
    ...(translated === undefined ? [] : [LABELS.translated[lang]]),
  ];
  const separator = lang === 'zh' ? '、' : ', ';
  const colon = lang === 'zh' ? '：' : ': ';
  const text = [notes.join(separator), ...rest].join(' · ');
  return wrap(`${LABELS.sources[lang]}${colon}${text}`, columns, INDENT).map(style.dim);
}
