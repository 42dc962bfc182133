/** What can be wrong with packed bytes, in sentences: what was counted all the same, and what to do. */
import type { Packing } from '../model/packing.ts';
import { ToolError } from '../model/tool-error.ts';

/** How a person looks whether a file is whole. */
const CHECKS: Readonly<Record<Packing, string>> = {
  gzip: 'gzip -t',
  zstd: 'zstd -t',
  bzip2: 'bzip2 -t',
  xz: 'xz -t',
  tar: 'tar -tf',
  zip: 'unzip -t',
};

/** What cannot be decoded before the damage, though it was written before it. */
const LOST: Readonly<Partial<Record<Packing, { readonly zh: string; readonly en: string }>>> = {
  gzip: {
    zh: '（很大的文件中，紧邻损坏处的至多 16 KiB 无法解出）',
    en: ' (of a large file all but the last 16 KiB at most)',
  },
  zstd: {
    zh: '（损坏的数据块至多 128 KiB，其内容无法解出）',
    en: ' (up to the damaged block, which holds 128 KiB at most)',
  },
  bzip2: {
    zh: '（损坏的数据块一般至多 900 KB，其内容无法解出）',
    en: ' (up to the damaged block, as a rule of 900 KB at most)',
  },
  xz: {
    zh: '（紧邻损坏处的至多 64 KiB 无法解出）',
    en: ' (all but the last 64 KiB at most)',
  },
};

export function truncated(packing: Packing, name: string): ToolError {
  return new ToolError(`${packing}-truncated`, {
    zh: `${name}：${packing} 不完整（文件被截断，或仍在写入中）；已解出的部分已计入。请等写入完成或重新获取文件。`,
    en: `${name}: the ${packing} data ends too early (cut off, or still being written); what could be decoded was counted. Wait until it is complete, or fetch the file again.`,
  });
}

export function corrupt(packing: Packing, name: string, cause?: unknown): ToolError {
  const lost = LOST[packing] ?? { zh: '', en: '' };
  return new ToolError(
    `${packing}-corrupt`,
    {
      zh: `${name}：${packing} 数据损坏；损坏处之前的内容已计入${lost.zh}。请用 ${CHECKS[packing]} 检查并重新获取文件。`,
      en: `${name}: the ${packing} data is corrupt; what came before the damage was counted${lost.en}. Check it with ${CHECKS[packing]} and fetch the file again.`,
    },
    cause,
  );
}

/** Bytes behind the end of the packed data that are none of it. */
export function garbage(packing: Packing, name: string, length: number): ToolError {
  return new ToolError(`${packing}-garbage`, {
    zh: `${name}：${packing} 数据之后还有 ${length} 字节不是 ${packing}，已跳过；之前的内容已全部计入。请检查文件是否被截断后又追加写入。`,
    en: `${name}: ${length} bytes after the ${packing} data are no ${packing} and were skipped; everything before them was counted. See whether the file was written to after it was compressed.`,
  });
}

/** A way of packing that is not read; `what` names it. */
export function unsupported(packing: Packing, name: string, what: string): ToolError {
  return new ToolError(`${packing}-unsupported`, {
    zh: `${name}：无法读取这种 ${packing}（${what}）。请先解开再读取，或用管道传入解开后的内容。`,
    en: `${name}: this kind of ${packing} (${what}) cannot be read. Unpack it first, or pipe the unpacked log in.`,
  });
}
