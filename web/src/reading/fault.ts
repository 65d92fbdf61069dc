import type { FileFault } from '../state/files.ts';

/** A file that cannot be read, by the name of the sentence that says why. */
export class FileError extends Error {
  constructor(readonly fault: FileFault) {
    super(fault);
  }
}
