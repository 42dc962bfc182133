/**
 * One of n equal jobs over the same inputs: which of them are its own. What a job takes depends on names
 * and first bytes, never on sizes or on what the others do, so that each line is read by one job even
 * while logs grow. docs/decisions/0018-shards.md.
 */
import { createHash } from 'node:crypto';
import { decompress } from '../decompress/decompress.ts';
import { LOOK_BYTES } from '../model/limits.ts';
import type { ReportShard } from '../model/report.ts';
import type { Source } from '../model/source.ts';
import { ToolError } from '../model/tool-error.ts';
import { HEAD_BYTES } from './copies.ts';
import { readHead } from './head.ts';
import type { FoundPath } from './inputs.ts';
import { createFormFinder, type FormFinder, type RecordSettings } from './records.ts';
import { stemOf } from './siblings.ts';

export interface ShardChoice {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
  /** A plain file is shared in stretches of so many bytes: the same for all jobs. */
  readonly stretchBytes: number;
}

/** `whole`, `none`, or the stretches of it that are read. */
export type SharePart = 'whole' | 'none' | readonly number[];

export interface Share {
  readonly shard: ReportShard;
  readonly stretchBytes: number;
  /** Whether what is said of this name is said by this job. */
  isOurs(name: string): boolean;
  partOf(source: Pick<Source, 'name'>): SharePart;
}

interface Probe {
  /** The same for inputs that may hold the same. */
  readonly key: string;
  /** Bytes of a plain file, which can be read from any place; undefined for everything else. */
  readonly sizeBytes: number | undefined;
}

/** Looks at the beginning of every input. Throws a ToolError for standard input, which only one can read. */
export async function shareInputs(
  { index, count, stretchBytes }: ShardChoice,
  paths: readonly FoundPath[],
  settings: RecordSettings,
): Promise<Share> {
  const findForm = createFormFinder(settings);
  const probes = new Map<string, Probe>();
  const owners = new Map<string, number>();
  const names = createHash('sha256').update(`${count}\n`);
  for (const { source, identity } of paths.flatMap(({ found }) => found)) {
    if (source.name === '-' && identity === '') throw stdinShared();
    names.update(`${source.name}\n`);
    if (probes.has(source.name)) continue;
    const probe = await probeSource(source, findForm);
    probes.set(source.name, probe);
    owners.set(probe.key, (owners.get(probe.key) ?? 0) + 1);
  }
  const isOurs = (key: string, place = 0): boolean => (numberOf(key) + place) % count === index - 1;
  return {
    stretchBytes,
    shard: { set: names.digest('hex').slice(0, 16), index, count },
    isOurs: (name) => isOurs(name),
    partOf({ name }) {
      const probe = probes.get(name);
      if (probe === undefined) return isOurs(name) ? 'whole' : 'none';
      const { key, sizeBytes } = probe;
      // Whether two inputs hold the same can only be seen by who reads both.
      if (sizeBytes === undefined || owners.get(key)! > 1) return isOurs(key) ? 'whole' : 'none';
      const stretches = Math.max(1, Math.ceil(sizeBytes / stretchBytes));
      const ours = Array.from({ length: stretches }, (_, place) => place).filter((place) =>
        isOurs(key, place),
      );
      return ours.length === 0 ? 'none' : ours;
    },
  };
}

/** What cannot be opened belongs to who has its name, and is told there. */
async function probeSource(source: Source, findForm: FormFinder): Promise<Probe> {
  try {
    const reader = await source.open();
    try {
      const opened = await decompress({ ...source, reader });
      // An archive is not unpacked to find out who unpacks it.
      if (opened.archive !== undefined) return { key: source.name, sizeBytes: undefined };
      const begun = await readHead(opened.reader, LOOK_BYTES);
      const head = begun.head.subarray(0, HEAD_BYTES);
      // Documents and UTF-16 cannot be read from any place.
      const { documents, utf16 } = await findForm(begun.head, begun.isWhole);
      const isLines = documents === undefined && utf16 === undefined;
      const isPlain = isLines && opened.compressions.length === 0 && source.path !== undefined;
      const hash = createHash('sha256').update(head).digest('base64');
      // Short logs are copies of each other only if their names say so.
      const key = head.length < HEAD_BYTES ? stemOf(source.name) : hash;
      return { key, sizeBytes: isPlain ? source.sizeBytes : undefined };
    } finally {
      await reader.close();
    }
  } catch (error) {
    if (error instanceof ToolError) return { key: source.name, sizeBytes: undefined };
    throw error;
  }
}

function numberOf(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE(0);
}

function stdinShared(): ToolError {
  return new ToolError('shard-stdin', {
    zh: '--shard 要求每个任务都能看到全部输入，标准输入做不到。请给出文件或目录。',
    en: '--shard wants every job to see all inputs, which standard input cannot give. Name files or directories.',
  });
}
