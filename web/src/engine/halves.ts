/**
 * The engine's code where it comes in two files (engine/wasm/split.mjs): the first has all that a first answer usually runs, the rest follows behind it.
 * A function of the rest that is called before is fetched for at once, and the call waits: a rare text needs one.
 */

/** The glue's own way to hand over the making of an instance. */
type InstantiateWasm = (imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) => object;

export class Halves {
  #first: WebAssembly.Instance | null = null;
  #joined = false;
  #restNow: () => ArrayBuffer;

  /** `restNow` answers at once with the second file's bytes, or throws. */
  constructor(restNow: () => ArrayBuffer) {
    this.#restNow = restNow;
  }

  /** An option of the glue. A whole engine imports nothing from the rest, and is instantiated as it is. */
  instantiator(first: ArrayBuffer, failed: (error: unknown) => void): InstantiateWasm {
    return (imports, receive) => {
      WebAssembly.instantiate(first, { ...imports, placeholder: this.#placeholders() })
        .then(({ instance }) => receive((this.#first = instance)))
        .catch(failed);
      return {};
    };
  }

  /** Puts the rest in its places in the table of functions. */
  async join(rest: ArrayBuffer): Promise<void> {
    const module = await WebAssembly.compile(rest);
    if (!this.#joined) this.#link(module);
  }

  #link(rest: WebAssembly.Module): void {
    if (!this.#first) throw new Error('the rest of the engine came before its first half');
    new WebAssembly.Instance(rest, { primary: this.#first.exports });
    this.#joined = true;
  }

  /** Each stands for the function of its place in the table until the rest is there. */
  #placeholders(): WebAssembly.ModuleImports {
    const call =
      (place: string) =>
      (...values: unknown[]): unknown => {
        if (!this.#joined) this.#link(new WebAssembly.Module(this.#restNow()));
        return (this.#table().get(Number(place)) as (...values: unknown[]) => unknown)(...values);
      };
    return new Proxy({}, { get: (_, place) => call(String(place)) });
  }

  #table(): WebAssembly.Table {
    const table = Object.values(this.#first?.exports ?? {}).find((value) => value instanceof WebAssembly.Table);
    if (!table) throw new Error('the engine exports no table of functions');
    return table;
  }
}
