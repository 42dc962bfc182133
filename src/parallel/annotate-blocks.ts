/** Wires what turns one block into its annotated bytes; once per thread. */
import { createAnnotator, type Only } from '../analyze/annotate.ts';
import { createInPlaceWriter, createNdjsonWriter } from '../analyze/line-writer.ts';
import { createHeldMemory, createOutput, type Output } from '../analyze/output.ts';
import { undoBlock } from '../analyze/undo.ts';
import type { Arena, Kernels } from '../model/arena.ts';
import type { Block } from '../model/block.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Lang } from '../model/lang.ts';
import type { Encoding } from '../record/encoding.ts';
import { createJsonScan } from '../record/json-scan.ts';
import { maskSecrets } from '../record/secrets.ts';
import { annotationMember, annotationText, detailsText } from '../sink/annotation.ts';
import { openEngine } from './engine.ts';

/** What annotated lines look like. Plain data, so that threads can be told of it. */
export interface AnnotateSettings {
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
}

export interface BlockAnnotator {
  /** The memory to frame blocks in. */
  readonly arena: Arena;
  /** Where the bytes of annotated blocks are gathered. */
  readonly output: Output;
  /** What a thread needs to do the same work beside this one. */
  readonly shared: SharedParts;
  annotate(block: Block): void;
}

/** What threads have in common. */
export interface SharedParts {
  /** Compiled once. */
  readonly kernels: Kernels;
  /** For lines that are held back; undefined where none are. */
  readonly held: SharedArrayBuffer | undefined;
}

/** `parts` are those of another thread. */
export function openBlockAnnotator(
  settings: AnnotateSettings,
  catalog: Catalog,
  parts?: SharedParts,
): BlockAnnotator {
  const { encoding, only, success, lang, color } = settings;
  const isKnown = (errcode: number): boolean => catalog.isKnown(errcode);
  const { judge, arena } = openEngine({
    ...{ isKnown, encoding },
    ...(parts === undefined ? {} : { kernels: parts.kernels }),
  });
  const { bytes } = arena;
  const held = parts?.held ?? (only === 'all' ? undefined : createHeldMemory());
  const output = createOutput({ arena, filter: filterOf(settings), held });
  const shared = { kernels: arena.kernels, held };
  if (settings.undo) {
    return { arena, output, shared, annotate: (block) => undoBlock(block, bytes, output) };
  }
  const create = settings.format === 'ndjson' ? createNdjsonWriter : createInPlaceWriter;
  const lines = create({
    ...{ bytes, scanJson: createJsonScan(arena), encoding, output, success },
    text: (findings) => annotationText(findings, { lang, color }),
    member: annotationMember,
    details: detailsText,
  });
  const annotator = createAnnotator({ catalog, bytes, only, output, lines });
  return {
    ...{ arena, output, shared },
    annotate: (block) => annotator.annotate(block, judge.events, judge.judge(block)),
  };
}

/** What happens to the log's own bytes on their way out. */
function filterOf({
  mask,
  isTerminal,
}: AnnotateSettings): ((bytes: Uint8Array) => Uint8Array) | undefined {
  if (!mask && !isTerminal) return undefined;
  return (bytes) => {
    // Latin-1 keeps every byte; what is replaced is ASCII.
    let text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    if (mask) text = maskSecrets(text);
    if (isTerminal) text = neutralise(text);
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
