/** Values of the web configuration, each of the kind it has to be. */

/** Complains of the value at a path of keys; never returns. */
export type Refuse = (path: readonly string[], zh: string, en: string) => never;

export type Section = Readonly<Record<string, unknown>>;

/** A section as an object; absent ones are empty. `keys` are the allowed ones, undefined any. */
export function sectionOf(
  value: unknown,
  path: readonly string[],
  keys: readonly string[] | undefined,
  refuse: Refuse,
): Section {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    refuse(path, '这里应为“键: 值”的集合。', 'wants keys and values here.');
  }
  const unknown = Object.keys(value).find((key) => keys !== undefined && !keys.includes(key));
  if (unknown !== undefined) {
    const allowed = keys!.join(', ');
    refuse(
      [...path, unknown],
      `不认识 ${unknown}；可用的有：${allowed}。`,
      `${unknown} is unknown; known are: ${allowed}.`,
    );
  }
  return value as Section;
}

export function booleanOf(
  value: unknown,
  path: readonly string[],
  refuse: Refuse,
): boolean | undefined {
  if (value === undefined || value === null || typeof value === 'boolean')
    return value ?? undefined;
  return refuse(path, `${path.at(-1)} 应为 true 或 false。`, `${path.at(-1)} wants true or false.`);
}

/** A text; undefined where it is absent or empty. */
export function textOf(
  value: unknown,
  path: readonly string[],
  refuse: Refuse,
): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  return refuse(path, `${path.at(-1)} 应为文本。`, `${path.at(-1)} wants a text.`);
}
