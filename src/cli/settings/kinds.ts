/** Texts that must be more than text: told where they stand, before anything is read. */
import type { Bilingual } from '../../model/lang.ts';
import { ToolError } from '../../model/tool-error.ts';
import { createZone } from '../../record/zone.ts';
import { parseCondition } from '../condition.ts';
import type { TextKind } from '../flags.ts';
import { parseShard } from '../shard.ts';
import { parseSize } from '../size.ts';
import { parseDuration, parseInstant, parseMonth } from '../time-range.ts';

const READERS: Readonly<Record<Exclude<TextKind, 'path'>, (text: string) => unknown>> = {
  zone: createZone,
  // Whether it is a time does not depend on the zone.
  instant: (text) => parseInstant(text, createZone('UTC')),
  duration: parseDuration,
  month: (text) => parseMonth(text, createZone('UTC')),
  size: parseSize,
  condition: parseCondition,
  shard: parseShard,
};

/** What is wrong with a text of this kind; undefined if nothing is. */
export function complaintOf(kind: Exclude<TextKind, 'path'>, text: string): Bilingual | undefined {
  try {
    READERS[kind](text);
    return undefined;
  } catch (error) {
    if (error instanceof ToolError) return error.text;
    throw error;
  }
}
