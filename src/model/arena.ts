/**
 * The memory logs are read into. Kernels work on it in place, so it is WebAssembly memory where the
 * runtime has that; everything is laid out once, before the first byte is read.
 */
export interface Arena {
  /** All of the memory; offsets of blocks and rows count from its beginning. */
  readonly bytes: Uint8Array;
  /** What a kernel imports; undefined where plain memory serves. */
  readonly memory: unknown;
  /** Kernels that were loaded, by name: a thread that is given them need not compile them again. */
  readonly kernels: Kernels;
  /** Offset of `length` fresh bytes, aligned to 64. */
  allocate(length: number): number;
}

/** Compiled code by name; threads can send it to each other. */
export type Kernels = Map<string, WebAssembly.Module>;

/** What the kernel exports that is stored as `base64`, over the memory of the arena. */
export function loadKernel(arena: Arena, name: string, base64: string): unknown {
  let module = arena.kernels.get(name);
  if (module === undefined) {
    module = new WebAssembly.Module(Buffer.from(base64, 'base64'));
    arena.kernels.set(name, module);
  }
  return new WebAssembly.Instance(module, { env: { memory: arena.memory } }).exports;
}

/** Hands out stretches of `buffer`, each with room for a guard byte before it. */
export function createArena(
  buffer: ArrayBuffer,
  memory?: unknown,
  kernels: Kernels = new Map(),
): Arena {
  const bytes = new Uint8Array(buffer);
  let next = 0;
  return {
    bytes,
    memory,
    kernels,
    allocate(length) {
      const at = next;
      next = Math.ceil((at + length + 1) / ALIGN) * ALIGN;
      if (next > bytes.length) throw new RangeError(`arena of ${bytes.length} bytes is full`);
      return at;
    },
  };
}

const ALIGN = 64;

const PAGE_BYTES = 65536;

/** An arena of `length` bytes: WebAssembly memory where the runtime has SIMD, else plain memory. */
export function openArena(length: number, kernels?: Kernels): Arena {
  if (!hasSimd()) return createArena(new ArrayBuffer(length));
  const pages = Math.ceil(length / PAGE_BYTES);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  return createArena(memory.buffer, memory, kernels);
}

/** The smallest module that uses a SIMD instruction: `(func (result v128) i32.const 0 i8x16.splat)`. */
const SIMD_PROBE = Uint8Array.of(
  ...[
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15,
    11,
  ],
);

function hasSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(SIMD_PROBE);
}
