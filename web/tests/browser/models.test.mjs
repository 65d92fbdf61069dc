// A model fitted to a table of one's own in a second worker: stopped once, then to its end, while the page answers; compared, used, saved, removed.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { en, fromDisk, launch, serveSite, site, withPage, zh } from './support.mjs';

const root = new URL('../../../', import.meta.url);
const bytes = (file) => readFileSync(new URL(file, root));
const table = bytes('tests/cases/fit/postings.csv');
const recipe = bytes('tests/cases/fit/recipe.json').toString();

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serveSite()]);
});
after(async () => {
  await browser.close();
  await server.close();
});

/** The table so many times over, each time with companies of its own. */
const larger = (times) => {
  const [header, ...rows] = table.toString().split(/\n(?=[^\n]*,")/);
  const again = Array.from({ length: times }, (_, k) => rows.join('\n').replaceAll('虚构公司', `虚构公司${k}-`).trim());
  return Buffer.from(`${header}\n${again.join('\n')}\n`);
};

const button = (page, name) => page.getByRole('button', { name, exact: true });
const openTable = (page, label, name, buffer) =>
  page.getByLabel(label).setInputFiles({ name, mimeType: 'text/csv', buffer });

/** What the same module makes under Node. */
async function underNode(text, day) {
  const assets = readdirSync(path.join(site, 'assets'));
  const asset = (pattern) =>
    path.join(
      site,
      'assets',
      assets.find((name) => pattern.test(name)),
    );
  const createChouma = createRequire(import.meta.url)(asset(/^fit-.*\.js$/));
  const { FitJob } = await createChouma({ wasmBinary: readFileSync(asset(/^fit-.*\.wasm$/)) });
  const job = new FitJob();
  try {
    job.table(table.length).set(table);
    assert.equal(job.begin(bytes('models/lexicon/lexicon.json'), text, '', day), '{}');
    while (JSON.parse(job.step()).stage !== 'done');
    return JSON.parse(job.finish()).model;
  } finally {
    job.delete();
  }
}

test('columns are filled in by name; a fit is stopped, and leaves nothing', () =>
  withPage(browser, `${server.url}#models`, zh, async (page) => {
    await openTable(page, '打开 CSV', 'mine.csv', larger(12));
    assert.equal(await page.getByLabel('最低月薪').inputValue(), '薪资下限');
    assert.equal(await page.getByLabel('福利', { exact: true }).inputValue(), '');
    assert.match(await page.getByLabel('方案', { exact: true }).inputValue(), /"place": "工作地点"/);
    await button(page, '拟合').click();
    await page.getByRole('progressbar', { name: '正在拟合' }).waitFor();
    assert.ok(await button(page, '拟合').isDisabled());
    await button(page, '停止').click();
    await page.getByText('已停止，没有留下模型。').waitFor();
    assert.equal(await page.locator('ch-fit-result').count(), 0);
    assert.ok(await button(page, '拟合').isEnabled());
  }));

test('while a model is fitted the other tab answers; it is compared, used, saved and removed', () =>
  withPage(browser, `${server.url}#models`, en, async (page) => {
    await openTable(page, 'Open a CSV', 'mine.csv', table);
    await page.getByLabel('Recipe', { exact: true }).fill(recipe);
    await button(page, 'Fit').click();
    await page.getByRole('link', { name: 'Quote' }).click();
    await page.getByLabel('Paste a posting, a résumé or a few words of your own').fill('Go, Kubernetes');
    await page.locator('.answer .coef').waitFor();
    const before = await page.locator('.answer .say').textContent();
    await page.getByRole('link', { name: 'Models' }).click();
    await page.getByText('Fitted: 352 rows, ').waitFor();

    const rows = page.locator('ch-fit-result .compare tbody tr:not(.part)');
    assert.equal(await rows.count(), 6);
    assert.match(await rows.first().textContent(), /median\s*\d+\.\d%\s*\(\d+\.\d% – \d+\.\d%\)\s*\d+\.\d%\s*\(/);

    const saved = page.waitForEvent('download');
    await button(page, 'Save model.json').click();
    const download = await saved;
    assert.equal(download.suggestedFilename(), 'model.json');
    const model = readFileSync(await download.path(), 'utf8');
    assert.equal(model, await underNode(recipe, JSON.parse(model).fitted_on));

    await button(page, 'Use it now').click();
    await page.getByText('The quote now uses this model.').waitFor();
    assert.ok(await page.getByRole('radio', { name: 'Use model invented' }).isChecked());
    await page.getByRole('link', { name: 'Quote' }).click();
    await page.locator('ch-model-card').getByText('invented', { exact: true }).waitFor();
    assert.notEqual(await page.locator('.answer .say').textContent(), before);

    await page.getByRole('link', { name: 'Models' }).click();
    await button(page, 'Remove invented').click();
    await page.getByRole('link', { name: 'Quote' }).click();
    await page.locator('ch-model-card').getByText('cn-2024', { exact: true }).waitFor();
    assert.equal(await page.locator('.answer .say').textContent(), before);

    await page.getByRole('link', { name: 'Models' }).click();
    await page.getByLabel('Open a model file').setInputFiles({
      name: 'model.json',
      mimeType: 'application/json',
      buffer: Buffer.from(model),
    });
    await page.getByRole('radio', { name: 'Use model invented' }).waitFor();
  }));

for (const [what, spoil, sentence] of [
  ['a recipe that is not JSON', (text) => text.slice(1), /recipe, byte \d+/],
  ['a field that no recipe has', (text) => text.replace('"folds"', '"fold"'), /recipe\.fold/],
  ['the id of the shipped model', (text) => text.replace('"invented"', '"cn-2024"'), /no shipped model/],
])
  test(`${what} is refused in a sentence, and the recipe stays`, () =>
    withPage(browser, `${server.url}#models`, zh, async (page) => {
      await openTable(page, '打开 CSV', 'mine.csv', table);
      const text = spoil(recipe);
      await page.getByLabel('方案', { exact: true }).fill(text);
      await button(page, '拟合').click();
      await page.getByRole('alert').filter({ hasText: sentence }).waitFor();
      assert.equal(await page.getByLabel('方案', { exact: true }).inputValue(), text);
    }));

test('an engine that comes late still keeps the shipped model’s id', () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const prepare = (page) => page.route(/engine-[^/]*\.wasm/, (route) => held.then(() => route.continue()));
  return withPage(
    browser,
    `${server.url}#models`,
    zh,
    async (page) => {
      await openTable(page, '打开 CSV', 'mine.csv', table);
      await page.getByLabel('方案', { exact: true }).fill(recipe.replace('"invented"', '"cn-2024"'));
      await button(page, '拟合').click();
      await page.getByRole('progressbar', { name: '正在拟合' }).waitFor();
      release();
      await page
        .getByRole('alert')
        .filter({ hasText: /no shipped model/ })
        .waitFor();
    },
    { prepare },
  );
});

test('the file opened from disk fits too, and asks for nothing', async () => {
  const requests = await withPage(browser, `${fromDisk}#models`, zh, async (page) => {
    await openTable(page, '打开 CSV', 'mine.csv', table);
    await page.getByLabel('方案', { exact: true }).fill(recipe);
    await button(page, '拟合').click();
    await page.getByText('已拟合：352 行').waitFor();
  });
  assert.deepEqual(
    requests.filter((url) => url.startsWith('http')),
    [],
  );
});
