/** Sizes as people write them. */
import { ToolError } from '../model/tool-error.ts';

const UNITS = ['', 'K', 'M', 'G', 'T'];

/** `500M`, `50GiB` or a number of bytes, in bytes; units are powers of 1024. */
export function parseSize(text: string): number {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(text) ?? [];
  const bytes = Math.floor(Number(digits) * 1024 ** UNITS.indexOf(unit.toUpperCase()));
  if (Number.isSafeInteger(bytes) && bytes > 0) return bytes;
  throw new ToolError('size-invalid', {
    zh: `“${text}”不是大小。请写成 500M、50G 或字节数。`,
    en: `"${text}" is no size. Write 500M, 50G or a number of bytes.`,
  });
}
