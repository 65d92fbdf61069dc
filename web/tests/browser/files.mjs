// Files that people hand to the page, made here.
import { Buffer } from 'node:buffer';
import { strToU8, zipSync } from 'fflate';

/** A PDF of one page, written by hand: `font` and `stream` are what differs. */
export function pdf({ font, stream, trailer = '' }) {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    font,
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ];
  let out = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = out.length;
    out += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = out.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  out += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF`;
  return Buffer.from(out, 'latin1');
}
export const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
/** Not embedded, coded in GBK: readable only with a character map. */
export const SONG =
  '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [6 0 R] >>';
export const GBK = { 熟: 'CAEC', 悉: 'CFA4', 内: 'C4DA', 核: 'BACB' };
export const hex = (text) => `<${[...text].map((c) => GBK[c]).join('')}>`;
export const LOCKED =
  '/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) /U (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) >> /ID [(0123456789abcdef) (0123456789abcdef)]';

const paragraph = (text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
export const docx = (lines) =>
  Buffer.from(
    zipSync({
      'word/document.xml': strToU8(`<w:document><w:body>${lines.map(paragraph).join('')}</w:body></w:document>`),
    }),
  );
