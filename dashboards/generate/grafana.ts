/**
 * The part of Grafana's dashboard JSON (classic model, Grafana 10.4 and newer) that our dashboards are
 * made of. Narrow on purpose: what is not here cannot be misspelt.
 */

// biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's own variable.
export const DATASOURCE = { type: 'prometheus', uid: '${datasource}' } as const;

/** Units by Grafana's ids, those that we use. */
export type Unit =
  | 'none'
  | 'short'
  | 'percentunit'
  | 's'
  | 'decbytes'
  | 'Bps'
  | 'cps'
  | 'cpm'
  | 'dateTimeFromNow'
  | 'string';

export interface Target {
  readonly refId: string;
  readonly datasource: typeof DATASOURCE;
  readonly expr: string;
  readonly legendFormat: string;
  readonly format: 'table' | 'time_series';
  readonly instant: boolean;
  readonly range: boolean;
}

export interface ValueMapping {
  readonly type: 'value';
  readonly options: Readonly<Record<string, { readonly text: string; readonly index: number }>>;
}

export interface Thresholds {
  readonly mode: 'absolute';
  readonly steps: readonly { readonly color: string; readonly value: number | null }[];
}

export interface DataLink {
  readonly title: string;
  readonly url: string;
  readonly targetBlank: boolean;
}

export type OverrideProperty =
  | { readonly id: 'unit'; readonly value: Unit }
  | { readonly id: 'decimals'; readonly value: number }
  | { readonly id: 'displayName'; readonly value: string }
  | { readonly id: 'mappings'; readonly value: readonly ValueMapping[] }
  | { readonly id: 'links'; readonly value: readonly DataLink[] }
  | { readonly id: 'custom.width'; readonly value: number }
  | { readonly id: 'custom.cellOptions'; readonly value: { readonly type: 'color-text' } }
  | { readonly id: 'thresholds'; readonly value: Thresholds }
  | {
      readonly id: 'color';
      readonly value: { readonly mode: 'fixed'; readonly fixedColor: string };
    };

export interface Override {
  readonly matcher: { readonly id: 'byName'; readonly options: string };
  readonly properties: readonly OverrideProperty[];
}

export interface FieldConfig {
  readonly defaults: {
    readonly unit: Unit;
    readonly decimals?: number;
    readonly min?: number;
    readonly noValue?: string;
    readonly color?: { readonly mode: 'palette-classic' | 'thresholds' };
    readonly thresholds?: Thresholds;
    readonly custom?: Readonly<Record<string, unknown>>;
  };
  readonly overrides: readonly Override[];
}

export type Transformation =
  | { readonly id: 'merge'; readonly options: Readonly<Record<string, never>> }
  | {
      readonly id: 'organize';
      readonly options: {
        readonly excludeByName: Readonly<Record<string, boolean>>;
        readonly indexByName: Readonly<Record<string, number>>;
        readonly renameByName: Readonly<Record<string, string>>;
      };
    };

export interface GridPosition {
  readonly h: number;
  readonly w: number;
  readonly x: number;
  readonly y: number;
}

interface PanelBase {
  readonly id: number;
  readonly title: string;
  readonly gridPos: GridPosition;
}

export interface RowPanel extends PanelBase {
  readonly type: 'row';
  readonly collapsed: false;
  readonly panels: readonly [];
}

export interface TextPanel extends PanelBase {
  readonly type: 'text';
  readonly description: string;
  readonly options: { readonly mode: 'markdown'; readonly content: string };
}

export interface QueryPanel extends PanelBase {
  readonly type: 'stat' | 'table' | 'timeseries';
  readonly description: string;
  readonly datasource: typeof DATASOURCE;
  /** The shortest step of a chart, so that `$__rate_interval` is a step and one scrape more. */
  readonly interval?: string;
  readonly targets: readonly Target[];
  readonly fieldConfig: FieldConfig;
  readonly options: Readonly<Record<string, unknown>>;
  readonly transformations?: readonly Transformation[];
}

export type Panel = RowPanel | TextPanel | QueryPanel;

export interface DatasourceVariable {
  readonly name: 'datasource';
  readonly type: 'datasource';
  readonly label: string;
  readonly query: 'prometheus';
  readonly hide: 0;
  readonly refresh: 1;
  readonly regex: '';
  readonly current: Readonly<Record<string, never>>;
  readonly options: readonly [];
}

export interface QueryVariable {
  readonly name: string;
  readonly type: 'query';
  readonly label: string;
  readonly datasource: typeof DATASOURCE;
  readonly query: string;
  readonly definition: string;
  readonly hide: 0;
  /** On every change of the time range. */
  readonly refresh: 2;
  readonly sort: 1;
  readonly regex: '';
  readonly multi: true;
  readonly includeAll: true;
  readonly allValue: string;
  readonly current: { readonly text: readonly ['All']; readonly value: readonly ['$__all'] };
  readonly options: readonly [];
}

export interface Annotation {
  readonly name: string;
  readonly datasource: typeof DATASOURCE;
  readonly enable: boolean;
  readonly expr: string;
  readonly iconColor: string;
  readonly step: string;
  readonly titleFormat: string;
  readonly textFormat: string;
  readonly tagKeys: string;
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly editable: false;
  readonly schemaVersion: 39;
  readonly version: 1;
  readonly timezone: 'browser';
  readonly weekStart: '';
  readonly graphTooltip: 1;
  readonly refresh: '1m';
  readonly time: { readonly from: string; readonly to: 'now' };
  readonly links: readonly {
    readonly title: string;
    readonly type: 'dashboards';
    readonly tags: readonly string[];
    readonly asDropdown: false;
    readonly icon: 'external link';
    readonly includeVars: true;
    readonly keepTime: true;
    readonly targetBlank: false;
  }[];
  readonly templating: { readonly list: readonly (DatasourceVariable | QueryVariable)[] };
  readonly annotations: { readonly list: readonly Annotation[] };
  readonly panels: readonly Panel[];
}
