/** Sets plain data as JSON with its members in one order, whoever built it. */
import type { Series } from '../../model/report.ts';

/** How a value is set: as it comes, on one line, or with its members in this order. */
export type Layout<T> = T extends string | number | boolean
  ? 'value'
  : T extends Series
    ? 'line'
    : T extends readonly (infer Item)[]
      ? Layout<Item>
      : { readonly [Key in keyof T]-?: Layout<NonNullable<T[Key]>> };

export interface Members {
  readonly [key: string]: 'value' | 'line' | Members;
}

/** Two blanks an indent; members that the layout does not name are left out; ends with a line end. */
export function printJson(value: unknown, layout: Members): string {
  return `${print(value, layout, '')}\n`;
}

function print(value: unknown, layout: Members[string], margin: string): string {
  if (layout === 'line' || typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
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
