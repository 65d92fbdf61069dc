// axe finds nothing: in both languages, light and dark, on the desk and on the phone, empty, full, opened up and failed.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { en, fromDisk, launch, openExample, openPosting, phone, serveSite, withPage, zh } from './support.mjs';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serveSite()]);
});
after(async () => {
  await browser.close();
  await server.close();
});

async function violations(page) {
  await page.evaluate(axe);
  const { violations: found, passes } = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ['violations', 'passes'] }),
  );
  assert.ok(passes.length > 20, 'axe looked at the page');
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
  );
}

const empty = (page) => page.getByRole('img', { name: /^Go (基准|base)/ }).waitFor();
const opened = async (page) => {
  await openExample(page);
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
};
const searched = async (page) => {
  await openExample(page);
  await page.getByRole('combobox', { name: /添加技能|Add a skill/ }).fill('foo');
  await page.keyboard.press('Enter');
  await page.locator('.unknown').waitFor();
  await page.getByRole('combobox', { name: /添加技能|Add a skill/ }).fill('re');
  await page.getByRole('option').first().waitFor();
};

for (const [name, options, state] of [
  ['zh, light, empty', { ...zh, colorScheme: 'light' }, empty],
  ['zh, light, example', { ...zh, colorScheme: 'light' }, openExample],
  ['zh, dark, example opened up', { ...zh, colorScheme: 'dark' }, opened],
  ['en, light, example opened up', { ...en, colorScheme: 'light' }, opened],
  ['en, dark, search open, unknown tag', { ...en, colorScheme: 'dark' }, searched],
  ['zh, phone, example opened up', { ...phone, colorScheme: 'light' }, opened],
  ['en, phone, dark, empty', { ...phone, locale: 'en-GB', colorScheme: 'dark' }, empty],
]) {
  test(`axe: ${name}`, () =>
    withPage(browser, server.url, options, async (page) => {
      await state(page);
      assert.deepEqual(await violations(page), []);
    }));
}

const noPosting = (page) => page.locator('.invite').waitFor();
const noResume = async (page) => {
  await page.locator('#paste').fill('Go 后端，精通 Kubernetes，5 年以上，30-45K');
  await page.locator('ch-requirements .chip').first().waitFor();
};
const openedPosting = async (page) => {
  await openPosting(page);
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
};
const refusedFile = async (page) => {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('x') });
  await page.locator('.resume .err').waitFor();
};

for (const [name, options, state] of [
  ['zh, light, no posting', { ...zh, colorScheme: 'light' }, noPosting],
  ['zh, dark, no résumé', { ...zh, colorScheme: 'dark' }, noResume],
  ['zh, light, example', { ...zh, colorScheme: 'light' }, openedPosting],
  ['en, dark, example', { ...en, colorScheme: 'dark' }, openedPosting],
  ['zh, phone, example', { ...phone, colorScheme: 'light' }, openPosting],
  ['en, a refused file', { ...en, colorScheme: 'light' }, refusedFile],
]) {
  test(`axe: posting tab, ${name}`, () =>
    withPage(browser, `${server.url}#posting`, options, async (page) => {
      await state(page);
      assert.deepEqual(await violations(page), []);
    }));
}

test('axe: the file from disk', () =>
  withPage(browser, fromDisk, zh, async (page) => {
    await openExample(page);
    assert.deepEqual(await violations(page), []);
  }));

test('axe: a failed engine', () =>
  withPage(
    browser,
    server.url,
    zh,
    async (page) => {
      await page.getByRole('alert').waitFor();
      assert.deepEqual(await violations(page), []);
    },
    { prepare: (page) => page.route(/\.wasm$/, (route) => route.abort()), expected: [/ERR_FAILED/, /preload/] },
  ));

test('every plot is an image with a sentence of its figures', () =>
  withPage(browser, server.url, zh, async (page) => {
    await openExample(page);
    const names = await page
      .locator('.row svg[role=img]')
      .evaluateAll((plots) => plots.map((p) => p.getAttribute('aria-label')));
    assert.ok(names.length >= 5);
    for (const name of names) assert.match(name, /\d/);
  }));
