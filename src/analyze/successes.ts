/**
 * What successes hide. Nearly all hide nothing and begin alike: how they begin is learnt, and kernels
 * know them by it, here and where plain events are counted.
 */
import { type Arena, loadKernel } from '../model/arena.ts';
import { decodeRecord } from '../record/encoding.ts';
import { readSuccess } from '../record/success.ts';
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
const FORM_BYTES = 96;
const HEAD_MASK = 80;
const LENGTH = 84;
const IS_SILENT = 88;
const HEAD_BYTES = 32;
export const SUCCESS_READER_BYTES = FORMS_MAX * FORM_BYTES;

/** So most successes stand in logs; to learn them takes longer than a small log. */
export const COMMON_FORMS = [
  'errcode=0 errmsg="ok"',
  'errcode": 0, "errmsg": "ok"',
  'errcode":0,"errmsg":"ok","invaliduser":""',
  'errcode\\":0,\\"errmsg\\":\\"ok\\"',
  'errcode":0,"errmsg":"ok"',
];

const LINE_FEED = 0x0a;

interface Kernel {
  isPlainSuccess(forms: number, at: number): number;
}

export function createSuccessReader(arena: Arena): SuccessReader {
  const { bytes } = arena;
  if (arena.memory === undefined) return createScalarSuccessReader(bytes);
  const forms = arena.allocate(SUCCESS_READER_BYTES);
  const kernel = loadKernel(arena, 'analyze', KERNEL_BASE64) as Kernel;
  /** The oldest first. */
  const learnt: LearntForm[] = COMMON_FORMS.map((text) => ({
    text: Buffer.from(text),
    isSilent: false,
  }));
  writeForms(bytes, forms, learnt);
  return {
    forms,
    read(record, at) {
      if (kernel.isPlainSuccess(forms, at) !== 0) return 0;
      const { kinds, form } = readAt(bytes, record, at);
      if (form !== undefined && at !== record) {
        const text = bytes.slice(at, at + form.bytes);
        if (learn(learnt, { text, isSilent: form.isSilent })) writeForms(bytes, forms, learnt);
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

interface LearntForm {
  readonly text: Uint8Array;
  readonly isSilent: boolean;
}

/** Whether the form is new; where there is no room left, the oldest gives way. */
function learn(learnt: LearntForm[], form: LearntForm): boolean {
  if (learnt.some(({ text }) => Buffer.compare(text, form.text) === 0)) return false;
  if (learnt.length === FORMS_MAX) learnt.shift();
  learnt.push(form);
  return true;
}

/** The longest first: others begin as they do. */
function writeForms(bytes: Uint8Array, forms: number, learnt: readonly LearntForm[]): void {
  bytes.fill(0, forms, forms + FORMS_MAX * FORM_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset + forms, FORMS_MAX * FORM_BYTES);
  const sorted = learnt.toSorted((left, right) => right.text.length - left.text.length);
  for (const [index, { text, isSilent }] of sorted.entries()) {
    const at = index * FORM_BYTES;
    bytes.set(text, forms + at);
    view.setUint32(at + HEAD_MASK, 2 ** Math.min(text.length, HEAD_BYTES) - 1, true);
    view.setInt32(at + LENGTH, text.length, true);
    view.setInt32(at + IS_SILENT, isSilent ? 1 : 0, true);
  }
}
