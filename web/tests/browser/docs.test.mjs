/* global document, innerWidth */
// The documentation beside the served page: every page is there, every link leads somewhere, nothing else is asked for.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { addressOf } from '../../scripts/build-docs.mjs';
import { en, launch, serveSite, site, withPage, zh } from './support.mjs';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const contents = JSON.parse(readFileSync(new URL('../../docs/contents.json', import.meta.url), 'utf8'));
const pages = contents.flatMap((section) => section.pages);
const fronts = ['index.html', 'index-en.html'];
const addresses = [...fronts, ...pages.map(({ file }) => addressOf(file))];
const htmlOf = (address) => readFileSync(path.join(site, 'docs', address), 'utf8');

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serveSite()]);
});
after(async () => {
  await browser.close();
  await server.close();
});

test('the pages are those of the contents, each in its language', () => {
  const built = readdirSync(path.join(site, 'docs')).filter((name) => name.endsWith('.html'));
  assert.deepEqual(built.sort(), addresses.toSorted());
  for (const { file, lang } of pages) assert.ok(htmlOf(addressOf(file)).includes(`<html lang="${lang}">`), file);
});

test('the guide, the questions and the limits are there in both languages', () => {
  for (const { file, lang, also } of pages.filter(({ file }) => /docs\/(guide|faq|limits)-/.test(file))) {
    const other = pages.find((page) => page.file === also);
    assert.ok(other && other.lang !== lang && other.also === file, file);
    assert.ok(htmlOf(addressOf(file)).includes(`hreflang="${other.lang}"`), file);
  }
});

test('every link and picture of every page leads to a file, and to a heading in it', () => {
  const ids = (address) => new Set([...htmlOf(address).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  for (const address of addresses)
    for (const [, to] of htmlOf(address).matchAll(/ (?:href|src)="([^"]+)"/g)) {
      if (/^https?:/.test(to)) continue;
      const { pathname, hash } = new URL(to, `http://here/docs/${address}`);
      const file = decodeURIComponent(pathname.slice(1));
      assert.doesNotThrow(() => readFileSync(path.join(site, file)), `${address} links to ${to}`);
      if (hash !== '')
        assert.ok(ids(path.basename(file)).has(decodeURIComponent(hash.slice(1))), `${address} links to ${to}`);
    }
});

test('each page is read without scripts, under its policy, and scrolls no further than its width', async () => {
  for (const address of addresses)
    await withPage(browser, `${server.url}docs/${address}`, { viewport: { width: 360, height: 800 } }, async (page) => {
      assert.equal(await page.locator('h1').count(), 1, address);
      assert.equal(await page.locator('script').count(), 0, address);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${address} is ${wide} px too wide`);
    });
});

for (const colorScheme of ['light', 'dark'])
  for (const width of [390, 1280])
    test(`axe: ${colorScheme}, ${width} px`, async () => {
      for (const file of [
        'index.html',
        'guide-zh.html',
        'guide-en.html',
        'salary-rival.html',
        'card-cn-2024.html',
        'embed.html',
      ]) {
        const options = { viewport: { width, height: 900 }, colorScheme, bypassCSP: true };
        await withPage(browser, `${server.url}docs/${file}`, options, async (page) => {
          await page.evaluate(axe);
          const { violations, passes } = await page.evaluate(() => window.axe.run(document));
          assert.ok(passes.length > 10, 'axe looked at the page');
          assert.deepEqual(
            violations.flatMap(({ id, nodes }) => nodes.map((node) => `${file} ${id}: ${node.target.join(' ')}`)),
            [],
          );
        });
      }
    });

for (const [language, name, title] of [
  [zh, '使用指南、方法、数据与局限', '使用指南'],
  [en, 'Guide, methods, data and limits', 'A guide for candidates'],
])
  test(`the page leads to the guide in its language: ${title}`, () =>
    withPage(browser, server.url, language, async (page) => {
      await page.locator('.foot').getByRole('link', { name }).click();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.getByRole('link', { name: '筹码 Chouma' }).click();
      await page.locator('#paste').waitFor();
    }));
