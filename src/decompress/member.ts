/** A file in an archive, and how its name is shown. */
import type { ByteReader } from '../model/source.ts';

export interface Member {
  /** As the archive has it, fit to be printed. */
  readonly name: string;
  /** Ms since the epoch; NaN if unknown. */
  readonly modifiedMs: number;
  /** Unpacked; NaN if unknown. */
  readonly sizeBytes: number;
  /** To be read before the next member is asked for; what is left of it is passed over. */
  readonly reader: ByteReader;
}

const NAME_CHARACTERS_MAX = 1024;

/** A name as archives have them: UTF-8, or what Chinese Windows writes. */
export function memberName(bytes: Uint8Array): string {
  return shown(decode(bytes));
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Whoever made the archive chose the name: it must not steer a terminal, nor fill it. */
export function shown(name: string): string {
  const text = name.replace(/^(?:\.\/)+/, '');
  const whole = text.length > NAME_CHARACTERS_MAX ? `${text.slice(0, NAME_CHARACTERS_MAX)}…` : text;
  return whole.replace(
    /[\u0000-\u001f\u007f-\u009f]/g,
    (found) => `\\x${found.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
