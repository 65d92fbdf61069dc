/* global localStorage */
// The README's pictures: the examples in the built page. Run after the page is built.
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
const looks = [
  { look: 'zh', locale: 'zh-CN', viewport: desktop },
  { look: 'en-dark', locale: 'en-GB', viewport: desktop, colorScheme: 'dark' },
  { look: 'phone-zh', locale: 'zh-CN', viewport: phone, deviceScaleFactor: 1.5, hasTouch: true, fullPage: false },
];
/** What to press on each tab, and what is there once it has answered. */
const tabs = [
  { tab: 'quote', press: /^(看一份示例|See an example)$/, done: '.answer .coef' },
  { tab: 'negotiate', press: /^(看一份示例岗位|See an example posting)$/, done: 'ch-concession-plan .plan-now' },
  { tab: 'posting', press: /^(看一份示例岗位和简历|See an example posting and résumé)$/, done: 'ch-funnel table' },
];

async function take(browser, url, { tab, press, done }, { look, fullPage = true, ...options }) {
  const page = await browser.newPage(options);
  await page.addInitScript(() => localStorage.setItem('chouma.guided', '1'));
  await page.goto(`${url}#${tab}`);
  await page.getByRole('button', { name: press }).first().click();
  await page.locator(done).waitFor();
  await page.screenshot({ path: path.join(out, `${tab}-${look}.png`), fullPage });
  await page.close();
}

await mkdir(out, { recursive: true });
const { url, close } = await serve(site);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
for (const tab of tabs) for (const look of looks) await take(browser, url, tab, look);
await browser.close();
await close();
