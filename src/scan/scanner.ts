/** Picks the scanner once: the kernel where WebAssembly has SIMD, the reference elsewhere. */
import type { Scanner } from './candidate.ts';
import { createScalarScanner } from './scalar.ts';
import { createSimdScanner } from './simd.ts';

/** A scanner whose memory holds `capacity` bytes of log. */
export function createScanner(capacity: number): Scanner {
  try {
    return createSimdScanner(capacity);
  } catch (error) {
    // A runtime without SIMD refuses to compile the module; anything else is our mistake.
    if (error instanceof WebAssembly.CompileError) return createScalarScanner(capacity);
    throw error;
  }
}
