/**
 * The fast scanner: the WebAssembly kernel finds and reads plain forms, `check` decides the rest.
 * The log bytes live in the kernel's own memory, so nothing is copied to be scanned.
 */
import { type Arena, loadKernel } from '../model/arena.ts';
import { rowsFor, type Scanner } from './candidate.ts';
import { KERNEL_BASE64 } from './kernel/kernel.generated.ts';
import { createRowWriter, settle } from './rows.ts';
import { KERNEL_TABLE_BYTES, stemTable } from './stems.ts';

interface Kernel {
  scan(start: number, end: number, rows: number, table: number): number;
  countLineFeeds(): number;
  countProbes(): number;
  firstProbe(): number;
}

/** A scanner over an arena of WebAssembly memory; blocks hold at most `blockBytesMax`. */
export function createSimdScanner(arena: Arena, blockBytesMax: number): Scanner {
  const { bytes } = arena;
  const tableAt = arena.allocate(KERNEL_TABLE_BYTES);
  bytes.set(stemTable(), tableAt);
  const rowsLength = rowsFor(blockBytesMax);
  const rowsAt = arena.allocate(rowsLength * 4);
  const rows = new Int32Array(bytes.buffer, rowsAt, rowsLength);
  const kernel = loadKernel(arena, 'scan', KERNEL_BASE64) as Kernel;
  const writer = createRowWriter(rows);
  const scanner = {
    rows,
    lineFeeds: 0,
    scan(start: number, end: number): number {
      const count = kernel.scan(start, end, rowsAt, tableAt);
      scanner.lineFeeds = kernel.countLineFeeds();
      return kernel.countProbes() === 0
        ? count
        : settle(bytes, rows, kernel.firstProbe(), count, writer);
    },
  };
  return scanner;
}
