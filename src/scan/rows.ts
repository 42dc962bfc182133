/**
 * Writes candidate rows and keeps the three rules that make a row speak for its record: a gate
 * beside a plain wire key is not worth a row, a link behind one that says the same becomes its flag, and the first API
 * path of a record is noted on the row before it and on all rows behind it.
 *
 * kernel/assembly/kernel.ts does the same for plain forms; where the two meet (a probe decided
 * afterwards) `settle` runs the rules once more over the kernel's rows.
 */
import {
  API,
  AT,
  GATE,
  HOST,
  KIND,
  KIND_MASK,
  LINK,
  LINKED,
  PROBE,
  RECORD,
  ROW_FIELDS,
  TO,
  VALUE,
  WIRE,
} from './candidate.ts';
import { check, found, NONE } from './check.ts';

export interface RowWriter {
  /** Goes on behind the first `count` rows. */
  reset(count: number): void;
  write(kind: number, value: number, at: number, to: number, record: number, api: number): void;
  /** Writes the rows [from, to), indexes that lie at or behind the place of writing. */
  keep(from: number, to: number): void;
  /** Notes an API path at `api` on the latest row, if that is of the same record and has none. */
  carry(record: number, api: number): void;
  count(): number;
}

export function createRowWriter(rows: Int32Array): RowWriter {
  let next = 0;
  const carry = (record: number, api: number): void => {
    const last = next - ROW_FIELDS;
    if (last >= 0 && rows[last + RECORD] === record && rows[last + API] === 0) {
      rows[last + API] = api;
    }
  };
  return {
    reset(count) {
      next = count * ROW_FIELDS;
    },
    carry,
    keep(from, to) {
      if (next !== from) rows.copyWithin(next, from, to);
      next += to - from;
    },
    write(kind, value, at, to, record, api) {
      const last = next - ROW_FIELDS;
      const besideWire =
        last >= 0 && rows[last + RECORD] === record && (rows[last + KIND]! & KIND_MASK) === WIRE;
      const isSameLink = besideWire && (kind & KIND_MASK) === LINK && rows[last + VALUE] === value;
      if (isSameLink) rows[last + KIND]! |= LINKED;
      if (isSameLink || (besideWire && (kind & KIND_MASK) === GATE)) {
        carry(record, api);
        return;
      }
      rows[next + KIND] = kind;
      rows[next + VALUE] = value;
      rows[next + AT] = at;
      rows[next + TO] = to;
      rows[next + RECORD] = record;
      rows[next + API] = api;
      next += ROW_FIELDS;
    },
    count: () => next / ROW_FIELDS,
  };
}

/**
 * Decides the probes among the kernel's `count` rows, of which `first` is the first, in place; returns
 * how many rows remain.
 */
export function settle(
  bytes: Uint8Array,
  rows: Int32Array,
  first: number,
  count: number,
  writer: RowWriter,
): number {
  writer.reset(first);
  const end = count * ROW_FIELDS;
  let settled = -1;
  for (let row = first * ROW_FIELDS; row < end; ) {
    const isProbe = (rows[row + KIND]! & KIND_MASK) === PROBE;
    if (isProbe || rows[row + RECORD] === settled) {
      settled = rows[row + RECORD]!;
      settleRow(bytes, rows, row, writer);
      row += ROW_FIELDS;
      continue;
    }
    // Rows of records without a probe are right as they are.
    let to = row + ROW_FIELDS;
    while (to < end && (rows[to + KIND]! & KIND_MASK) !== PROBE) to += ROW_FIELDS;
    writer.keep(row, to);
    row = to;
  }
  return writer.count();
}

function settleRow(bytes: Uint8Array, rows: Int32Array, row: number, writer: RowWriter): void {
  let kind = rows[row + KIND]!;
  let value = rows[row + VALUE]!;
  let at = rows[row + AT]!;
  let to = rows[row + TO]!;
  const record = rows[row + RECORD]!;
  const api = rows[row + API]!;
  const host = kind & HOST;
  if ((kind & KIND_MASK) === PROBE) {
    kind = check(bytes, at, record);
    value = found.value;
    at = found.at;
    to = found.to;
  }
  // The writer never overtakes the reader: it writes at most one row for each row read.
  if (kind === NONE) {
    writer.carry(record, api);
    return;
  }
  writer.write((kind & KIND_MASK) | host, value, at, to, record, api);
  if ((kind & LINKED) !== 0) writer.write(LINK, value, at, to, record, api);
}
