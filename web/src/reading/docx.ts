/** Text of a Word document: word/document.xml of the zip, paragraph by paragraph. */
import { strFromU8, unzipSync } from 'fflate';
import { FileError } from './fault.ts';

const DOCUMENT = 'word/document.xml';
/** Unpacked; a zip can promise much more than it weighs. */
const LARGEST_XML = 64 * 1024 * 1024;

function unpack(bytes: Uint8Array): string {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name === DOCUMENT && originalSize > LARGEST_XML) throw new FileError('large');
        return name === DOCUMENT;
      },
    });
  } catch (error) {
    throw error instanceof FileError ? error : new FileError('not_docx');
  }
  const xml = files[DOCUMENT];
  if (!xml) throw new FileError('not_docx');
  return strFromU8(xml);
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescape = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,4}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      if (name !== undefined) return NAMED[name] ?? whole;
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    },
  );

/** What each tag adds to the text; text boxes come twice, the copy for old readers is left out. */
const MARKS: Record<string, string> = {
  'w:tab/': '\t',
  'w:br/': '\n',
  'w:cr/': '\n',
  'w:noBreakHyphen/': '-',
  '/w:p': '\n',
  '/w:tr': '\n',
};

export function documentText(xml: string): string {
  let out = '';
  let skipping = 0;
  let inText = false;
  let cells = 0;
  for (const [, tag = '', empty = '', text = ''] of xml.matchAll(/<([^\s<>/]+|\/[^\s<>]+)[^<>]*?(\/?)>([^<]*)/g)) {
    if (tag === 'mc:Fallback' && empty === '') skipping += 1;
    if (tag === '/mc:Fallback') skipping -= 1;
    if (skipping > 0) continue;
    if (tag === 'w:tc') cells += 1;
    // A cell ends its last paragraph with a tab to the next cell, the row with a new line.
    if (tag === '/w:tc') {
      cells -= 1;
      out = `${out.replace(/\n+$/, '')}\t`;
    } else if (tag === '/w:tr') out = `${out.replace(/\t+$/, '')}\n`;
    else if (cells === 0 || tag !== '/w:p') out += MARKS[`${tag}${empty}`] ?? '';
    else out += '\n';
    inText = (tag === 'w:t' && empty === '') || (inText && tag !== '/w:t');
    if (inText) out += unescape(text);
  }
  return out
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

export const readDocx = (bytes: Uint8Array): string => documentText(unpack(bytes));
