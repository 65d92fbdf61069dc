// Draws the PNG icons of web/icons from icon.svg: `node scripts/icons.mjs`, after the mark changes. The maskable one stands within
// the middle four fifths of a sheet of its own, without the frame, so that any shape may be cut from it.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const folder = fileURLToPath(new URL('../icons/', import.meta.url));
const svg = await readFile(`${folder}icon.svg`, 'utf8');
const bare = svg.replace(/<rect[^>]*>/, '').replace('0 0 22 22', '-3 -3 28 28');

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
try {
  for (const [name, size, drawing, paper] of [
    ['icon-192.png', 192, svg, 'transparent'],
    ['icon-512.png', 512, svg, 'transparent'],
    ['icon-maskable-512.png', 512, bare, '#fff'],
  ]) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body { margin: 0; background: ${paper} } svg { display: block }</style>${drawing}`);
    await page.screenshot({ path: folder + name, omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
