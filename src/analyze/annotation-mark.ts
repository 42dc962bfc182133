/**
 * Knows an annotation of ours where it stands in a line: the judge leaves it out of the evidence,
 * annotate leaves the line alone, undo takes it away. An arrow or a member of that name alone is not
 * enough: logs hold both.
 */
import { ANNOTATION_MARK } from '../record/evidence.ts';

/** A part of a line, by offsets in it. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** `  ← ` and ` · ` in UTF-8 and in GB18030. */
const TEXT_MARKS = [
  { mark: Buffer.from(ANNOTATION_MARK), dot: Buffer.from(' · ') },
  { mark: Buffer.from([0x20, 0x20, 0xa1, 0xfb, 0x20]), dot: Buffer.from([0x20, 0xa1, 0xa4, 0x20]) },
];
const MEMBER = Buffer.from('"wecom');
const CLOSE_BRACE = 0x7d;
const COMMA = 0x2c;
const CARRIAGE_RETURN = 0x0d;

/** The annotation in the line, be it text behind it or the last member in it. */
export function findAnnotation(line: Buffer): Range | undefined {
  return findText(line) ?? findMember(line);
}

/** From the mark, or the colour before it, to the end of the line or its CR. */
function findText(line: Buffer): Range | undefined {
  for (const { mark, dot } of TEXT_MARKS) {
    const at = line.lastIndexOf(mark);
    if (at < 0 || line.indexOf(dot, at) < 0) continue;
    if (!/^-?\d{1,10} /.test(line.toString('latin1', at + mark.length, at + mark.length + 12)))
      continue;
    const colour = /\u001b\[\d+m$/.exec(line.toString('latin1', Math.max(0, at - 8), at));
    const to = line.at(-1) === CARRIAGE_RETURN ? line.length - 1 : line.length;
    return { from: at - (colour?.[0].length ?? 0), to };
  }
  return undefined;
}

/** The last member of the object, if it is ours: a list of findings that ends at the last brace. */
function findMember(line: Buffer): Range | undefined {
  const brace = line.lastIndexOf(CLOSE_BRACE);
  if (brace < 0) return undefined;
  let at = line.indexOf(MEMBER);
  while (at >= 0) {
    const head = /^"wecom(?:_\d+)?":(?=\[\{"errcode":)/.exec(line.toString('latin1', at, at + 48));
    if (head !== null && isFindings(line.toString('latin1', at + head[0].length, brace))) {
      return { from: line[at - 1] === COMMA ? at - 1 : at, to: brace };
    }
    at = line.indexOf(MEMBER, at + 1);
  }
  return undefined;
}

function isFindings(text: string): boolean {
  try {
    const list = JSON.parse(text) as unknown;
    return Array.isArray(list) && list.every((item) => 'shape' in item && 'platform' in item);
  } catch {
    return false;
  }
}
