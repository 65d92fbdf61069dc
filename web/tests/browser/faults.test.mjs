// What the page does when something it needs is broken: it names the fault and keeps what was typed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fromDisk, launch, openExample, serveSite, withPage, zh } from './support.mjs';

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serveSite()]);
});
after(async () => {
  await browser.close();
  await server.close();
});

const TEXT = '熟悉 Go 与 Kubernetes，30-45K。';
const box = (page) => page.getByLabel(/^粘贴岗位描述/);
const open = (check, more) => withPage(browser, server.url, zh, check, more);

for (const [what, body] of [
  ['malformed', '{"format": "chouma.salary/1", "quantiles": [0.1,'],
  ['of another format', '{"format": "somebody.else/9"}'],
  ['empty', ''],
]) {
  test(`a salary model that is ${what} is refused by name and code; the rest answers and the text stays`, () =>
    open(
      async (page) => {
        await box(page).fill(TEXT);
        const refusal = page.locator('.warn').first();
        await refusal.locator('code').first().waitFor();
        assert.match(await refusal.locator('code').first().textContent(), /^bad_(json|schema|version) · \S/);
        assert.equal(await box(page).inputValue(), TEXT);
        await page.locator('.answer .coef').waitFor();
      },
      { prepare: (page) => page.route(/model-[0-9a-f]+\.json$/, (route) => route.fulfill({ body })) },
    ));
}

test('an engine that does not start is named with its code; retry starts it and answers for the kept text', () =>
  open(
    async (page) => {
      await page.getByRole('alert').waitFor();
      await box(page).fill(TEXT);
      assert.match(await page.locator('.err code').textContent(), /^not_loaded · page$/);
      await page.unrouteAll();
      await page.getByRole('button', { name: '重试' }).click();
      await page.locator('.answer .coef').waitFor();
      assert.equal(await box(page).inputValue(), TEXT);
      assert.equal(await page.getByRole('alert').count(), 0);
    },
    {
      prepare: (page) =>
        page.route(/engine-first-[0-9a-f]+\.wasm$/, (route) => route.fulfill({ status: 404, body: '' })),
      expected: [/404/, /preload/],
    },
  ));

test('names that do not come: a skill is still taken as it is typed', () =>
  open(
    async (page) => {
      const asked = page.waitForEvent('response', (response) => response.status() === 404);
      await openExample(page);
      await asked;
      await page.getByRole('combobox', { name: '添加技能' }).fill('Terraform');
      await page.getByRole('option', { name: /Terraform/ }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '移除 Terraform' }).first().waitFor();
    },
    {
      prepare: (page) => page.route(/lexicon-[0-9a-f]+\.json$/, (route) => route.fulfill({ status: 404, body: '' })),
      expected: [/^Failed to load resource/],
    },
  ));

test('WASM that is not WASM is an error with a code, not an endless wait', () =>
  open(
    async (page) => {
      await page.getByRole('alert').waitFor();
      assert.match(await page.locator('.err code').textContent(), /^internal · (engine|worker)$/);
    },
    {
      prepare: (page) => page.route(/engine-first-[0-9a-f]+\.wasm$/, (route) => route.fulfill({ body: 'not wasm' })),
      expected: [/wasm|WebAssembly|Aborted/i],
    },
  ));

test('without WASM SIMD the page says so in one sentence', () =>
  open(
    async (page) => {
      await page.getByText('这个浏览器不支持 WebAssembly SIMD').waitFor();
      assert.equal(await page.getByRole('button', { name: '重试' }).count(), 0);
    },
    { prepare: (page) => page.addInitScript(() => (WebAssembly.validate = () => false)), expected: [/preload/] },
  ));

test('a slow load shows its progress after 200 ms, then the answer', async () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await open(
    async (page) => {
      await page.getByRole('progressbar', { name: '正在载入模型' }).waitFor();
      await page.getByText('50K').first().waitFor();
      release();
      await page.getByRole('img', { name: /^Go 基准/ }).waitFor();
      assert.equal(await page.getByRole('progressbar').count(), 0);
    },
    { prepare: (page) => page.route(/model-[0-9a-f]+\.json$/, async (route) => (await held, route.continue())) },
  );
});

test('without scripts the page says in both languages what it needs', async () => {
  const context = await browser.newContext({ ...zh, javaScriptEnabled: false });
  const page = await context.newPage();
  for (const url of [server.url, fromDisk]) {
    await page.goto(url);
    const told = page.locator('.unborn p');
    await told.first().waitFor({ state: 'visible' });
    assert.deepEqual(await told.count(), 2);
    assert.match(await told.first().textContent(), /JavaScript/);
  }
  await context.close();
});

test('a browser that runs the page never shows that sentence', () =>
  withPage(browser, server.url, zh, async (page) => {
    await openExample(page);
    assert.equal(await page.locator('.unborn').count(), 0);
  }));
