/** Whether names are those of one log, rotated or compressed: the live name plus number, date or suffix. */
import { posix } from 'node:path';

const COMPRESSED = /\.(?:gz|zst|bz2|xz|tgz|tar|zip)$/i;
const ROTATED =
  /[-._](?:\d{1,4}|\d{8}(?:[-T_]?\d{2,6})?|\d{4}-\d{2}-\d{2}(?:[-T_.]\d{2,6})?|\d{10,13})$/;

/** Whether both lie in one folder and differ in what rotation and compression add to a name only. */
export function areSiblings(left: string, right: string): boolean {
  return stemOf(left) === stemOf(right);
}

/** `logs/app.log.2.gz` is `logs/app.log`, and so is `logs/app.zip!/app.log`: an archive is its folder. */
export function stemOf(name: string): string {
  const layers = name.replaceAll('\\', '/').split('!/');
  const folder = layers.map((layer) => posix.dirname(layer)).join('/');
  let stem = posix.basename(layers.at(-1)!);
  for (let last = ''; last !== stem; ) {
    last = stem;
    stem = stem.replace(COMPRESSED, '').replace(ROTATED, '') || last;
  }
  return posix.join(posix.normalize(folder), stem);
}
