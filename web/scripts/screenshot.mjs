// The README's pictures: the example posting in the built page. Run after the page is built.
//   CHOUMA_OUT       the built page (default ../build/site)
//   CHOUMA_PICTURES  where the pictures go (default ../docs/pictures)
//   CHROMIUM         the browser (default /usr/bin/chromium)
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from '../../tools/serve.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));
const site = path.resolve(process.env.CHOUMA_OUT ?? path.join(web, '../build/site'));
const out = path.resolve(process.env.CHOUMA_PICTURES ?? path.join(web, '../docs/pictures'));

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 1560 };
const pictures = [
  { name: 'quote-zh', locale: 'zh-CN', viewport: desktop },
  { name: 'quote-en-dark', locale: 'en-GB', viewport: desktop, colorScheme: 'dark' },
  { name: 'quote-phone-zh', locale: 'zh-CN', viewport: phone, deviceScaleFactor: 1.5, hasTouch: true, fullPage: false },
];

async function take(browser, url, { name, fullPage = true, ...options }) {
  const page = await browser.newPage(options);
  await page.goto(url);
  await page
    .getByRole('button', { name: /^(看一份示例|See an example)$/ })
    .first()
    .click();
  await page.locator('.answer .coef').waitFor();
  await page.screenshot({ path: path.join(out, `${name}.png`), fullPage });
  await page.close();
}

await mkdir(out, { recursive: true });
const { url, close } = await serve(site);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
for (const picture of pictures) await take(browser, url, picture);
await browser.close();
await close();
