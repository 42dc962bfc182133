/** Reads `--shard i/n`. */
import { SHARD_STRETCH_BYTES } from '../model/limits.ts';
import { ToolError } from '../model/tool-error.ts';
import type { ShardChoice } from '../pipeline/shards.ts';

const SHARDS_MAX = 10_000;

/** Shard `i` of `n`, both from 1 on. Throws a ToolError `shard-invalid`. */
export function parseShard(text: string): ShardChoice {
  const [, first = '', second = ''] = /^\s*(\d{1,5})\s*\/\s*(\d{1,5})\s*$/.exec(text) ?? [];
  const [index, count] = [Number(first), Number(second)];
  const isValid = first !== '' && index >= 1 && index <= count && count <= SHARDS_MAX;
  if (isValid) return { index, count, stretchBytes: SHARD_STRETCH_BYTES };
  throw new ToolError('shard-invalid', {
    zh: `“${text}”不是分片。请写成 i/n，i 从 1 到 n，如 3/8（n 最大 ${SHARDS_MAX}）。`,
    en: `"${text}" is no shard. Write it as i/n with i from 1 to n, such as 3/8 (n at most ${SHARDS_MAX}).`,
  });
}
