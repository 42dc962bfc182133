/** Sets plain data as JSON with its members in one order, whoever built it. */
import type { Series } from '../../model/report.ts';

/** How a value is set: as it comes, on one line, packed, or with its members in this order. */
export type Layout<T> = T extends string | number | boolean
  ? 'value'
  : T extends Series
    ? 'line'
    : T extends readonly (infer Item)[]
      ? Layout<Item>
      : { readonly [Key in keyof T]-?: Layout<NonNullable<T[Key]>> };

export interface Members {
  readonly [key: string]: 'value' | 'line' | 'packed' | Members;
}

/** Two blanks an indent; members that the layout does not name are left out; ends with a line end. */
export function printJson(value: unknown, layout: Members): string {
  return `${print(value, layout, '')}\n`;
}

function print(value: unknown, layout: Members[string], margin: string): string {
  if (layout === 'line' || typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
  if (layout === 'packed') return printPacked(value);
  const inner = `${margin}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const items = Array.isArray(value)
    ? value.map((item) => print(item, layout, inner))
    : printMembers(value, layout as Members, inner);
  if (items.length === 0) return `${open}${close}`;
  return `${open}\n${items.map((item) => inner + item).join(',\n')}\n${margin}${close}`;
}

function printMembers(value: object, layout: Members, margin: string): string[] {
  const members = value as Readonly<Record<string, unknown>>;
  return Object.keys(layout)
    .filter((key) => members[key] !== undefined)
    .map((key) => `${JSON.stringify(key)}: ${print(members[key], layout[key]!, margin)}`);
}

/** On one line, whatever it is; an array of numbers that is none of JSON's is set as one. */
function printPacked(value: unknown): string {
  if (value instanceof Float64Array) return printNumbers(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(printPacked).join(',')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${printPacked(member)}`).join(',')}}`;
}

/** An integer of 32 bits, its sign and a comma. */
const NUMBER_BYTES_MAX = 12;
const COMMA = 0x2c;
const ZERO = 0x30;

/** Digit by digit into bytes: a report holds a million of them, and nearly all are short. */
function printNumbers(numbers: Float64Array): string {
  const integers = new Int32Array(numbers);
  const bytes = Buffer.allocUnsafe(numbers.length * NUMBER_BYTES_MAX);
  let end = 0;
  for (let index = 0; index < integers.length; index++) {
    const number = integers[index]!;
    if (number !== numbers[index]) return `[${numbers.join(',')}]`;
    if (number >= 0 && number < 10) bytes[end++] = ZERO + number;
    else if (number >= 0 && number < 100) {
      const tens = (number / 10) | 0;
      bytes[end] = ZERO + tens;
      bytes[end + 1] = ZERO + number - tens * 10;
      end += 2;
    } else end += bytes.write(`${number}`, end, 'latin1');
    bytes[end++] = COMMA;
  }
  return `[${bytes.toString('latin1', 0, Math.max(0, end - 1))}]`;
}
