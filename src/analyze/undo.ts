/** The inverse of annotate: takes our annotations out of lines and leaves every other byte. */
import type { Block } from '../model/block.ts';
import { WINDOW_OVERLAP_BYTES } from '../model/limits.ts';
import { findAnnotation } from './annotation-mark.ts';
import type { Output } from './output.ts';

const LINE_FEED = 0x0a;

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
  const annotation = findAnnotation(line);
  if (annotation === undefined) {
    output.copy(start, end);
    return;
  }
  output.copy(start, start + annotation.from);
  output.copy(start + annotation.to, end);
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
