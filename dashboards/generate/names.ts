/** What ids of the taxonomy are called in charts and tables, and their colours. */
import type { Bilingual, Lang } from '../../src/model/lang.ts';
import {
  CATEGORIES,
  GROUP_NAMES,
  type Group,
  OWNER_NAMES,
  RETRY_NAMES,
} from '../../src/model/taxonomy.ts';
import type { Override, OverrideProperty, ValueMapping } from './grafana.ts';
import type { ColumnSpec } from './panels.ts';

const GROUP_COLORS: Readonly<Record<Group, string>> = {
  ok: 'green',
  retry: 'yellow',
  credential: 'red',
  request: 'orange',
  object: 'blue',
  grant: 'purple',
  unknown: 'super-light-purple',
};

/** Series named by group: their names, and the same colour everywhere. */
export function groupOverrides(lang: Lang): readonly Override[] {
  return Object.entries(GROUP_NAMES).map(([group, name]) => ({
    matcher: { id: 'byName', options: group },
    properties: [
      { id: 'displayName', value: name[lang] },
      { id: 'color', value: { mode: 'fixed', fixedColor: GROUP_COLORS[group as Group] } },
    ],
  }));
}

export function categoryOverrides(lang: Lang): readonly Override[] {
  return Object.entries(CATEGORIES).map(([category, { name }]) => ({
    matcher: { id: 'byName', options: category },
    properties: [{ id: 'displayName', value: name[lang] }],
  }));
}

/** A code, linked to WeCom's own page about it. */
export const ERRCODE_COLUMN: ColumnSpec = {
  field: 'errcode',
  title: { zh: '错误码', en: 'errcode' },
  properties: (lang) => [
    { id: 'unit', value: 'string' },
    { id: 'custom.width', value: 100 },
    {
      id: 'links',
      value: [
        {
          title: { zh: '官方查询页', en: "WeCom's page" }[lang],
          // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's own variable.
          url: 'https://open.work.weixin.qq.com/devtool/query?e=${__value.raw}',
          targetBlank: true,
        },
      ],
    },
  ],
};

export const MEANING_COLUMN: ColumnSpec = {
  field: 'meaning',
  title: { zh: '含义', en: 'meaning' },
};

export const CATEGORY_COLUMN = mapped('category', { zh: '类别', en: 'category' }, categoryNames());
export const OWNER_COLUMN = mapped('owner', { zh: '谁处理', en: 'who acts' }, OWNER_NAMES);
export const RETRY_COLUMN = mapped('retry', { zh: '重试', en: 'retry' }, RETRY_NAMES);

/** A point in time, as "3 minutes ago". */
export function momentColumn(field: string, title: Bilingual): ColumnSpec {
  return { field, title, properties: () => [{ id: 'unit', value: 'dateTimeFromNow' }] };
}

function mapped(
  field: string,
  title: Bilingual,
  names: Readonly<Record<string, Bilingual>>,
): ColumnSpec {
  return {
    field,
    title,
    properties: (lang): readonly OverrideProperty[] => [
      { id: 'mappings', value: [mappingOf(names, lang)] },
      { id: 'custom.width', value: 130 },
    ],
  };
}

function mappingOf(names: Readonly<Record<string, Bilingual>>, lang: Lang): ValueMapping {
  const options = Object.entries(names).map(
    ([id, name], index) => [id, { text: name[lang], index }] as const,
  );
  return { type: 'value', options: Object.fromEntries(options) };
}

function categoryNames(): Readonly<Record<string, Bilingual>> {
  return Object.fromEntries(Object.entries(CATEGORIES).map(([id, { name }]) => [id, name]));
}
