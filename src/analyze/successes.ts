/**
 * What successes hide. Nearly all hide nothing and begin alike: how they begin is learnt, and kernels
 * know them by it, here and where plain events are counted.
 */
import { type Arena, loadKernel } from '../model/arena.ts';
import { decodeRecord } from '../record/encoding.ts';
import { readSuccess, type SuccessForm } from '../record/success.ts';
import { annotationStart } from './judge-record.ts';
import { KERNEL_BASE64 } from './kernel/kernel.generated.ts';

export interface SuccessReader {
  /**
   * Bits of HIDDEN_KINDS of the success whose key stands at `at` of the record that begins at `record`,
   * offsets in the arena; all of the record counts if they are the same. 0 for a plain one.
   */
  read(record: number, at: number): number;
  /** Where the forms lie that kernels know; 0 where there are no kernels. */
  readonly forms: number;
}

// In step with kernel/assembly/success.ts.
const FORMS_MAX = 8;
const FORM_BYTES = 128;
const TEXT_BYTES_MAX = 48;
const LENGTH = 96;
const IS_SILENT = 100;
export const SUCCESS_READER_BYTES = FORMS_MAX * FORM_BYTES;

const LINE_FEED = 0x0a;

interface Kernel {
  isPlainSuccess(forms: number, at: number): number;
}

export function createSuccessReader(arena: Arena): SuccessReader {
  const { bytes } = arena;
  if (arena.memory === undefined) return createScalarSuccessReader(bytes);
  const forms = arena.allocate(SUCCESS_READER_BYTES);
  const kernel = loadKernel(arena, 'analyze', KERNEL_BASE64) as Kernel;
  let learnt = 0;
  return {
    forms,
    read(record, at) {
      if (kernel.isPlainSuccess(forms, at) !== 0) return 0;
      const { kinds, form } = readAt(bytes, record, at);
      if (form !== undefined && form.bytes <= TEXT_BYTES_MAX && at !== record) {
        // The oldest gives way.
        learn(bytes, forms + (learnt % FORMS_MAX) * FORM_BYTES, at, form);
        learnt++;
      }
      return kinds;
    },
  };
}

/** The same without a kernel; the reference that the kernel is held against. */
export function createScalarSuccessReader(bytes: Uint8Array): SuccessReader {
  return { forms: 0, read: (record, at) => readAt(bytes, record, at).kinds };
}

function readAt(bytes: Uint8Array, record: number, at: number): ReturnType<typeof readSuccess> {
  const end = annotationStart(bytes, record, bytes.indexOf(LINE_FEED, record));
  return readSuccess(decodeRecord(bytes, at, end, 'auto').text);
}

function learn(bytes: Uint8Array, to: number, at: number, form: SuccessForm): void {
  bytes.fill(0, to, to + FORM_BYTES);
  bytes.copyWithin(to, at, at + form.bytes);
  bytes.fill(0xff, to + TEXT_BYTES_MAX, to + TEXT_BYTES_MAX + form.bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset + to, FORM_BYTES);
  view.setInt32(LENGTH, form.bytes, true);
  view.setInt32(IS_SILENT, form.isSilent ? 1 : 0, true);
}
