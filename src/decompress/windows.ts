/**
 * Memory that decoders may take for what they look back at, for all layers of one source together: a
 * header may ask for gigabytes.
 */
import { WINDOW_BYTES_MAX } from '../model/limits.ts';
import type { Packing } from '../model/packing.ts';
import { ToolError } from '../model/tool-error.ts';

export interface Windows {
  /** Bytes that nobody holds. */
  left(): number;
  /** Takes `bytes`; false if there are not so many. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

export function createWindows(): Windows {
  let left = WINDOW_BYTES_MAX;
  return {
    left: () => left,
    take(bytes) {
      if (bytes > left) return false;
      left -= bytes;
      return true;
    },
    give(bytes) {
      left += bytes;
    },
  };
}

const REMEDIES: Readonly<Partial<Record<Packing, string>>> = {
  zstd: 'zstd -dc --long=31',
  xz: 'xz -dc',
};

/** The decoder would have to look back further than memory is granted for. */
export function tooWide(packing: Packing, name: string): ToolError {
  const mebibytes = WINDOW_BYTES_MAX >> 20;
  const command = REMEDIES[packing] ?? packing;
  return new ToolError(`${packing}-window`, {
    zh: `${name}：解压需要超过 ${mebibytes} MiB 的内存，只计入了能解出的部分。请用管道：${command} 文件 | wecomlog report -`,
    en: `${name}: decoding it takes more than ${mebibytes} MiB of memory; only what could be decoded was counted. Use a pipe: ${command} FILE | wecomlog report -`,
  });
}
