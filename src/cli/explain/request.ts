/** What `explain` is asked for: codes, ranges and words of the command line, and areas and categories. */
import type { Bilingual } from '../../model/lang.ts';
import {
  CATEGORIES,
  CATEGORY_IDS,
  type Category,
  DOMAIN_NAMES,
  type Domain,
} from '../../model/taxonomy.ts';
import { ToolError } from '../../model/tool-error.ts';
import type { CommandInput } from '../command.ts';
import { nearest } from '../nearest.ts';
import { textsOf } from '../options.ts';

/** Both ends belong to it. */
export interface CodeRange {
  readonly from: number;
  readonly to: number;
}

export interface Request {
  /** In the order asked, each once. */
  readonly codes: readonly number[];
  readonly ranges: readonly CodeRange[];
  /** Words, or phrases of several words. */
  readonly words: readonly string[];
  /** Whether codes are to be read from standard input. */
  readonly fromInput: boolean;
}

const INT32_MAX = 2 ** 31 - 1;
const INT32_MIN = -(2 ** 31);

/** Throws a ToolError `code-invalid` or `range-empty`. */
export function readRequest(positionals: readonly string[]): Request {
  const codes = new Set<number>();
  const ranges: CodeRange[] = [];
  const words: string[] = [];
  let fromInput = false;
  for (const word of positionals) {
    const range = /^(-?\d+)(?:-|\.\.)(-?\d+)$/.exec(word);
    if (word === '-') fromInput = true;
    else if (/^-?\d+$/.test(word)) codes.add(codeOf(word));
    else if (range !== null) ranges.push(rangeOf(word, range[1]!, range[2]!));
    else if (/\p{L}/u.test(word)) words.push(word);
    else throw codeInvalid(word);
  }
  return { codes: [...codes], ranges, words, fromInput };
}

function codeOf(word: string): number {
  const code = Number(word);
  if (code < INT32_MIN || code > INT32_MAX) throw codeInvalid(word);
  return code;
}

function rangeOf(word: string, first: string, last: string): CodeRange {
  const [from, to] = [codeOf(first), codeOf(last)];
  if (from <= to) return { from, to };
  throw new ToolError('code-range-empty', {
    zh: `${word} 的起点大于终点，请交换两者：${to}-${from}。`,
    en: `${word} begins behind its end. Swap them: ${to}-${from}.`,
  });
}

function codeInvalid(word: string): ToolError {
  return new ToolError('code-invalid', {
    zh: `“${word}”不是错误码。错误码是整数，例如 40014 或 -1；范围写作 41000-41099；也可以用词搜索。`,
    en: `"${word}" is no errcode. Errcodes are integers, such as 40014 or -1; a range is 41000-41099; words search the catalogue.`,
  });
}

export interface Filters {
  readonly categories: readonly Category[];
  readonly domains: readonly Domain[];
}

/** An entry always has one of the others. */
const CATEGORIES_KNOWN = CATEGORY_IDS.filter((id) => id !== 'unknown');

/** The values of --category and --domain, by id or by name. Throws a ToolError `filter-unknown`. */
export function readFilters({ flags }: CommandInput): Filters {
  return {
    categories: textsOf(flags, 'category').map((text) =>
      idOf('category', text, CATEGORIES_KNOWN, (id) => CATEGORIES[id].name),
    ),
    domains: textsOf(flags, 'domain').map((text) =>
      idOf('domain', text, Object.keys(DOMAIN_NAMES) as Domain[], (id) => DOMAIN_NAMES[id]),
    ),
  };
}

export function idOf<Id extends string>(
  flag: string,
  text: string,
  ids: readonly Id[],
  nameOf: (id: Id) => Bilingual,
): Id {
  const wanted = text.toLowerCase();
  const found = ids.find(
    (id) => id === wanted || nameOf(id).zh === text || nameOf(id).en === wanted,
  );
  if (found !== undefined) return found;
  const near = nearest(wanted, ids);
  throw new ToolError('filter-unknown', {
    zh: `--${flag} 没有“${text}”${near === undefined ? '' : `，是否想用 ${near}`}。可用：${ids.map((id) => `${id}（${nameOf(id).zh}）`).join('、')}。`,
    en: `--${flag} knows no "${text}"${near === undefined ? '' : `; did you mean ${near}?`} There are: ${ids.join(', ')}.`,
  });
}

/** Whether an entry passes: of each kind of filter any one value, of both kinds together both. */
export function passes(
  { categories, domains }: Filters,
  entry: { readonly category: Category; readonly domain: Domain },
): boolean {
  return (
    (categories.length === 0 || categories.includes(entry.category)) &&
    (domains.length === 0 || domains.includes(entry.domain))
  );
}

export function isFiltered({ categories, domains }: Filters): boolean {
  return categories.length > 0 || domains.length > 0;
}

/** Whether one of the codes or ranges names the number; all numbers where none is given. */
export function isNamed({ codes, ranges }: Request, errcode: number): boolean {
  if (codes.length === 0 && ranges.length === 0) return true;
  return codes.includes(errcode) || ranges.some(({ from, to }) => errcode >= from && errcode <= to);
}
