/** The codes in what is piped into `explain -`, each once, in order of their first line. */
import { TEXT_CODES_MAX } from '../../model/limits.ts';
import { findInLines } from '../../pipeline/find-in-lines.ts';
import { readErrmsg } from '../../record/errmsg.ts';
import type { Context } from '../context.ts';

export interface InputCodes {
  readonly codes: readonly number[];
  /** Codes of other platforms, as `dingtalk 33001`. */
  readonly foreign: readonly string[];
  /** What WeCom said in the line of a code. */
  errmsgOf(errcode: number): string | undefined;
  /** Further codes that were not kept. */
  readonly leftOut: number;
}

export async function readInputCodes({ stdin }: Context): Promise<InputCodes> {
  const lines = new Map<number, string>();
  const foreign = new Set<string>();
  let leftOut = 0;
  for await (const { errcode, platform, counted, line } of findInLines(stdin)) {
    if (!counted) {
      if (foreign.size < TEXT_CODES_MAX) foreign.add(`${platform} ${errcode}`);
    } else if (lines.has(errcode)) {
    } else if (lines.size < TEXT_CODES_MAX) {
      lines.set(errcode, line.slice(0, LINE_CHARACTERS_MAX));
    } else {
      leftOut++;
    }
  }
  return {
    codes: [...lines.keys()],
    foreign: [...foreign],
    errmsgOf: (errcode) => readErrmsg(lines.get(errcode) ?? ''),
    leftOut,
  };
}

/** As much of a line is kept as is likely to hold the errmsg. */
const LINE_CHARACTERS_MAX = 4000;
