/** Text of a PDF by pdf.js, in a worker of its own; its character maps and fonts are fetched beside the page when a file needs them. */
import { getDocument, PDFWorker, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.min.mjs';
import { FileError } from './fault.ts';
import { pageText, type Piece } from './layout.ts';
import { plainHan } from './radicals.ts';

export interface PdfFiles {
  worker: string;
  cMaps: string;
  fonts: string;
}

/** What of a text item matters here. */
interface Item {
  str: string;
  transform: number[];
  width: number;
  height: number;
}

const isItem = (item: object): item is Item => 'str' in item;

const here = (path: string): string => new URL(path, document.baseURI).href;

/** The page's policy allows workers from blobs only, so the worker's text is fetched and started from one. */
async function startWorker(path: string): Promise<Worker> {
  const response = await fetch(here(path)).catch(() => null);
  if (!response?.ok) throw new FileError('not_loaded');
  const url = URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' }));
  const worker = new Worker(url, { type: 'module' });
  URL.revokeObjectURL(url);
  return worker;
}

/** A page's text, chunk by chunk: pdf.js's own `getTextContent` iterates over the stream, which WebKit cannot. */
async function itemsOf(page: PDFPageProxy): Promise<Item[]> {
  const reader = (page.streamTextContent() as ReadableStream<{ items: object[] }>).getReader();
  const items: object[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) items.push(...next.value.items);
  return items.filter(isItem);
}

/** x to the right, y downward, whatever corner the page counts from. */
function piece({ str, transform, width, height }: Item, view: number[]): Piece {
  const [left = 0, , , top = 0] = view;
  const [, , c = 0, d = 0, x = 0, y = 0] = transform;
  return { text: plainHan(str), x: x - left, y: top - y, width, height: height || Math.hypot(c, d) };
}

const faults: Record<string, FileError> = {
  PasswordException: new FileError('locked'),
  InvalidPDFException: new FileError('broken_pdf'),
};

export async function readPdf(bytes: Uint8Array, files: PdfFiles): Promise<string> {
  const port = await startWorker(files.worker);
  // Its type says null where a port belongs.
  const worker = new PDFWorker({ port: port as unknown as null, verbosity: 0 });
  const task = getDocument({
    data: bytes,
    worker,
    cMapUrl: here(files.cMaps),
    cMapPacked: true,
    standardFontDataUrl: here(files.fonts),
    useWorkerFetch: false,
    isEvalSupported: false,
    useWasm: false,
    disableFontFace: true,
  });
  try {
    const document = await task.promise;
    const pages: string[] = [];
    for (let n = 1; n <= document.numPages; n += 1) {
      const page = await document.getPage(n);
      const items = await itemsOf(page);
      pages.push(pageText(items.map((item) => piece(item, page.view))));
    }
    const text = pages.filter((page) => page !== '').join('\n\n');
    if (text === '') throw new FileError('scanned');
    return text;
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw faults[(error as Error).name] ?? new FileError('broken_pdf');
  } finally {
    await task.destroy();
    worker.destroy();
    port.terminate();
  }
}
