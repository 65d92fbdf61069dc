/* global caches, navigator, location */
// The served page without a network: kept whole after the first visit, renewed on the user's word only, erased with all the rest.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { serve } from '../../../tools/serve.mjs';
import { writeServiceWorker } from '../../scripts/build-sw.mjs';
import { answer, launch, openExample, openNegotiate, openPosting, site, withPage, zh } from './support.mjs';
import { until } from './webdriver.mjs';

let browser;
let root;
let server;
before(async () => (browser = await launch()));
after(() => browser.close());
/** Two deployments of one page under one origin, the second inside the folder of the first. */
const FOLDERS = { outer: 'page', inner: 'page/again' };
beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'chouma-'));
  for (const folder of Object.values(FOLDERS)) cpSync(site, path.join(root, folder), { recursive: true });
  server = await serve(root);
});
afterEach(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

const at = (folder) => `${server.url}${folder}/`;
const fileOf = (folder, name) => path.join(root, folder, name);
/** The page in one file, the worker itself, and what is made for portals. */
const APART = /^(chouma\.html$|sw\.js$|embed\/|docs\/)/;
const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => !APART.test(name));

/** Over once the page's own worker has kept everything and stands before the page. */
const kept = (page) =>
  until('the page is kept', () =>
    page.evaluate(async () => {
      const { active, scope } = (await navigator.serviceWorker.getRegistration()) ?? {};
      const { controller } = navigator.serviceWorker;
      return scope === new URL('.', location.href).href && active?.state === 'activated' && controller === active;
    }),
  );
const cacheNames = (page) => page.evaluate(() => caches.keys());
/** What it is refused on purpose, the browser reports to the console. */
const refused = [/ERR_CONNECTION_REFUSED|service worker|integrity|404/i];
const visit = (check, folder = FOLDERS.outer, more = {}) =>
  withPage(browser, at(folder), zh, check, { expected: refused, ...more });

/** Reads as version 2 by its page and by its style sheet, whose name is another with its content. */
function renewed(folder) {
  const assets = fileOf(folder, 'assets');
  const style = readdirSync(assets).find((name) => name.endsWith('.css'));
  writeFileSync(path.join(assets, style), `${readFileSync(path.join(assets, style))}\n:root { --version: 2 }`);
  renameSync(path.join(assets, style), path.join(assets, 'style-2.css'));
  const page = readFileSync(fileOf(folder, 'index.html'), 'utf8');
  writeFileSync(
    fileOf(folder, 'index.html'),
    page.replace(style, 'style-2.css').replace('<html ', '<html data-version="2" '),
  );
}
const versions = (page) =>
  page.evaluate(() => [
    document.documentElement.dataset.version ?? '1',
    getComputedStyle(document.documentElement).getPropertyValue('--version') || '1',
  ]);
const list = (folder) => writeServiceWorker(path.join(root, folder), filesOf(path.join(root, folder)));

test('after one visit every tab answers without a network, by its address too', () =>
  visit(async (page) => {
    await openExample(page);
    const told = await answer(page);
    await kept(page);
    await server.close();
    await page.reload();
    await openExample(page);
    assert.deepEqual(await answer(page), told);
    for (const [hash, check] of [
      ['#posting', openPosting],
      ['?from=afar#negotiate', openNegotiate],
      ['index.html#models', () => page.getByRole('radio', { name: /cn-2024/ }).waitFor()],
    ]) {
      await page.goto('about:blank');
      await page.goto(`${at(FOLDERS.outer)}${hash}`);
      await check(page);
    }
  }));

test('every file of the page is kept, PDF reading with its character maps among them, and nothing else', () =>
  visit(async (page) => {
    await kept(page);
    const folder = at(FOLDERS.outer);
    const held = await page.evaluate(async () => {
      const [name] = await caches.keys();
      return (await (await caches.open(name)).keys()).map(({ url }) => url);
    });
    const files = filesOf(path.join(root, FOLDERS.outer)).filter((name) => !name.startsWith('again/'));
    assert.deepEqual(held.sort(), files.map((name) => folder + (name === 'index.html' ? '' : name)).sort());
    assert.ok(held.some((url) => url.endsWith('GBK-EUC-H.bcmap')));
  }));

test('another version is told and used only after the click, all files of one version; the older one goes', () =>
  visit(async (page) => {
    await kept(page);
    const [before] = await cacheNames(page);
    rmSync(path.join(root, FOLDERS.inner), { recursive: true });
    renewed(FOLDERS.outer);
    await list(FOLDERS.outer);
    const use = page.getByRole('button', { name: '换用新版本' });
    await page.reload();
    await use.waitFor();
    assert.deepEqual(await versions(page), ['1', '1']);
    await page.reload();
    await use.waitFor();
    assert.deepEqual(await versions(page), ['1', '1'], 'a reload is no word');
    await openExample(page);

    await use.click();
    await page.waitForFunction(() => document.documentElement.dataset.version === '2');
    await page.locator('.answer .coef').waitFor();
    assert.deepEqual(await versions(page), ['2', '2']);
    assert.equal(await use.count(), 0);
    const names = await cacheNames(page);
    assert.equal(names.length, 1);
    assert.notEqual(names[0], before);
    await server.close();
    await page.reload();
    await openExample(page);
    assert.deepEqual(await versions(page), ['2', '2']);
  }));

test('a second window hears that the version was taken into use, and stays as it is', () =>
  visit(async (page, context) => {
    await kept(page);
    rmSync(path.join(root, FOLDERS.inner), { recursive: true });
    const second = await context.newPage();
    await second.goto(page.url());
    await openExample(second);
    renewed(FOLDERS.outer);
    await list(FOLDERS.outer);
    await page.reload();
    await page.getByRole('button', { name: '换用新版本' }).click();
    await page.waitForFunction(() => document.documentElement.dataset.version === '2');
    await second.getByRole('button', { name: '换用新版本' }).waitFor();
    assert.deepEqual(await versions(second), ['1', '1']);
    assert.match(await second.locator('#paste').inputValue(), /木樨科技/, 'what lies there stays');
    await second.getByRole('button', { name: '换用新版本' }).click();
    await second.waitForFunction(() => document.documentElement.dataset.version === '2');
    await second.getByText('已打开').first().waitFor();
    assert.match(await second.locator('#paste').inputValue(), /木樨科技/, 'and goes over to the new version');
    assert.ok(!second.url().includes('case='), second.url());
  }));

test('half a version is refused: a list whose files are not there yet leaves the page what it was', () =>
  visit(async (page) => {
    await kept(page);
    rmSync(path.join(root, FOLDERS.inner), { recursive: true });
    const names = await cacheNames(page);
    const old = readFileSync(fileOf(FOLDERS.outer, 'index.html'));
    renewed(FOLDERS.outer);
    await list(FOLDERS.outer);
    writeFileSync(fileOf(FOLDERS.outer, 'index.html'), old);
    const ended = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const worker = registration.installing;
      while (worker.state === 'installing') await new Promise((done) => (worker.onstatechange = done));
      return worker.state;
    });
    assert.equal(ended, 'redundant');
    assert.deepEqual(await cacheNames(page), names);
    await page.reload();
    await openExample(page);
    assert.deepEqual(await versions(page), ['1', '1']);
    assert.equal(await page.getByRole('button', { name: '换用新版本' }).count(), 0);
  }));

test('two deployments under one origin keep apart, and erasing in one leaves nothing of it and all of the other', () =>
  visit(async (page, context) => {
    await kept(page);
    const second = await context.newPage();
    await second.goto(at(FOLDERS.inner));
    await kept(second);
    const scopes = async () => (await cacheNames(page)).map((name) => name.split(' ')[1]).sort();
    assert.deepEqual(await scopes(), [at(FOLDERS.outer), at(FOLDERS.inner)]);
    await page.getByRole('button', { name: '菜单' }).click();
    await page.getByRole('button', { name: '存档', exact: true }).click();
    await page.getByRole('button', { name: '清除本页存过的一切' }).click();
    await page.getByText('不再存有任何东西').waitFor();
    assert.deepEqual(await scopes(), [at(FOLDERS.inner)]);
    const left = () =>
      second.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope));
    assert.deepEqual(await left(), [at(FOLDERS.inner)]);
    await server.close();
    await second.reload();
    await openExample(second);
  }));
