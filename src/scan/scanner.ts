/** Picks the scanner once: the kernel where the arena is WebAssembly memory, the reference elsewhere. */
import type { Arena } from '../model/arena.ts';
import type { Scanner } from './candidate.ts';
import { createScalarScanner } from './scalar.ts';
import { createSimdScanner } from './simd.ts';

/** A scanner over `arena` for blocks of at most `blockBytesMax`. */
export function createScanner(arena: Arena, blockBytesMax: number): Scanner {
  return arena.memory === undefined
    ? createScalarScanner(arena, blockBytesMax)
    : createSimdScanner(arena, blockBytesMax);
}
