import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { documentText, readDocx } from './docx.ts';
import { FileError } from './fault.ts';

const p = (...runs: string[]): string =>
  `<w:p><w:pPr><w:jc w:val="left"/></w:pPr>${runs.map((r) => `<w:r><w:t xml:space="preserve">${r}</w:t></w:r>`).join('')}</w:p>`;
const cell = (...content: string[]): string => `<w:tc><w:tcPr/>${content.join('')}</w:tc>`;
const xml = (...body: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>${body.join('')}<w:sectPr/></w:body></w:document>`;
const docx = (document: string): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'word/document.xml': strToU8(document),
    'word/header1.xml': strToU8(xml(p('页眉'))),
  });

test('paragraphs are lines, runs of one are joined', () => {
  assert.equal(readDocx(docx(xml(p('6 年 ', 'Go', ' 后端'), p('熟悉 eBPF')))), '6 年 Go 后端\n熟悉 eBPF');
});

test('tabs and breaks are kept, entities are read', () => {
  const run =
    '<w:p><w:r><w:t>R&amp;D &lt;Go&gt;</w:t><w:tab/><w:t>2019</w:t><w:br/><w:t>&#x4E2D;&#25991;</w:t></w:r></w:p>';
  assert.equal(documentText(xml(run)), 'R&D <Go>\t2019\n中文');
});

test('a table is read row by row, its cells apart', () => {
  const table = `<w:tbl><w:tr>${cell(p('语言'))}${cell(p('Go'), p('Rust'))}</w:tr><w:tr>${cell(p('工具'))}${cell(p('pprof'))}</w:tr></w:tbl>`;
  assert.equal(documentText(xml(p('技能'), table, p('经历'))), '技能\n语言\tGo\nRust\n工具\tpprof\n经历');
});

test('a text box that is written twice is read once; deleted words and field codes are not read', () => {
  const box = `<mc:AlternateContent><mc:Choice>${p('eBPF')}</mc:Choice><mc:Fallback>${p('eBPF')}</mc:Fallback></mc:AlternateContent>`;
  const deleted =
    '<w:p><w:del><w:r><w:delText>Java</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText><w:t>Go</w:t></w:r></w:p>';
  assert.equal(documentText(xml(box, deleted)), 'eBPF\nGo');
});

for (const [what, bytes] of [
  ['no zip at all', strToU8('PK\u0003\u0004 but nothing more')],
  ['a zip without a document', zipSync({ 'xl/workbook.xml': strToU8('<x/>') })],
  ['a zip cut short', docx(xml(p('Go'))).slice(0, 60)],
] as [string, Uint8Array][])
  test(`${what} is not a Word document`, () => {
    assert.throws(
      () => readDocx(bytes),
      (error) => error instanceof FileError && error.fault === 'not_docx',
    );
  });
