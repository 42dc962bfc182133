/** Prints what differs between two catalogues: for a terminal, and as JSON. */
import {
  type CatalogDiff,
  DIFF_SCHEMA,
  type Reclassified,
  type SnapshotEntry,
} from '../model/catalog-export.ts';
import type { Bilingual, Lang } from '../model/lang.ts';
import { CATEGORIES, DOMAIN_NAMES, OWNER_NAMES, RETRY_NAMES } from '../model/taxonomy.ts';
import { createStyle, type Style } from './style.ts';
import { textWidth, wrap } from './width.ts';

const LABELS = {
  codes: { zh: '# 个错误码', en: '# codes' },
  added: { zh: '新增', en: 'Added' },
  removed: { zh: '移除', en: 'Removed' },
  meanings: { zh: '含义有变', en: 'Changed meaning' },
  reclassified: { zh: '重新归类', en: 'Reclassified' },
  remedies: { zh: '处理办法有改动', en: 'Changed remedy' },
  same: { zh: '没有差别', en: 'no difference' },
  unnamed: { zh: '旧目录', en: 'old catalogue' },
} as const satisfies Record<string, Bilingual>;

export interface DiffOptions {
  readonly lang: Lang;
  readonly color: boolean;
  readonly width: number;
}

/** Sections in the order in which a reader wants them; ends with a line end. */
export function renderDiff(diff: CatalogDiff, options: DiffOptions): string {
  const manner: Manner = {
    lang: options.lang,
    width: options.width,
    style: createStyle(options.color),
  };
  const { style, lang } = manner;
  const sections = [
    section(
      'added',
      diff.added.map((entry) => entryLines(entry, style.green('+'), manner)),
      manner,
    ),
    section(
      'removed',
      diff.removed.map((entry) => entryLines(entry, style.red('-'), manner)),
      manner,
    ),
    section(
      'meanings',
      diff.meanings.map((change) => meaningLines(change, manner)),
      manner,
    ),
    section(
      'reclassified',
      diff.reclassified.map((entry) => classLines(entry, manner)),
      manner,
    ),
    remedySection(diff.remedies, manner),
  ].filter((lines) => lines.length > 0);
  const head = `${nameOf(diff.old, lang)} → ${nameOf(diff.new, lang)}`;
  const body = sections.length === 0 ? [[LABELS.same[lang]]] : sections;
  return `${[wrap(style.bold(head), options.width), ...body].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

export function diffJson({ old, new: recent, lang, ...changes }: CatalogDiff): string {
  return `${JSON.stringify({ schema: DIFF_SCHEMA, old, new: recent, lang, ...changes }, null, 2)}\n`;
}

interface Manner {
  readonly lang: Lang;
  readonly width: number;
  readonly style: Style;
}

function nameOf({ version, codes }: CatalogDiff['old'], lang: Lang): string {
  const count = LABELS.codes[lang].replace('#', `${codes}`);
  const name = version ?? LABELS.unnamed[lang];
  return lang === 'zh' ? `${name}（${count}）` : `${name} (${count})`;
}

function section(
  name: 'added' | 'removed' | 'meanings' | 'reclassified',
  items: readonly (readonly string[])[],
  manner: Manner,
): readonly string[] {
  return items.length === 0 ? [] : [titleOf(name, items.length, manner), ...items.flat()];
}

function titleOf(name: keyof typeof LABELS, count: number, { lang, style }: Manner): string {
  return `${style.bold(LABELS[name][lang])}  ${count}`;
}

/** Later lines of an entry stand below its text. */
function entryLines(
  { errcode, meaning, category }: SnapshotEntry,
  sign: string,
  { lang, style, width }: Manner,
): string[] {
  const text = `${meaning}${style.dim(` · ${CATEGORIES[category]?.name[lang] ?? category}`)}`;
  return hang(`  ${sign} ${errcode}  `, `  # ${errcode}  `, text, width);
}

function meaningLines(
  { errcode, old, new: recent }: CatalogDiff['meanings'][number],
  { style, width }: Manner,
): string[] {
  const margin = ' '.repeat(`  ${errcode}  `.length);
  return [
    ...hang(`  ${errcode}  ${style.red('-')} `, `  ${errcode}  - `, old, width),
    ...hang(`${margin}${style.green('+')} `, `${margin}+ `, recent, width),
  ];
}

function classLines(
  { errcode, meaning, category, domain, owner, retry }: Reclassified,
  { lang, style, width }: Manner,
): string[] {
  const pairs: readonly (readonly [string, string])[] = [
    ...(category === undefined ? [] : [both(category, (id) => CATEGORIES[id]?.name[lang])]),
    ...(domain === undefined ? [] : [both(domain, (id) => DOMAIN_NAMES[id]?.[lang])]),
    ...(owner === undefined ? [] : [both(owner, (id) => OWNER_NAMES[id]?.[lang])]),
    ...(retry === undefined ? [] : [both(retry, (id) => RETRY_NAMES[id]?.[lang])]),
  ];
  const text = pairs.map(([old, recent]) => `${old} → ${recent}`).join(lang === 'zh' ? '；' : '; ');
  const plain = `  ${errcode}  `;
  return hang(plain, plain, `${meaning}${style.dim(' · ')}${text}`, width);
}

/** An id that this version does not know stays as it is. */
function both<Id extends string>(
  [old, recent]: readonly [Id, Id],
  nameOfId: (id: Id) => string | undefined,
): readonly [string, string] {
  return [nameOfId(old) ?? old, nameOfId(recent) ?? recent];
}

function remedySection(errcodes: readonly number[], manner: Manner): readonly string[] {
  if (errcodes.length === 0) return [];
  return [
    titleOf('remedies', errcodes.length, manner),
    ...wrap(errcodes.join(' '), manner.width, 2),
  ];
}

/** `text` behind `first`, wrapped beside it; `plain` is `first` without colour. */
function hang(first: string, plain: string, text: string, width: number): string[] {
  const indent = textWidth(plain);
  return wrap(text, width, indent).map((line, index) =>
    index === 0 ? first + line.slice(indent) : line,
  );
}
