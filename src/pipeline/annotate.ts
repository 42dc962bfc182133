/** The annotate job: inputs → decompress → frame → scan → judge → annotate → bytes out. */
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { CatalogSource } from '../catalog/catalog.ts';
import { frameBlocks } from '../frame/blocks.ts';
import { createUtf16Encoder, readUtf16, type Utf16, utf16Of } from '../frame/utf16.ts';
import type { Catalog } from '../model/catalog.ts';
import type { ByteReader } from '../model/source.ts';
import { ToolError } from '../model/tool-error.ts';
import {
  type AnnotateSettings,
  type BlockAnnotator,
  openBlockAnnotator,
} from '../parallel/annotate-blocks.ts';
import type { AnnotatePool } from '../parallel/annotate-pool.ts';
import { asToolError, type OpenInput, openInputs, StrictStop } from './inputs.ts';

export interface AnnotatePlan extends AnnotateSettings {
  readonly paths: readonly string[];
  readonly filesFrom?: string | undefined;
  readonly unpackedBytesMax?: number | undefined;
  readonly stdin: Readable;
  readonly signal: AbortSignal;
  readonly strict: boolean;
  readonly catalog: Catalog;
  /** What `catalog` was loaded with: other threads load their own. */
  readonly catalogSource: CatalogSource;
  /** Threads that may work at once, this one included. */
  readonly threads: number;
  /** A plain file of so many bytes is shared between them. */
  readonly dividedBytesMin: number;
  /** Resolves when the bytes may be overwritten; false when nobody reads any more. */
  write(bytes: Uint8Array): Promise<boolean>;
  onProblem(problem: ToolError): void;
  /** Told of files of a directory or a pattern that are no logs. */
  onSkip(reason: string, bytes: number, name: string): void;
}

/** Annotates all inputs; resolves to whether some input failed. */
export async function runAnnotate(plan: AnnotatePlan): Promise<boolean> {
  let hasFailed = false;
  const onProblem = (problem: ToolError): void => {
    hasFailed = true;
    plan.onProblem(problem);
  };
  const run = openRun(plan);
  try {
    for await (const input of openInputs({ ...plan, onProblem })) {
      try {
        if (!(await pass(input, run))) return hasFailed;
      } catch (error) {
        // No other input can help: what is written would have a hole.
        if (isOfOutput(error)) throw error;
        onProblem(asToolError(error));
        if (plan.strict) return true;
      }
      if (plan.signal.aborted) break;
    }
  } catch (error) {
    if (!(error instanceof StrictStop)) throw error;
  } finally {
    await run.pool?.close();
  }
  return hasFailed;
}

function isOfOutput(error: unknown): boolean {
  return error instanceof ToolError && error.code === 'output-failed';
}

/** What one input hands to the next. */
interface Run {
  readonly plan: AnnotatePlan;
  readonly blocks: BlockAnnotator;
  /** The same for what was made UTF-8, from the first such input on. */
  utf8Blocks: BlockAnnotator | undefined;
  /** The last line of the input before had no line feed: what follows is another line. */
  isSeamOpen: boolean;
  /** Other threads, from the first input on that is worth them. */
  pool: AnnotatePool | undefined;
}

function openRun(plan: AnnotatePlan): Run {
  return {
    plan,
    blocks: openBlockAnnotator(plan, plan.catalog),
    utf8Blocks: undefined,
    isSeamOpen: false,
    pool: undefined,
  };
}

/** One input from its first to its last byte; false when nobody reads any more. */
async function pass(input: OpenInput, run: Run): Promise<boolean> {
  const { source, packing, reader } = input;
  const { path, name, sizeBytes } = source;
  const charset = run.plan.encoding === 'auto' ? utf16Of(input.head) : undefined;
  if (charset !== undefined) return passUtf16(reader, charset, run);
  const isPlain = path !== undefined && packing === 'none';
  if (!isPlain || run.plan.threads === 1 || sizeBytes < run.plan.dividedBytesMin) {
    return passAlone(reader, run);
  }
  await reader.close();
  return passDivided(path, name, run);
}

const LINE_FEED = Buffer.from('\n');
const NOTHING = Buffer.alloc(0);

async function passAlone(
  reader: ByteReader,
  run: Run,
  blocks = run.blocks,
  write = run.plan.write,
): Promise<boolean> {
  const { plan } = run;
  const { output } = blocks;
  for await (const block of frameBlocks(reader, blocks.arena.bytes)) {
    if (run.isSeamOpen) output.write(LINE_FEED);
    blocks.annotate(block);
    run.isSeamOpen = block.openEnded;
    const taken = output.take();
    if (taken.length > 0 && !(await write(taken))) return false;
    if (plan.signal.aborted) return true;
  }
  return true;
}

/**
 * A log in UTF-16 is annotated as UTF-8 and written as it came. JSON objects on lines of their own and
 * terminals want UTF-8.
 */
async function passUtf16(reader: ByteReader, charset: Utf16, run: Run): Promise<boolean> {
  const { plan } = run;
  const text = readUtf16(reader, charset);
  run.utf8Blocks ??= openBlockAnnotator({ ...plan, encoding: 'utf-8' }, plan.catalog);
  if (plan.isTerminal || plan.format === 'ndjson') return passAlone(text, run, run.utf8Blocks);
  const encode = createUtf16Encoder(charset);
  const write = (bytes: Uint8Array): Promise<boolean> => plan.write(encode(bytes));
  if (!(await passAlone(text, run, run.utf8Blocks, write))) return false;
  const tail = text.tail();
  return tail.length === 0 || plan.write(tail);
}

const nextTurn = promisify<void>(setImmediate);

/** The same for a large file that lies there as it is, with all threads. */
async function passDivided(path: string, name: string, run: Run): Promise<boolean> {
  run.pool ??= await openPool(run);
  const { kind, isOpenEnded, problem } = await run.pool.annotate(
    ...([path, name, run.isSeamOpen ? LINE_FEED : NOTHING] as const),
  );
  run.isSeamOpen = isOpenEnded;
  if (problem !== undefined) throw problem;
  return kind !== 'unread';
}

async function openPool({ plan, blocks }: Run): Promise<AnnotatePool> {
  // Loaded for large files only.
  const { createAnnotatePool } = await import('../parallel/annotate-pool.ts');
  const { threads, catalogSource, encoding, lang, format, only, success, mask, undo } = plan;
  const { color, isTerminal } = plan;
  return createAnnotatePool({
    ...{ threads, blocks, catalog: catalogSource },
    settings: { encoding, lang, format, only, success, mask, undo, color, isTerminal },
    write: (bytes) => plan.write(bytes),
    isStopped: () => plan.signal.aborted,
    pause: nextTurn,
  });
}
