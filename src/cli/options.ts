/** Flag values to types, once, at the border. */
import { type CatalogSource, loadCatalog } from '../catalog/catalog.ts';
import { BUCKETS, type BucketWord } from '../model/bucket.ts';
import type { Catalog, Overlay } from '../model/catalog.ts';
import { ToolError } from '../model/tool-error.ts';
import type { RecordSettings } from '../pipeline/records.ts';
import type { Encoding } from '../record/encoding.ts';
import type { Zone } from '../record/zone.ts';
import type { CommandInput, FlagValues } from './command.ts';
import type { Context } from './context.ts';
import { parseSize } from './size.ts';
import { parseDuration, parseInstant, parseMonth } from './time-range.ts';

/** The value of a string flag, if it was given. */
export function textOf(flags: FlagValues, name: keyof FlagValues): string | undefined {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
}

/** The values of a flag that may be given several times. */
export function textsOf(flags: FlagValues, name: keyof FlagValues): readonly string[] {
  const value = flags[name];
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** The catalogue in the reader's language, with what --catalog lays over it. */
export async function catalogOf(input: CommandInput): Promise<Catalog> {
  return loadCatalog(...(await catalogSourceOf(input)));
}

/** What that catalogue is loaded with, as plain data. */
export async function catalogSourceOf(input: CommandInput): Promise<CatalogSource> {
  return [input.lang, await overlaysOf(input)];
}

/** What the files given by --catalog say. */
export async function overlaysOf({ flags }: CommandInput): Promise<readonly Overlay[]> {
  const paths = textsOf(flags, 'catalog');
  if (paths.length === 0) return [];
  const { readOverlays } = await import('../catalog/overlay.ts');
  return readOverlays(paths);
}

/** Columns to wrap text at: those of the terminal, or what a terminal would have. */
export function columnsOf({ columns }: Context): number {
  return columns === 0 ? DEFAULT_COLUMNS : columns;
}

const DEFAULT_COLUMNS = 80;

export function colorOf({ flags }: CommandInput, context: Context): boolean {
  const color = textOf(flags, 'color');
  if (color === 'always' || color === 'never') return color === 'always';
  const isRefused = context.env.NO_COLOR !== undefined && context.env.NO_COLOR !== '';
  return context.stdoutIsTerminal && !isRefused && context.env.TERM !== 'dumb';
}

export function encodingOf({ flags }: Pick<CommandInput, 'flags'>): Encoding {
  return (textOf(flags, 'encoding') ?? 'auto') as Encoding;
}

/** What --input, --json-path and --encoding say of the records. */
export function recordsOf(input: Pick<CommandInput, 'flags'>): RecordSettings {
  const said = textOf(input.flags, 'input');
  const path = textOf(input.flags, 'json-path');
  if (path !== undefined && said === 'lines') {
    throw new ToolError('json-path-of-lines', {
      zh: '--json-path 用于 JSON 文档，不能与 --input lines 同用。请去掉其中一个。',
      en: '--json-path is for JSON documents and does not go with --input lines. Leave one of them out.',
    });
  }
  return {
    input: said === 'lines' || said === 'json' ? said : 'auto',
    jsonPath: path,
    encoding: encodingOf(input),
  };
}

export function bucketOf({ flags }: CommandInput): BucketWord | 'auto' {
  const word = textOf(flags, 'by');
  return BUCKETS.find((bucket) => bucket.word === word)?.word ?? 'auto';
}

/** What stands behind `--label workload=`. Throws a ToolError `label-invalid`. */
export function labelOf({ flags }: Pick<CommandInput, 'flags'>): string | undefined {
  const text = textOf(flags, 'label');
  const prefix = 'workload=';
  if (text === undefined || text.startsWith(prefix)) return text?.slice(prefix.length);
  throw new ToolError('label-invalid', {
    zh: `--label ${text} 应为 workload=…，例如 workload=orders。只有 workload 这一个标签。`,
    en: `--label ${text} wants workload=…, such as workload=orders. There is no other label than workload.`,
  });
}

/** `--json` beats the default of `--format`. */
export function formatOf({ flags }: CommandInput, json: string): string {
  return flags.json === true ? json : (textOf(flags, 'format') ?? '');
}

/** PATH and --files-from, or standard input if something is there. */
export function inputsOf(
  { positionals, flags }: Pick<CommandInput, 'positionals' | 'flags'>,
  context: Pick<Context, 'stdinIsTerminal'>,
): {
  readonly paths: readonly string[];
  readonly filesFrom: string | undefined;
  readonly unpackedBytesMax: number | undefined;
} {
  const filesFrom = textOf(flags, 'files-from');
  const size = textOf(flags, 'max-unpacked');
  const unpackedBytesMax = size === undefined ? undefined : parseSize(size);
  if (filesFrom === '-' && positionals.includes('-')) {
    throw new ToolError('stdin-twice', {
      zh: '标准输入不能既是日志又是文件列表：- 与 --files-from - 只能用一个。',
      en: 'standard input cannot be a log and a list of files at once: use either - or --files-from -.',
    });
  }
  if (positionals.length > 0 || filesFrom !== undefined) {
    return { paths: positionals, filesFrom, unpackedBytesMax };
  }
  if (!context.stdinIsTerminal) return { paths: ['-'], filesFrom, unpackedBytesMax };
  throw new ToolError('input-missing', {
    zh: '没有输入。请给出日志文件、目录或通配符，或把日志用管道传进来。',
    en: 'no input. Name a log file, a directory or a pattern, or pipe a log in.',
  });
}

/** The range that --since, --until, --last and --month ask for; endless where they say nothing. */
export function rangeOf(
  { flags }: CommandInput,
  zone: Zone,
  nowMs: number,
): { sinceMs: number; untilMs: number } {
  const [since, until] = [textOf(flags, 'since'), textOf(flags, 'until')];
  const [last, month] = [textOf(flags, 'last'), textOf(flags, 'month')];
  const kinds = [since ?? until, last, month].filter((value) => value !== undefined);
  if (kinds.length > 1) {
    throw new ToolError('range-conflict', {
      zh: '--since/--until、--last、--month 只能用一种。',
      en: 'use one of --since/--until, --last and --month, not several.',
    });
  }
  if (month !== undefined) return parseMonth(month, zone);
  if (last !== undefined) {
    return { sinceMs: nowMs - parseDuration(last), untilMs: Number.POSITIVE_INFINITY };
  }
  const range = {
    sinceMs: since === undefined ? Number.NEGATIVE_INFINITY : parseInstant(since, zone),
    untilMs: until === undefined ? Number.POSITIVE_INFINITY : parseInstant(until, zone),
  };
  if (range.sinceMs < range.untilMs) return range;
  throw new ToolError('range-empty', {
    zh: '--since 不早于 --until，范围为空。请交换两者。',
    en: '--since is not before --until, so nothing lies between. Swap them.',
  });
}
