// Résumé files through the file picker: read in the page, in reading order, nothing sent; what cannot be read says why.
/* global DataTransfer, File */
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { docx, GBK, HELVETICA, hex, LOCKED, pdf, SONG } from './files.mjs';
import { fromDisk, launch, serveSite, withPage, zh } from './support.mjs';

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serveSite()]);
});
after(async () => {
  await browser.close();
  await server.close();
});

const LEFT = ['专业技能', '精通 Go 语言', '熟悉 Kubernetes', '熟悉 eBPF 观测'];
const RIGHT = ['工作经历', '木樨科技（虚构）', '网关数据面，四千个节点', '插件以 WASM 运行'];
const NAME = '后端工程师，六年经验，这一行横跨两栏，从左到右铺满整张纸，两栏都在它的下面';

/** Printed by the browser itself: Chinese text in an embedded subset of a font, two columns level with each other. */
async function twoColumns() {
  const page = await browser.newPage();
  const column = (lines) => `<div>${lines.map((line) => `<p>${line}</p>`).join('')}</div>`;
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>
    body { font: 14px 'Noto Sans CJK SC', sans-serif } p { margin: 4px 0 } h1 { font-size: 16px; white-space: nowrap }
    main { display: grid; grid-template-columns: 1fr 1fr; gap: 60px }</style>
    <h1>${NAME}</h1><main>${column(LEFT)}${column(RIGHT)}</main>`);
  const bytes = await page.pdf({ format: 'A4' });
  await page.close();
  return bytes;
}

const box = (page) => page.getByLabel('粘贴简历');
const pick = (page, name, buffer, mimeType = '') =>
  page.getByLabel('打开文件').setInputFiles({ name, mimeType, buffer: Buffer.from(buffer) });
const read = async (page, name) => {
  await page.getByText(`已读取 ${name}`).waitFor();
  return (await box(page).inputValue()).replace(/[ \t]+/g, ' ');
};
const open = (check, more) => withPage(browser, `${server.url}#posting`, zh, check, more);
const own = (requests) => requests.filter((url) => url.startsWith('http')).every((url) => url.startsWith(server.url));

test('a PDF in two columns: the heading, then the left column, then the right one, every character right', async () => {
  const bytes = await twoColumns();
  const requests = await open(async (page) => {
    await pick(page, '简历.pdf', bytes, 'application/pdf');
    const text = await read(page, '简历.pdf');
    assert.deepEqual(
      text.split('\n').filter((line) => line.trim() !== ''),
      [NAME, ...LEFT, ...RIGHT],
    );
  });
  assert.ok(own(requests));
});

test('a PDF whose Chinese font is not embedded is read by its character map, served with the page', async () => {
  const bytes = pdf({ font: SONG, stream: `BT /F 14 Tf 72 700 Td ${hex('熟悉内核')} Tj ET` });
  const requests = await open(async (page) => {
    await pick(page, 'song.pdf', bytes);
    assert.equal(await read(page, 'song.pdf'), '熟悉内核');
  });
  assert.ok(requests.some((url) => /cmaps\/GBK-EUC-H\.bcmap$/.test(url)));
  assert.ok(own(requests));
});

test('a Word document is read paragraph by paragraph', () =>
  open(async (page) => {
    await pick(page, '简历.docx', docx([...LEFT, ...RIGHT]));
    assert.equal(await read(page, '简历.docx'), [...LEFT, ...RIGHT].join('\n'));
  }));

test('a text file is read, in the older Chinese encoding too', () =>
  open(async (page) => {
    await pick(page, 'utf8.txt', Buffer.from('熟悉 Go\r\n与 eBPF'));
    assert.equal(await read(page, 'utf8.txt'), '熟悉 Go\n与 eBPF');
    await pick(page, 'gbk.txt', Buffer.from(Object.values(GBK).join(''), 'hex'));
    assert.equal(await read(page, 'gbk.txt'), '熟悉内核');
  }));

test('a file dropped on the sheet is read', () =>
  open(async (page) => {
    await box(page).waitFor();
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['五年 Go'], 'drop.md'));
      return transfer;
    });
    await page.dispatchEvent('.resume', 'drop', { dataTransfer: data });
    assert.equal(await read(page, 'drop.md'), '五年 Go');
  }));

for (const [what, name, bytes, sentence] of [
  ['a scan', 'scan.pdf', () => pdf({ font: HELVETICA, stream: '0 0 100 100 re f' }), /只有图像/],
  ['a locked PDF', 'locked.pdf', () => pdf({ font: HELVETICA, stream: 'BT ET', trailer: LOCKED }), /有密码/],
  ['a broken PDF', 'broken.pdf', () => Buffer.from('%PDF-1.4\nnothing more'), /已损坏/],
  ['a zip that is no document', 'x.docx', () => Buffer.from(zipSync({ a: strToU8('b') })), /不是 Word/],
  ['a picture', 'me.png', () => Buffer.from('\x89PNG\r\n', 'latin1'), /只读 \.pdf/],
  ['an empty file', 'empty.txt', () => Buffer.from(' \n'), /没有文字/],
])
  test(`${what} is refused in one sentence, and what was typed stays`, () =>
    open(async (page) => {
      await box(page).fill('六年 Go');
      await pick(page, name, bytes());
      const refusal = page.locator('.resume .err');
      await refusal.waitFor();
      assert.match(await refusal.textContent(), new RegExp(`没有读取 ${name}`));
      assert.match(await refusal.textContent(), sentence);
      assert.equal(await box(page).inputValue(), '六年 Go');
    }));

test('the file opened from disk reads Word files, and says that it does not read PDF', async () => {
  const requests = await withPage(browser, `${fromDisk}#posting`, zh, async (page) => {
    await pick(page, '简历.docx', docx([...LEFT, ...RIGHT]));
    assert.equal(await read(page, '简历.docx'), [...LEFT, ...RIGHT].join('\n'));
    await pick(page, 'a.pdf', pdf({ font: HELVETICA, stream: 'BT ET' }));
    await page.getByText('这个离线文件不带 PDF 阅读').waitFor();
  });
  assert.deepEqual(
    requests.filter((url) => url.startsWith('http')),
    [],
  );
});

test('a file over 20 MB is refused before it is read', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'chouma-'));
  const file = path.join(folder, 'large.txt');
  await writeFile(file, Buffer.alloc(20 * 1024 * 1024 + 1, 'x'));
  try {
    await open(async (page) => {
      await page.getByLabel('打开文件').setInputFiles(file);
      await page.getByText('文件超过 20 MB').waitFor();
      assert.equal(await box(page).inputValue(), '');
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
