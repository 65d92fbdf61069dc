/** Which files the résumé box takes, and why one may not be read. */

export type FileKind = 'text' | 'docx' | 'pdf';
/** Each has its sentence in the strings. */
export type FileFault =
  'kind' | 'large' | 'empty' | 'scanned' | 'locked' | 'broken_pdf' | 'not_docx' | 'no_pdf_here' | 'not_loaded';

export const LARGEST = 20 * 1024 * 1024;
export const ACCEPT = '.txt,.md,.docx,.pdf,text/plain,text/markdown,application/pdf';

/** By the first bytes where they tell, else by the ending: a PDF that is called .txt is still a PDF. */
export function kindOf(name: string, head: Uint8Array): FileKind | null {
  const starts = (text: string) => [...text].every((c, i) => head[i] === c.charCodeAt(0));
  if (starts('%PDF-')) return 'pdf';
  const ending = /\.([a-z0-9]+)$/.exec(name.toLowerCase())?.[1] ?? '';
  if (ending === 'pdf' || ending === 'docx') return ending;
  if (starts('PK\u0003\u0004')) return 'docx';
  return ending === 'txt' || ending === 'md' || ending === 'markdown' || ending === '' ? 'text' : null;
}
