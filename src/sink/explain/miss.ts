/** What is offered for codes that the catalogue does not have, down to an entry that can be pasted. */
import type { CatalogEntry } from '../../model/catalog.ts';
import type { Lang } from '../../model/lang.ts';
import { CATEGORIES, CATEGORY_IDS, type Domain } from '../../model/taxonomy.ts';
import { printable } from '../report/printable.ts';
import { padEnd, truncate, wrap } from '../width.ts';
import { headline } from './entry.ts';
import { type ExplainOptions, INDENT, LABELS, type Manner, mannerOf } from './labels.ts';

export interface Miss {
  readonly errcode: number;
  /** The nearest codes that are in the catalogue. */
  readonly neighbours: readonly CatalogEntry[];
  /** WeCom's own page about this code. */
  readonly url: string;
  /** What the number means where it is no code of today's API. */
  readonly elsewhere: readonly Elsewhere[];
  /** What WeCom said in the line that holds the code, if it was read from a line. */
  readonly errmsg?: string | undefined;
}

export interface Elsewhere {
  /** Whose code it is, in the reader's language, and the option that asks for it. */
  readonly title: string;
  readonly option: string;
  readonly meaning: string;
  readonly remedy?: string;
}

/** The misses one below the other, then one overlay for those that mean nothing anywhere. */
export function renderMisses(misses: readonly Miss[], options: ExplainOptions): string {
  const manner = mannerOf(options);
  const unknown = misses.filter(({ elsewhere }) => elsewhere.length === 0);
  return [
    ...misses.map((miss) => renderMiss(miss, manner)),
    ...(unknown.length === 0 ? [] : [renderOverlay(unknown, options.lang)]),
  ].join('\n');
}

function renderMiss(miss: Miss, manner: Manner): string {
  const { errcode, neighbours, url, elsewhere, errmsg } = miss;
  const { lang, style, columns } = manner;
  const margin = ' '.repeat(INDENT);
  const numberColumns = Math.max(0, ...neighbours.map((entry) => `${entry.errcode}`.length));
  const lines = [
    ...headline({ errcode, meaning: LABELS.miss[lang], group: 'unknown' }, manner),
    ...elsewhere.flatMap(({ title, option, meaning, remedy }) => [
      ...wrap(`${style.bold(title)}${style.dim(` · ${option}`)}`, columns, INDENT),
      ...wrap(meaning, columns, INDENT * 2),
      ...(remedy === undefined ? [] : wrap(remedy, columns, INDENT * 2)),
    ]),
    ...(errmsg === undefined
      ? []
      : wrap(style.bold(LABELS.errmsg[lang]) + printable(errmsg), columns, INDENT)),
    `${margin}${style.bold(LABELS.query[lang])}${style.cyan(url)}`,
  ];
  if (neighbours.length > 0) lines.push(margin + style.dim(LABELS.neighbours[lang]));
  for (const entry of neighbours) {
    const name = CATEGORIES[entry.category].name[lang];
    const code = padEnd(`${entry.errcode}`, numberColumns);
    const line = `${margin}${margin}${code}  ${entry.meaning}${style.dim(` · ${name}`)}`;
    lines.push(truncate(line, columns));
  }
  return `${lines.join('\n')}\n`;
}

/** Valid for --catalog as it stands; without margin and colour, so that it can be pasted. */
function renderOverlay(misses: readonly Miss[], lang: Lang): string {
  const categories = CATEGORY_IDS.filter((id) => id !== 'unknown' && id !== 'success');
  const entries = misses.flatMap(({ errcode, neighbours, errmsg }) => {
    const domain = commonDomain(neighbours);
    return [
      `  - errcode: ${errcode}`,
      `    meaning: ${JSON.stringify(printable(errmsg ?? LABELS.overlayMeaning[lang]))}`,
      `    remedy: ${JSON.stringify(LABELS.overlayRemedy[lang])}`,
      '    category: invalid-parameter',
      ...(domain === undefined ? [] : [`    domain: ${domain}`]),
    ];
  });
  const allowed = `# category ${LABELS.overlayCategory[lang]}${categories.join(' ')}`;
  return `${[LABELS.overlay[lang], ...wrapComment(allowed), 'codes:', ...entries].join('\n')}\n`;
}

function wrapComment(text: string): string[] {
  return wrap(text, OVERLAY_COLUMNS).map((line, index) => (index === 0 ? line : `#   ${line}`));
}

const OVERLAY_COLUMNS = 90;

/** The area of the neighbours, if it is one. */
function commonDomain(neighbours: readonly CatalogEntry[]): Domain | undefined {
  const domains = new Set(neighbours.map(({ domain }) => domain));
  const [domain] = domains;
  return domains.size === 1 ? domain : undefined;
}
