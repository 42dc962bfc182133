/** The part of the WebAssembly API kernels need; Node's types of the oldest runtime leave it to the DOM's. */
declare namespace WebAssembly {
  class Memory {
    constructor(descriptor: { initial: number; maximum: number });
    readonly buffer: ArrayBuffer;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: { env: { memory: unknown } });
    readonly exports: unknown;
  }
  function validate(bytes: Uint8Array): boolean;
}
