/** Wires what turns one block into its annotated bytes; once per thread. */
import { createAnnotator, type Only } from '../analyze/annotate.ts';
import { createInPlaceWriter, createNdjsonWriter } from '../analyze/line-writer.ts';
import { createHeldMemory, createOutput, type Output } from '../analyze/output.ts';
import { undoBlock } from '../analyze/undo.ts';
import type { Arena, Kernels } from '../model/arena.ts';
import type { Block } from '../model/block.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Finding } from '../model/finding.ts';
import type { Lang } from '../model/lang.ts';
import type { Category } from '../model/taxonomy.ts';
import type { Encoding } from '../record/encoding.ts';
import { createJsonScan } from '../record/json-scan.ts';
import { MASK, maskAllButExit, maskSecrets } from '../record/secrets.ts';
import { annotationMember, annotationText, detailsText } from '../sink/annotation.ts';
import { openEngine } from './engine.ts';

/** What annotated lines look like. Plain data, so that threads can be told of it. */
export interface AnnotateSettings {
  readonly encoding: Encoding;
  readonly lang: Lang;
  readonly format: 'text' | 'ndjson';
  readonly only: Only;
  /** Where only some lines go out: those with one of these codes, and of these categories. */
  readonly codes?: readonly number[];
  readonly categories?: readonly Category[];
  readonly success: boolean;
  readonly mask: boolean;
  /** A masked line still shows the exit address that 60020 refuses, which is its remedy. */
  readonly showsExit?: boolean;
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

/** Looks on: the first `count` rows of a block, and its line feeds. */
export type EventWatch = (events: Int32Array, count: number, lineFeeds: number) => void;

/** `parts` are those of another thread. */
export function openBlockAnnotator(
  settings: AnnotateSettings,
  catalog: Catalog,
  parts?: SharedParts,
  watch?: EventWatch,
): BlockAnnotator {
  const { encoding, only, success, lang, color } = settings;
  const isKnown = (errcode: number): boolean => catalog.isKnown(errcode);
  const { judge, arena, lineFeeds } = openEngine({
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
    details: settings.mask && settings.showsExit !== true ? maskedDetails : detailsText,
  });
  const passes = passesOf(settings);
  const annotator = createAnnotator({ catalog, bytes, only, passes, output, lines });
  return {
    ...{ arena, output, shared },
    annotate(block) {
      const count = judge.judge(block);
      watch?.(judge.events, count, lineFeeds());
      annotator.annotate(block, judge.events, count);
    },
  };
}

/** Of each kind of choice any one value, of both kinds together both. */
function passesOf({
  codes = [],
  categories = [],
}: AnnotateSettings): ((finding: Finding) => boolean) | undefined {
  if (codes.length === 0 && categories.length === 0) return undefined;
  return ({ errcode, category }) =>
    (codes.length === 0 || codes.includes(errcode)) &&
    (categories.length === 0 || (category !== undefined && categories.includes(category)));
}

/** What is said of a line shows no more than the masked line does. */
function maskedDetails(details: Partial<Finding>): string {
  return detailsText(details.fromIp === undefined ? details : { ...details, fromIp: MASK });
}

/** What happens to the log's own bytes on their way out. */
function filterOf({
  mask,
  showsExit,
  isTerminal,
}: AnnotateSettings): ((bytes: Uint8Array) => Uint8Array) | undefined {
  if (!mask && !isTerminal) return undefined;
  return (bytes) => {
    // Latin-1 keeps every byte; what is replaced is ASCII.
    let text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    if (mask) text = showsExit === true ? maskAllButExit(text) : maskSecrets(text);
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
