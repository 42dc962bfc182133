/** Checks plain data from a file against what it should look like; says where it does not. */

/**
 * `count` is an integer from 0 on, `moment` RFC 3339, `ms` an instant in ms since the epoch or null,
 * `pair` two integers, `named` an integer and a text; a list has one element that all of it look like;
 * the name of a member that may be absent ends in `?`; members that are not named are not looked at.
 */
export type DataShape =
  | 'count'
  | 'integer'
  | 'number'
  | 'text'
  | 'flag'
  | 'moment'
  | 'ms'
  | 'pair'
  | 'named'
  | readonly [DataShape]
  | { readonly [member: string]: DataShape };

/** Where `value` is first other than it should be, such as `codes[3].events`; undefined if nowhere. */
export function misfitIn(value: unknown, shape: DataShape, place = ''): string | undefined {
  if (typeof shape === 'string') return SCALARS[shape](value) ? undefined : place;
  if (isList(shape)) {
    // Counts of this process have not been through a file.
    if (value instanceof Float64Array) return undefined;
    if (!Array.isArray(value)) return place;
    for (const [index, item] of value.entries()) {
      const misfit = misfitIn(item, shape[0], `${place}[${index}]`);
      if (misfit !== undefined) return misfit;
    }
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return place;
  const members = value as Readonly<Record<string, unknown>>;
  for (const [key, inner] of Object.entries(shape)) {
    const name = key.endsWith('?') ? key.slice(0, -1) : key;
    if (members[name] === undefined && key !== name) continue;
    const misfit = misfitIn(members[name], inner, place === '' ? name : `${place}.${name}`);
    if (misfit !== undefined) return misfit;
  }
  return undefined;
}

function isList(shape: DataShape): shape is readonly [DataShape] {
  return Array.isArray(shape);
}

const SCALARS: Readonly<Record<Extract<DataShape, string>, (value: unknown) => boolean>> = {
  count: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  integer: (value) => Number.isSafeInteger(value),
  number: (value) => Number.isFinite(value),
  text: (value) => typeof value === 'string',
  flag: (value) => typeof value === 'boolean',
  moment: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  ms: (value) => value === null || (Number.isSafeInteger(value) && isInstant(value as number)),
  named: (value) =>
    Array.isArray(value) &&
    value.length === 2 &&
    Number.isSafeInteger(value[0]) &&
    typeof value[1] === 'string',
  pair: (value) => Array.isArray(value) && value.length === 2 && value.every(Number.isSafeInteger),
};

function isInstant(ms: number): boolean {
  return !Number.isNaN(new Date(ms).getTime());
}
