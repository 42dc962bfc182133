/** Which live name a rotated name belongs to: the habits of logrotate, logback, log4js, kubelet. */
import { basename, dirname, join } from 'node:path';

/**
 * `strong`: the name says rotation, so unknown content under it is read from its beginning;
 * `weak`: `worker.1.log` may as well be another worker, so only content that is known goes on in it.
 */
export type Strength = 'live' | 'strong' | 'weak';

export interface RotationBase {
  readonly path: string;
  readonly strength: Strength;
}

const COMPRESSED = /\.gz$/i;

const DATE = String.raw`\d{4}[-_.]?\d{2}[-_.]?\d{2}(?:[-_.T]?\d{2}(?:[-_.:]?\d{2}){0,2})?`;
/** `.1`, `-20260901`, `.2026-09-01-10`, `.20260901-101010`, `-1788220800`, `-20260901.1`. */
const SUFFIX = new RegExp(String.raw`^(.+?)[-_.](?:${DATE}|\d{1,5}|\d{10})(?:[-_.]\d{1,5})?$`);
/** `app.2026-09-01.log`, `app-2026-09-01.0.log`. */
const DATED_INFIX = new RegExp(String.raw`^(.+?)[-_.]+${DATE}(?:[-_.]\d{1,5})?(\.[A-Za-z]\w*)$`);
/** `app.1.log`; what ends so is being made, or was put aside by an editor. */
const NUMBERED_INFIX = /^(.+?)[-_.]\d{1,5}(\.(?!tmp$|bak$|swp$|old$|part)[A-Za-z]\w*)$/;

export function isCompressedName(path: string): boolean {
  return COMPRESSED.test(path);
}

/** The live paths that `path` may be a rotation of, the likeliest first; none for a live name. */
export function rotationBases(path: string): RotationBase[] {
  const bases: RotationBase[] = [];
  const add = (name: string, strength: Strength): void => {
    bases.push({ path: join(dirname(path), name), strength });
  };
  const name = basename(path);
  const plain = name.replace(COMPRESSED, '');
  if (plain !== name && plain !== '') add(plain, 'strong');
  const suffix = SUFFIX.exec(plain);
  if (suffix !== null) add(suffix[1]!, 'strong');
  const dated = DATED_INFIX.exec(plain);
  if (dated !== null) add(`${dated[1]}${dated[2]}`, 'strong');
  const numbered = NUMBERED_INFIX.exec(plain);
  if (numbered !== null) add(`${numbered[1]}${numbered[2]}`, 'weak');
  return bases;
}

/**
 * The live path of a file that a pattern named, with no live file to tell: `app.log.1` is of
 * `app.log`, but `app-2026-09-01.log` may be the live file of that day.
 */
export function logOfNamed(path: string): string {
  const plain = path.replace(COMPRESSED, '');
  const suffix = SUFFIX.exec(basename(plain));
  return suffix === null ? plain : join(dirname(plain), suffix[1]!);
}
