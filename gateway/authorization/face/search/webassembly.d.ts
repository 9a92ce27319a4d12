/** What is used of WebAssembly's JavaScript interface (W3C WebAssembly JavaScript Interface 2), which TypeScript declares for browsers only. */
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer;
    /** Adds pages of 65,536 bytes; `buffer` is another one afterwards. */
    grow(pages: number): number;
  }
  class Module {
    constructor(program: Uint8Array);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: unknown;
  }
}
