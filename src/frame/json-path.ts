/** Where the records of a JSON document stand: paths of keys, and those of well-known exports. */
import { ToolError } from '../model/tool-error.ts';

/** A step on the way: what a value at this place is, and which keys lead on. */
export interface PathNode {
  /** The records are here: the elements of an array, or the value itself if it is none. */
  readonly isTarget: boolean;
  /** Records are pairs of a time and a line, as Loki writes them. */
  readonly holdsPairs: boolean;
  readonly next: ReadonlyMap<string, PathNode>;
}

export interface JsonPath {
  /** As the user wrote it, or the name of the preset; '' for the top of the document. */
  readonly name: string;
  readonly root: PathNode;
}

/** A form of export that is known by its keys. */
export interface Preset {
  readonly name: string;
  /** Any of these; arrays on the way are gone through. */
  readonly paths: readonly string[];
  /** A document that holds all paths of one of these is of this form. */
  readonly signs: readonly (readonly string[])[];
}

/**
 * Published forms. Elasticsearch and OpenSearch: the response of the search API and of `_msearch`
 * (elastic.co/guide, "Search API"); Kibana's inspector shows it below `rawResponse`, its search route
 * and the async search API below `response`. CloudWatch Logs: GetLogEvents and FilterLogEvents
 * (docs.aws.amazon.com, API reference), and what a subscription delivers ("Log group-level
 * subscription filters"). Loki: `query_range` with streams (grafana.com/docs/loki, "HTTP API"), and
 * what is pushed to it and tailed.
 */
export const PRESETS: readonly Preset[] = [
  {
    name: 'elk',
    paths: ['hits.hits', 'rawResponse.hits.hits', 'response.hits.hits', 'responses.hits.hits'],
    signs: [
      ['took', 'hits.hits'],
      ['_shards', 'hits.hits'],
      ['_scroll_id', 'hits.hits'],
      ['rawResponse.took', 'rawResponse.hits.hits'],
      ['response.took', 'response.hits.hits'],
      ['responses.took', 'responses.hits.hits'],
    ],
  },
  {
    name: 'cloudwatch',
    paths: ['events', 'logEvents'],
    signs: [
      ['events.timestamp', 'events.message'],
      ['logEvents.timestamp', 'logEvents.message'],
    ],
  },
  {
    name: 'loki',
    paths: ['data.result.values', 'streams.values'],
    signs: [
      ['data.resultType', 'data.result.values'],
      ['streams.stream', 'streams.values'],
    ],
  },
];

/** The key under which Loki keeps pairs of a time and a line. */
const PAIRS_KEY = 'values';

/** The top of a document: the elements of an array, or the document itself. */
export const TOP: JsonPath = { name: '', root: nodeOf([[]]) };

/**
 * The path that `text` names: a preset, or keys with dots between them. `[]` behind a key, and `$` or
 * a dot before the first, may be written and change nothing. Throws a ToolError `json-path-invalid`.
 */
export function parseJsonPath(text: string): JsonPath {
  const preset = PRESETS.find(({ name }) => name === text);
  if (preset !== undefined) return presetPath(preset);
  const bare = text.replace(/^\$?\.?/, '').replace(/^\[\*?\]\.?/, '');
  if (bare === '' && text !== '') return TOP;
  const keys = bare.split('.').map((key) => key.replace(/(?:\[\*?\])+$/, ''));
  if (keys.some((key) => key === '' || /[[\]]/.test(key))) throw invalid(text);
  return { name: text, root: nodeOf([keys]) };
}

export function presetPath({ name, paths }: Preset): JsonPath {
  return { name, root: nodeOf(paths.map((path) => path.split('.'))) };
}

function nodeOf(paths: readonly (readonly string[])[], key?: string): PathNode {
  const isTarget = paths.some((path) => path.length === 0);
  const heads = new Set(paths.flatMap((path) => path.slice(0, 1)));
  const next = [...heads].map((head) => {
    const within = paths.filter((path) => path[0] === head).map((path) => path.slice(1));
    return [head, nodeOf(within, head)] as const;
  });
  return { isTarget, holdsPairs: isTarget && key === PAIRS_KEY, next: new Map(next) };
}

function invalid(text: string): ToolError {
  const names = PRESETS.map(({ name }) => name);
  return new ToolError('json-path-invalid', {
    zh: `--json-path ${text} 无法识别。应为 ${names.join('、')} 之一，或用点连接的键，如 hits.hits、data.items[]。`,
    en: `--json-path ${text} is no path. Give one of ${names.join(', ')}, or keys with dots between them, such as hits.hits or data.items[].`,
  });
}
