/* global location */
// axe finds nothing: in both languages, light and dark, on the desk and on the phone, empty, full, opened up and failed.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import {
  en,
  fromDisk,
  launch,
  openExample,
  openNegotiate,
  openPosting,
  phone,
  serveSite,
  withPage,
  zh,
} from './support.mjs';

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

const toNegotiate = (page) => page.locator('ch-negotiate-tab .invite').waitFor();
const negotiated = async (page) => {
  await openNegotiate(page);
  const table = page.locator('ch-deal-issues');
  for (const box of await table.getByRole('checkbox').all()) await box.check();
  await page.locator('ch-meso .meso-terms').first().waitFor();
  await page
    .locator('ch-offers-form')
    .getByRole('button', { name: /示例|example/ })
    .click();
  await page.locator('ch-offers-table table:visible').first().waitFor();
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
};
const badNumbers = async (page) => {
  await openNegotiate(page);
  await page.locator('#setting-rounds').fill('0');
  await page.locator('#setting-rounds-note.fault').waitFor();
  await page.locator('#move-amount').fill('many');
  await page.keyboard.press('Enter');
  await page.locator('#move-note.fault').waitFor();
};

for (const [name, options, state] of [
  ['zh, light, nothing laid down', { ...zh, colorScheme: 'light' }, toNegotiate],
  ['zh, light, all on the table', { ...zh, colorScheme: 'light' }, negotiated],
  ['en, dark, all on the table', { ...en, colorScheme: 'dark' }, negotiated],
  ['zh, phone, all on the table', { ...phone, colorScheme: 'light' }, negotiated],
  ['en, refused numbers', { ...en, colorScheme: 'light' }, badNumbers],
]) {
  test(`axe: negotiate tab, ${name}`, () =>
    withPage(browser, `${server.url}#negotiate`, options, async (page) => {
      await state(page);
      assert.deepEqual(await violations(page), []);
    }));
}

const asShipped = (page) => page.locator('ch-model-list table').waitFor();
const openedTable = async (page) => {
  const [name, mimeType, file] = ['mine.csv', 'text/csv', '../../../tests/cases/fit/postings.csv'];
  const buffer = readFileSync(new URL(file, import.meta.url));
  await page.locator('ch-fit-form input[type=file]').setInputFiles({ name, mimeType, buffer });
  await page.locator('#column-title').waitFor();
};
const refusedRecipe = async (page) => {
  await openedTable(page);
  await page.locator('#recipe').fill('{');
  await page.locator('ch-fit-form .btn.main').click();
  await page.getByRole('alert').waitFor();
};
const fitted = async (page) => {
  await openedTable(page);
  await page.locator('ch-fit-form .btn.main').click();
  await page.locator('ch-fit-result .btn.main').click();
  await page.getByRole('radio').nth(1).waitFor();
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
};

for (const [name, options, state] of [
  ['zh, light, as shipped', { ...zh, colorScheme: 'light' }, asShipped],
  ['en, dark, a refused recipe', { ...en, colorScheme: 'dark' }, refusedRecipe],
  ['zh, dark, fitted', { ...zh, colorScheme: 'dark' }, fitted],
  ['en, phone, fitted', { ...phone, locale: 'en-GB', colorScheme: 'light' }, fitted],
]) {
  test(`axe: models tab, ${name}`, () =>
    withPage(browser, `${server.url}#models`, options, async (page) => {
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

const openMenu = async (page) => {
  await openExample(page);
  await page.getByRole('button', { name: /^(菜单|Menu)$/ }).click();
  await page.locator('#menu:popover-open').waitFor();
};
const panel = (name) => async (page) => {
  await openMenu(page);
  await page.getByRole('button', { name }).click();
  await page.locator('dialog[open]').waitFor();
};
const savedProfile = async (page) => {
  await panel(/^(存档|Saved profiles)$/)(page);
  await page.locator('#profile-name').fill('Go');
  await page.keyboard.press('Enter');
  await page.locator('.profiles li').waitFor();
};
const guide = (page) => page.locator('.guide').waitFor();
const unreadAddress = async (page) => {
  await page.evaluate(() => (location.hash = '#quote?case=1.AAAA'));
  await page.locator('.told').waitFor();
};

for (const [name, options, state, firstVisit = false] of [
  ['zh, light, menu', { ...zh, colorScheme: 'light' }, openMenu],
  ['en, phone, dark, menu', { ...phone, locale: 'en-GB', colorScheme: 'dark' }, openMenu],
  ['zh, dark, share', { ...zh, colorScheme: 'dark' }, panel(/^(分享地址|Share an address)$/)],
  ['en, light, profiles', { ...en, colorScheme: 'light' }, savedProfile],
  ['zh, phone, dark, profiles', { ...phone, colorScheme: 'dark' }, savedProfile],
  ['zh, phone, guide', { ...phone, colorScheme: 'light' }, guide, true],
  ['en, dark, guide', { ...en, colorScheme: 'dark' }, guide, true],
  ['en, an address that was not read', { ...en, colorScheme: 'dark' }, unreadAddress],
]) {
  test(`axe: ${name}`, () =>
    withPage(
      browser,
      server.url,
      options,
      async (page) => {
        await state(page);
        assert.deepEqual(await violations(page), []);
      },
      { firstVisit },
    ));
}
