/** A file as text, read in the page. The readers of PDF and Word files are loaded when the first such file comes. */
import { kindOf, LARGEST } from '../state/files.ts';
import { decode } from './decode.ts';
import { FileError } from './fault.ts';

/** A chunk that does not come (offline, a page that has moved on) is a fault of its own. */
const loaded = <T>(module: Promise<T>): Promise<T> =>
  module.catch(() => {
    throw new FileError('not_loaded');
  });

async function pdfText(bytes: Uint8Array): Promise<string> {
  if (__PDF__ === null) throw new FileError('no_pdf_here');
  const { readPdf } = await loaded(import('./pdf.ts'));
  return readPdf(bytes, __PDF__);
}

async function textOf(name: string, bytes: Uint8Array): Promise<string> {
  switch (kindOf(name, bytes)) {
    case 'pdf':
      return pdfText(bytes);
    case 'docx':
      return (await loaded(import('./docx.ts'))).readDocx(bytes);
    case 'text':
      return decode(bytes);
    case null:
      throw new FileError('kind');
  }
}

/** The text of a file, or a FileError. */
export async function readFile(file: File): Promise<string> {
  if (file.size > LARGEST) throw new FileError('large');
  const text = await textOf(file.name, new Uint8Array(await file.arrayBuffer()));
  const clean = text.replace(/\r\n?/g, '\n').replaceAll('\0', '');
  if (clean.trim() === '') throw new FileError('empty');
  return clean;
}
