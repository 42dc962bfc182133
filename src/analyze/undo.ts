/** The inverse of annotate: takes our annotations out of lines and leaves every other byte. */
import type { Block } from '../model/block.ts';
import { WINDOW_OVERLAP_BYTES } from '../model/limits.ts';
import { ANNOTATION_MARK } from '../record/evidence.ts';
import type { Output } from './output.ts';

const LINE_FEED = 0x0a;
const MARK = Buffer.from(ANNOTATION_MARK);
const MARK_GB18030 = Buffer.from([0x20, 0x20, 0xa1, 0xfb, 0x20]);
const MEMBER = Buffer.from('"wecom');
const CLOSE_BRACE = 0x7d;
const COMMA = 0x2c;

/** Writes the lines of a block without their annotations. */
export function undoBlock(block: Block, bytes: Uint8Array, output: Output): void {
  if (block.part !== 'whole') {
    undoWindow(block, bytes, output);
    return;
  }
  for (let at = block.start; at < block.end; ) {
    const feed = bytes.indexOf(LINE_FEED, at);
    const end = Math.min(feed, block.end);
    undoLine(bytes, at, end, output);
    output.copy(end, Math.min(end + 1, block.end));
    at = end + 1;
  }
}

function undoLine(bytes: Uint8Array, start: number, end: number, output: Output): void {
  const line = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  const text = textAnnotation(line);
  if (text !== undefined) {
    output.copy(start, start + text.from);
    output.copy(start + text.to, end);
    return;
  }
  const member = memberAnnotation(line);
  if (member === undefined) {
    output.copy(start, end);
    return;
  }
  output.copy(start, start + member.from);
  output.copy(start + member.to, end);
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** From the mark to the end, or to the CR before it. */
function textAnnotation(line: Buffer): Range | undefined {
  const from = Math.max(line.lastIndexOf(MARK), line.lastIndexOf(MARK_GB18030));
  if (from < 0) return undefined;
  const to = line.at(-1) === 0x0d ? line.length - 1 : line.length;
  const behind = line.toString('latin1', from + MARK_GB18030.length, from + 24);
  return /^.?-?\d{1,10} /.test(behind) ? { from, to } : undefined;
}

/** The last member of the object, if it is ours: a list of findings that ends at the last brace. */
function memberAnnotation(line: Buffer): Range | undefined {
  const brace = line.lastIndexOf(CLOSE_BRACE);
  if (brace < 0) return undefined;
  let at = line.indexOf(MEMBER);
  while (at >= 0) {
    const head = /^"wecom(?:_\d+)?":(?=\[\{"errcode":)/.exec(line.toString('latin1', at, at + 48));
    if (head !== null && isList(line.toString('latin1', at + head[0].length, brace))) {
      return { from: line[at - 1] === COMMA ? at - 1 : at, to: brace };
    }
    at = line.indexOf(MEMBER, at + 1);
  }
  return undefined;
}

function isList(text: string): boolean {
  try {
    const list = JSON.parse(text) as unknown;
    return Array.isArray(list) && list.every((item) => 'errcode' in item && 'shape' in item);
  } catch {
    return false;
  }
}

/**
 * The annotation of an over-long record stands at its end. Each window but the last leaves out what
 * the next one repeats, so the end is looked at with what stands before it.
 */
function undoWindow(block: Block, bytes: Uint8Array, output: Output): void {
  if (block.part !== 'last') {
    output.copy(block.start, block.end - WINDOW_OVERLAP_BYTES);
    return;
  }
  const end = block.openEnded ? block.end : block.end - 1;
  undoLine(bytes, block.start, end, output);
  output.copy(end, block.end);
}
