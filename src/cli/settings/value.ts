/** From what a file or the environment says to the value of an option, or a sentence on what is allowed. */
import type { SettingValue } from '../../model/effective-plan.ts';
import type { Bilingual } from '../../model/lang.ts';
import type { Flag } from '../flags.ts';

/** One value as written. The environment knows text only. */
export interface RawScalar {
  readonly text: string;
  readonly type: 'text' | 'number' | 'boolean' | 'nothing';
}

export type Reading =
  | { readonly value: SettingValue }
  /** What is wrong and what is allowed; begins with the name of the option. */
  | { readonly complaint: Bilingual };

/** Reads one scalar or a list of them as the value of the option `name`. */
export async function readValue(
  name: string,
  flag: Flag,
  raw: RawScalar | readonly RawScalar[],
): Promise<Reading> {
  if (flag.list !== true) {
    if (!isList(raw)) return readScalar(name, flag, raw);
    return { complaint: allowed(name, flag, { zh: '列表', en: 'a list' }) };
  }
  const values: string[] = [];
  for (const scalar of isList(raw) ? raw : [raw]) {
    const reading = await readScalar(name, flag, scalar);
    if ('complaint' in reading) return reading;
    values.push(`${reading.value}`);
  }
  return { value: values };
}

function isList(raw: RawScalar | readonly RawScalar[]): raw is readonly RawScalar[] {
  return Array.isArray(raw);
}

async function readScalar(name: string, flag: Flag, { text, type }: RawScalar): Promise<Reading> {
  const wrong = { complaint: allowed(name, flag, quoted(text)) };
  if (type === 'nothing' || text === '') {
    return { complaint: allowed(name, flag, { zh: '空', en: 'nothing' }) };
  }
  if (flag.type === 'boolean') {
    const value = SWITCHES.get(text.toLowerCase());
    return value === undefined ? wrong : { value };
  }
  if (flag.type === 'number') {
    return /^\d+(?:\.\d+)?$/.test(text) ? { value: Number(text) } : wrong;
  }
  if (type === 'boolean') return wrong;
  if (flag.choices !== undefined && !flag.choices.includes(text)) return wrong;
  if (flag.kind === undefined || flag.kind === 'path') return { value: text };
  // Loaded when there is such a value: the clock of a zone is no matter of most command lines.
  const { complaintOf } = await import('./kinds.ts');
  const complaint = complaintOf(flag.kind, text);
  if (complaint === undefined) return { value: text };
  return { complaint: { zh: `${name}：${complaint.zh}`, en: `${name}: ${complaint.en}` } };
}

const SWITCHES: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

function quoted(text: string): Bilingual {
  return { zh: `“${text}”`, en: `"${text}"` };
}

function allowed(name: string, flag: Flag, instead: Bilingual): Bilingual {
  const what = allowedBy(flag);
  return {
    zh: `${name} 应为${what.zh}，而不是${instead.zh}。`,
    en: `${name} takes ${what.en}, not ${instead.en}.`,
  };
}

function allowedBy({ type, choices, list }: Flag): Bilingual {
  if (type === 'boolean') return { zh: ' true 或 false（1 或 0）', en: 'true or false (1 or 0)' };
  if (type === 'number') return { zh: '数字', en: 'a number' };
  if (choices !== undefined) {
    return { zh: ` ${choices.join('、')} 之一`, en: `one of ${choices.join(', ')}` };
  }
  if (list === true) return { zh: '文字或文字的列表', en: 'text or a list of texts' };
  return { zh: '文字（像 true 这样的词请加引号）', en: 'text (in quotes if it reads like true)' };
}
