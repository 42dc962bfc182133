/** The account of the inputs of several reports: every byte of each, once. */
import { FILES_MAX } from '../../model/limits.ts';
import type { Report, ReportFile, ReportShard } from '../../model/report.ts';
import { ToolError } from '../../model/tool-error.ts';
import type { NamedReport } from '../compare/compare.ts';

type Input = Report['input'];

const collator = new Intl.Collator('en', { numeric: true });

/** The order in which a directory is read: numbers as numbers. */
export function compareNames(left: string, right: string): number {
  return collator.compare(left, right) || (left < right ? -1 : left > right ? 1 : 0);
}

/** Throws a ToolError for a shard that is in two of them. */
export function mergeInputs(parts: readonly NamedReport[]): Input {
  const inputs = parts.map(({ report }) => report.input);
  const sum = (key: 'sources' | 'bytes' | 'lines' | 'longRecords'): number =>
    inputs.reduce((total, input) => total + input[key], 0);
  const shards = mergeShards(parts);
  const whole = setsOf(parts).filter((set) => shards.every((shard) => shard.set !== set));
  return {
    sources: sum('sources'),
    bytes: sum('bytes'),
    lines: sum('lines'),
    skipped: mergeSkipped(inputs),
    longRecords: sum('longRecords'),
    files: mergeFiles(inputs, new Set(whole)),
    ...(shards.length === 0 ? {} : { shards }),
  };
}

function setsOf(parts: readonly NamedReport[]): string[] {
  const sets = parts.flatMap(({ report }) => (report.input.shards ?? []).map(({ set }) => set));
  return [...new Set(sets)];
}

/** Those whose sets are not whole yet. */
function mergeShards(parts: readonly NamedReport[]): ReportShard[] {
  const owners = new Map<string, string>();
  const shards: ReportShard[] = [];
  for (const { name, report } of parts) {
    for (const shard of report.input.shards ?? []) {
      const key = `${shard.set} ${shard.index}/${shard.count}`;
      const owner = owners.get(key);
      if (owner !== undefined) throw givenTwice(shard, owner, name);
      owners.set(key, name);
      shards.push(shard);
    }
  }
  return shards
    .filter(({ set, count }) => shards.filter((other) => other.set === set).length < count)
    .sort((left, right) =>
      left.set === right.set ? left.index - right.index : left.set < right.set ? -1 : 1,
    );
}

function givenTwice({ index, count }: ReportShard, first: string, second: string): ToolError {
  return new ToolError('shard-twice', {
    zh: `${first} 与 ${second} 都含有第 ${index}/${count} 份，合并会重复计数。请去掉其中一个。`,
    en: `${first} and ${second} both hold shard ${index}/${count}: merging them would count it twice. Leave one of them out.`,
  });
}

function mergeSkipped(inputs: readonly Input[]): Input['skipped'] {
  const skipped = new Map<string, { count: number; bytes: number }>();
  for (const { reason, count, bytes } of inputs.flatMap((input) => input.skipped)) {
    const known = skipped.get(reason) ?? { count: 0, bytes: 0 };
    skipped.set(reason, { count: known.count + count, bytes: known.bytes + bytes });
  }
  return [...skipped]
    .map(([reason, counts]) => ({ reason, ...counts }))
    .sort((left, right) => (left.reason < right.reason ? -1 : 1));
}

/** Parts of one file become one entry; of a set that is whole now, an entry like any other. */
function mergeFiles(inputs: readonly Input[], whole: ReadonlySet<string>): ReportFile[] {
  const files: ReportFile[] = [];
  const places = new Map<string, number>();
  for (const file of inputs.flatMap((input) => input.files)) {
    const key = `${file.part} ${file.name}`;
    const place = file.part === undefined ? undefined : places.get(key);
    if (place !== undefined) {
      files[place] = joined(files[place]!, file);
      continue;
    }
    if (file.part !== undefined) places.set(key, files.length);
    files.push(file);
  }
  return files
    .map(({ part, ...file }) => (part === undefined || whole.has(part) ? file : { ...file, part }))
    .sort(compareFiles)
    .slice(0, FILES_MAX);
}

function joined(left: ReportFile, right: ReportFile): ReportFile {
  const problem = [left.problem, right.problem].filter((text) => text !== undefined).sort()[0];
  return {
    ...left,
    bytes: left.bytes + right.bytes,
    lines: left.lines + right.lines,
    events: left.events + right.events,
    ...(problem === undefined ? {} : { problem }),
  };
}

/** Files of one name, of two machines perhaps, in an order that does not depend on that of the reports. */
function compareFiles(left: ReportFile, right: ReportFile): number {
  return (
    compareNames(left.name, right.name) ||
    left.bytes - right.bytes ||
    left.lines - right.lines ||
    left.events - right.events ||
    compareNames(JSON.stringify(left), JSON.stringify(right))
  );
}
