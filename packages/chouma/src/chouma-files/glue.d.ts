/** Written by packages/build.mjs from Emscripten's engine.js; what it exports is in engine/wasm/bindings.cpp. */
export interface Handle {
  load(kind: string, bytes: Uint8Array): string;
  removeModel(id: string): string;
  analyze(request: string): string;
  extract(id: string, text: string): string;
  predictValue(tags: string[]): never;
  delete(): void;
}
interface Glue {
  Engine: new () => Handle;
  version(): string;
}
export default function createChouma(options: { wasmBinary: ArrayBuffer }): Promise<Glue>;
