/** Panels as sections declare them, made into Grafana's JSON. */
import type { Bilingual, Lang } from '../../src/model/lang.ts';
import {
  DATASOURCE,
  type FieldConfig,
  type GridPosition,
  type Override,
  type OverrideProperty,
  type Panel,
  type QueryPanel,
  type Target,
  type Thresholds,
  type Transformation,
  type Unit,
} from './grafana.ts';

interface SpecBase {
  readonly title: Bilingual;
  /** What it shows and what to make of it; Grafana shows it behind the (i). */
  readonly description: Bilingual;
  /** Of 24 columns. */
  readonly width: number;
  readonly height: number;
}

interface QuerySpecBase extends SpecBase {
  /** By letter of the query: when it finds nothing although all is well. */
  readonly emptyWhen?: Readonly<Record<string, string>>;
}

export interface StatSpec extends QuerySpecBase {
  readonly type: 'stat';
  readonly expr: string;
  readonly unit: Unit;
  /** Colours by value; without them the number is plain. */
  readonly thresholds?: Thresholds;
  readonly noValue?: Bilingual;
}

export interface ChartSpec extends QuerySpecBase {
  readonly type: 'chart';
  readonly series: readonly { readonly expr: string; readonly legend: Bilingual | string }[];
  readonly unit: Unit;
  /** Counts are stacked bars, everything else is lines. */
  readonly style: 'bars' | 'lines';
  readonly overrides?: (lang: Lang) => readonly Override[];
  /** A dashed line, where there is a limit. */
  readonly limit?: number;
  /** The axis begins at 0 unless values may be below. */
  readonly canBeNegative?: boolean;
}

export interface ColumnSpec {
  /** A label, or the letter of a query. */
  readonly field: string;
  readonly title: Bilingual;
  readonly properties?: (lang: Lang) => readonly OverrideProperty[];
}

export interface TableSpec extends QuerySpecBase {
  readonly type: 'table';
  /** By letter, all with the same labels: A, B, C … */
  readonly queries: Readonly<Record<string, string>>;
  /** In this order; labels that are not listed are hidden. */
  readonly columns: readonly ColumnSpec[];
  readonly sortBy?: Bilingual;
}

export interface TextSpec extends SpecBase {
  readonly type: 'text';
  readonly content: Bilingual;
}

export type PanelSpec = StatSpec | ChartSpec | TableSpec | TextSpec;

/** A row of the dashboard. */
export interface Section {
  readonly title: Bilingual;
  readonly panels: readonly PanelSpec[];
}

const PLAIN: Thresholds = { mode: 'absolute', steps: [{ color: 'text', value: null }] };

/** Green below, then the colour from each value on. */
export function steps(...from: readonly (readonly [color: string, value: number])[]): Thresholds {
  return {
    mode: 'absolute',
    steps: [{ color: 'green', value: null }, ...from.map(([color, value]) => ({ color, value }))],
  };
}

export function renderPanel(
  spec: PanelSpec,
  lang: Lang,
  place: { readonly id: number; readonly gridPos: GridPosition },
): Panel {
  const title = spec.title[lang];
  const description = spec.description[lang];
  switch (spec.type) {
    case 'text':
      return {
        ...place,
        ...{ type: 'text', title, description },
        options: { mode: 'markdown', content: spec.content[lang] },
      };
    case 'stat':
      return { ...place, title, description, ...statOf(spec, lang) };
    case 'chart':
      return { ...place, title, description, ...chartOf(spec, lang) };
    case 'table':
      return { ...place, title, description, ...tableOf(spec, lang) };
  }
}

type Body = Omit<QueryPanel, 'id' | 'gridPos' | 'title' | 'description'>;

function statOf(spec: StatSpec, lang: Lang): Body {
  const thresholds = spec.thresholds ?? PLAIN;
  const noValue = spec.noValue?.[lang] ?? '0';
  return {
    type: 'stat',
    datasource: DATASOURCE,
    targets: [instant('A', spec.expr)],
    fieldConfig: {
      defaults: { unit: spec.unit, noValue, color: { mode: 'thresholds' }, thresholds },
      overrides: [],
    },
    options: {
      colorMode: 'value',
      graphMode: 'none',
      justifyMode: 'auto',
      orientation: 'auto',
      textMode: 'value',
      reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    },
  };
}

function chartOf(spec: ChartSpec, lang: Lang): Body {
  const { series, unit, limit } = spec;
  const thresholds: Thresholds = {
    mode: 'absolute',
    steps: [
      { color: 'transparent', value: null },
      ...(limit === undefined ? [] : [{ color: 'red', value: limit }]),
    ],
  };
  const fieldConfig: FieldConfig = {
    defaults: {
      unit,
      ...(spec.canBeNegative === true ? {} : { min: 0 }),
      color: { mode: 'palette-classic' },
      thresholds,
      custom: {
        ...styleOf(spec.style),
        thresholdsStyle: { mode: limit === undefined ? 'off' : 'dashed' },
      },
    },
    overrides: spec.overrides?.(lang) ?? [],
  };
  return {
    type: 'timeseries',
    datasource: DATASOURCE,
    interval: '1m',
    targets: series.map(({ expr, legend }, index) =>
      ranged(letter(index), expr, typeof legend === 'string' ? legend : legend[lang]),
    ),
    fieldConfig,
    options: {
      legend: { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: true },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  };
}

function styleOf(style: ChartSpec['style']): Readonly<Record<string, unknown>> {
  return style === 'bars'
    ? { drawStyle: 'bars', fillOpacity: 80, lineWidth: 0, stacking: { mode: 'normal', group: 'A' } }
    : { drawStyle: 'line', fillOpacity: 10, lineWidth: 1, spanNulls: false };
}

function tableOf(spec: TableSpec, lang: Lang): Body {
  const letters = Object.keys(spec.queries);
  const nameOf = (field: string): string => {
    if (!(field in spec.queries)) return field;
    return letters.length === 1 ? 'Value' : `Value #${field}`;
  };
  const overrides = spec.columns.flatMap(({ title, properties }) => {
    const own = properties?.(lang) ?? [];
    if (own.length === 0) return [];
    return [{ matcher: { id: 'byName', options: title[lang] } as const, properties: own }];
  });
  const transformations: Transformation[] = [
    ...(letters.length === 1 ? [] : [{ id: 'merge', options: {} } as const]),
    {
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: Object.fromEntries(
          spec.columns.map(({ field }, index) => [nameOf(field), index]),
        ),
        renameByName: Object.fromEntries(
          spec.columns.map(({ field, title }) => [nameOf(field), title[lang]]),
        ),
      },
    },
  ];
  const { sortBy } = spec;
  return {
    type: 'table',
    datasource: DATASOURCE,
    targets: letters.map((name) => instant(name, spec.queries[name]!, 'table')),
    fieldConfig: {
      defaults: { unit: 'short', decimals: 0, custom: { align: 'auto', filterable: true } },
      overrides,
    },
    options: {
      showHeader: true,
      cellHeight: 'sm',
      sortBy: sortBy === undefined ? [] : [{ displayName: sortBy[lang], desc: true }],
    },
    transformations,
  };
}

function instant(refId: string, expr: string, format: Target['format'] = 'time_series'): Target {
  const asked = { instant: true, range: false, legendFormat: '' } as const;
  return { refId, datasource: DATASOURCE, expr, format, ...asked };
}

function ranged(refId: string, expr: string, legendFormat: string): Target {
  const asked = { instant: false, range: true, legendFormat } as const;
  return { refId, datasource: DATASOURCE, expr, format: 'time_series', ...asked };
}

function letter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}
