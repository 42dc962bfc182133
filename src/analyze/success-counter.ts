/** Counts what is wrong with successes: the part of counting that reports and `serve` share. */
import type { Block } from '../model/block.ts';
import { sampleRecord } from './aggregate-rare.ts';
import { countBeside, countHidden, countPair } from './hidden.ts';
import type { Samples } from './samples.ts';
import type { SuccessReader } from './successes.ts';
import type { Summary } from './summary.ts';

/** Takes the codes of one source in order of place. */
export interface SuccessCounter {
  openBlock(block: Block): void;
  /** The record at `record`, an offset in the arena, comes. */
  openRecord(block: Block, record: number): void;
  /** A code of it that nothing tolerates, with its key at `at`; `ms` is NaN without a time. */
  add(errcode: number, at: number, ms: number, api: string | undefined): void;
}

export function createSuccessCounter(
  { hidden, beside }: Summary,
  bytes: Uint8Array,
  successes: SuccessReader,
): SuccessCounter {
  let record = 0;
  let hasSuccess = false;
  let isCounted = false;
  /** Errors of the record that were met before a success. */
  const errors: number[] = [];

  const sample = (samples: Samples, at: number): void => sampleRecord(samples, bytes, record, at);
  const begin = (): void => {
    hasSuccess = false;
    isCounted = false;
    errors.length = 0;
  };
  const countRecord = (ms: number): void => {
    if (isCounted) return;
    isCounted = true;
    countBeside(beside, ms);
    sample(beside.samples, record);
  };

  return {
    openBlock({ part }) {
      if (part === 'first') begin();
    },
    openRecord({ part }, at) {
      record = at;
      // The windows of a long record are one.
      if (part === 'whole') begin();
    },
    add(errcode, at, ms, api) {
      if (errcode === 0) {
        hasSuccess = true;
        for (const error of errors) countPair(beside, error, false);
        if (errors.length > 0) countRecord(ms);
        const mask = successes.read(record, at);
        if (mask !== 0) countHidden(hidden, mask, ms, api, (samples) => sample(samples, at));
      } else if (hasSuccess) {
        countPair(beside, errcode, true);
        countRecord(ms);
      } else errors.push(errcode);
    },
  };
}
