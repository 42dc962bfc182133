/** The annotate job: inputs → decompress → frame → scan → judge → annotate → bytes out. */
import type { Readable } from 'node:stream';
import { createAnnotator, type Only } from '../analyze/annotate.ts';
import { createInPlaceWriter, createNdjsonWriter } from '../analyze/line-writer.ts';
import { createOutput, type Output } from '../analyze/output.ts';
import { undoBlock } from '../analyze/undo.ts';
import { frameBlocks } from '../frame/blocks.ts';
import type { Block } from '../model/block.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Lang } from '../model/lang.ts';
import type { ByteReader } from '../model/source.ts';
import type { ToolError } from '../model/tool-error.ts';
import { type Engine, openEngine } from '../parallel/engine.ts';
import type { Encoding } from '../record/encoding.ts';
import { maskSecrets } from '../record/secrets.ts';
import { annotationMember, annotationText } from '../sink/annotation.ts';
import { asToolError, openInputs, StrictStop } from './inputs.ts';

export interface AnnotatePlan {
  readonly paths: readonly string[];
  readonly filesFrom?: string | undefined;
  readonly unpackedBytesMax?: number | undefined;
  readonly stdin: Readable;
  readonly signal: AbortSignal;
  readonly strict: boolean;
  readonly catalog: Catalog;
  readonly encoding: Encoding;
  readonly lang: Lang;
  readonly format: 'text' | 'ndjson';
  readonly only: Only;
  readonly success: boolean;
  readonly mask: boolean;
  readonly undo: boolean;
  /** Annotations in colour. */
  readonly color: boolean;
  /** The output is a terminal: control characters of the log must not reach it. */
  readonly isTerminal: boolean;
  /** Resolves when the bytes may be overwritten; false when nobody reads any more. */
  write(bytes: Uint8Array): Promise<boolean>;
  onProblem(problem: ToolError): void;
  /** Told of files of a directory or a pattern that are no logs. */
  onSkip(reason: string, bytes: number, name: string): void;
}

/** Annotates all inputs; resolves to whether some input failed. */
export async function runAnnotate(plan: AnnotatePlan): Promise<boolean> {
  const engine = openEngine({
    isKnown: (errcode) => plan.catalog.isKnown(errcode),
    encoding: plan.encoding,
  });
  const output = createOutput(engine.arena.bytes, filterOf(plan));
  let hasFailed = false;
  const seam = { isOpen: false };
  const onProblem = (problem: ToolError): void => {
    hasFailed = true;
    plan.onProblem(problem);
  };
  try {
    for await (const input of openInputs({ ...plan, onProblem })) {
      try {
        if (!(await pass(input.reader, engine, output, plan, seam))) return hasFailed;
      } catch (error) {
        onProblem(asToolError(error));
        if (plan.strict) return true;
      }
      if (plan.signal.aborted) break;
    }
  } catch (error) {
    if (!(error instanceof StrictStop)) throw error;
  }
  return hasFailed;
}

const LINE_FEED = Buffer.from('\n');

/** One input from its first to its last byte; false when nobody reads any more. */
async function pass(
  reader: ByteReader,
  engine: Engine,
  output: Output,
  plan: AnnotatePlan,
  seam: { isOpen: boolean },
): Promise<boolean> {
  const handle = handlerOf(engine, output, plan);
  for await (const block of frameBlocks(reader, engine.arena.bytes)) {
    // The last line of the input before had no line feed: what follows is another line.
    if (seam.isOpen) output.write(LINE_FEED);
    handle(block);
    seam.isOpen = block.openEnded;
    const taken = output.take();
    if (taken.length > 0 && !(await plan.write(taken))) return false;
    if (plan.signal.aborted) return true;
  }
  return true;
}

function handlerOf(engine: Engine, output: Output, plan: AnnotatePlan): (block: Block) => void {
  const { judge, arena } = engine;
  const { bytes } = arena;
  if (plan.undo) return (block) => undoBlock(block, bytes, output);
  const { catalog, encoding, only, success, lang, color } = plan;
  const create = plan.format === 'ndjson' ? createNdjsonWriter : createInPlaceWriter;
  const lines = create({
    ...{ bytes, encoding, output, success },
    text: (findings) => annotationText(findings, { lang, color }),
    member: annotationMember,
  });
  const annotator = createAnnotator({ catalog, bytes, only, output, lines });
  return (block) => annotator.annotate(block, judge.events, judge.judge(block));
}

/** What happens to the log's own bytes on their way out. */
function filterOf(plan: AnnotatePlan): ((bytes: Uint8Array) => Uint8Array) | undefined {
  if (!plan.mask && !plan.isTerminal) return undefined;
  return (bytes) => {
    // Latin-1 keeps every byte; what is replaced is ASCII.
    let text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    if (plan.mask) text = maskSecrets(text);
    if (plan.isTerminal) text = neutralise(text);
    return Buffer.from(text, 'latin1');
  };
}

/** Control characters as `\x1b`: a log must not move the cursor or write to the clipboard. */
function neutralise(text: string): string {
  return text.replace(
    /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n|$)|\xc2[\x80-\x9f]/g,
    (found) =>
      `\\x${found
        .charCodeAt(found.length - 1)
        .toString(16)
        .padStart(2, '0')}`,
  );
}
