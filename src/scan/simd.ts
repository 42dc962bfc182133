/**
 * The fast scanner: the WebAssembly kernel finds and reads plain forms, `check` decides the rest.
 * The log bytes live in the kernel's own memory, so nothing is copied to be scanned.
 */
import { ROW_FIELDS, ROW_SPACING_BYTES, type Scanner } from './candidate.ts';
import { KERNEL_BASE64 } from './kernel/kernel.generated.ts';
import { PAIR_TABLE_BYTES, pairTable } from './pairs.ts';
import { createRowWriter, settle } from './rows.ts';

interface Kernel {
  scan(start: number, end: number, rows: number, table: number): number;
  countLineFeeds(): number;
  countProbes(): number;
}

const PAGE_BYTES = 65536;
/** The kernel may read so far past the end of a block. */
const SLACK_BYTES = 64;

/** A scanner over WebAssembly memory that holds `capacity` bytes of log. */
export function createSimdScanner(capacity: number): Scanner {
  const tableAt = Math.ceil((capacity + SLACK_BYTES) / 64) * 64;
  const rowsAt = tableAt + PAIR_TABLE_BYTES;
  const rowsLength = Math.ceil(capacity / ROW_SPACING_BYTES) * ROW_FIELDS;
  const pages = Math.ceil((rowsAt + rowsLength * 4) / PAGE_BYTES);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const module = new WebAssembly.Module(Buffer.from(KERNEL_BASE64, 'base64'));
  const kernel = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernel;
  const bytes = new Uint8Array(memory.buffer, 0, capacity + SLACK_BYTES);
  new Uint8Array(memory.buffer, tableAt, PAIR_TABLE_BYTES).set(pairTable());
  const rows = new Int32Array(memory.buffer, rowsAt, rowsLength);
  const writer = createRowWriter(rows);
  const scanner = {
    bytes,
    rows,
    lineFeeds: 0,
    scan(start: number, end: number): number {
      const count = kernel.scan(start, end, rowsAt, tableAt);
      scanner.lineFeeds = kernel.countLineFeeds();
      return kernel.countProbes() === 0 ? count : settle(bytes, rows, count, writer);
    },
  };
  return scanner;
}
