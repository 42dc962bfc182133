/** Tells of followed logs in UTF-16: their lines end in two bytes, so they cannot be handed out whole. */
import { utf16Of } from '../../frame/utf16.ts';
import { ToolError } from '../../model/tool-error.ts';
import type { Piece } from '../../source/follow/state.ts';

/** Bytes of a piece that are looked at. */
const LOOK_BYTES = 256;
/** Logs that are remembered as told; there are never so many. */
const TOLD_MAX = 1000;

/** Told each piece; tells once of each log whose pieces are in UTF-16. */
export function createUtf16Watch(
  onProblem: (problem: ToolError) => void,
): (piece: Pick<Piece, 'bytes' | 'log' | 'name'>) => void {
  const told = new Set<string>();
  return ({ bytes, log, name }) => {
    if (utf16Of(bytes.subarray(0, LOOK_BYTES)) === undefined || told.has(log)) return;
    if (told.size < TOLD_MAX) told.add(log);
    onProblem(
      new ToolError('input-utf16', {
        zh: `${name}：是 UTF-16 编码，跟踪时读不出其中的错误码。请让程序改用 UTF-8 写日志；已有的内容可用 wecomlog report ${name} 统计。`,
        en: `${name}: is in UTF-16, in which no code is found while following. Have the program write UTF-8; what is there can be counted with wecomlog report ${name}.`,
      }),
    );
  };
}
