/* global HTMLElement, IDBFactory, DOMException, indexedDB, localStorage, location */
// The menu and what it opens: sharing by address, undo and redo, over http and in the file opened from disk.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import {
  answer,
  chipNames,
  en,
  fromDisk,
  launch,
  openExample,
  openNegotiate,
  serveSite,
  withPage,
  zh,
} from './support.mjs';

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serveSite()]);
});
after(async () => {
  await browser.close();
  await server.close();
});

const press = (page, name) => page.getByRole('button', { name }).click();
const openMenu = (page) => press(page, /^(菜单|Menu)$/);
const addSkill = async (page, typed) => {
  await page.getByRole('combobox', { name: /添加技能|Add a skill/ }).fill(typed);
  await page.keyboard.press('Enter');
};
async function sharedAddress(page, { text = false } = {}) {
  await openMenu(page);
  await press(page, /^(分享地址|Share an address)$/);
  if (text) await page.locator('dialog').getByRole('checkbox').check();
  const address = await page.getByRole('textbox', { name: /^(地址|Address)$/ }).inputValue();
  await press(page, /^(关闭|Close)$/);
  return address;
}

for (const [where, at] of [
  ['http', () => server.url],
  ['file', () => fromDisk],
]) {
  describe(where, () => {
    test('a shared address fills the page with the same answer, and then names its tab alone', async () => {
      let address = '';
      let told;
      let chips;
      await withPage(browser, at(), zh, async (page) => {
        await addSkill(page, 'eBPF');
        await addSkill(page, 'Rust');
        await page.getByLabel(/^城市/).selectOption('上海');
        await page.waitForFunction(() => document.querySelectorAll('aside ch-chip-tray .chip').length === 2);
        address = await sharedAddress(page);
        told = await answer(page);
        chips = await chipNames(page);
      });
      assert.ok(address.length < 2000, `${address.length}`);
      await withPage(browser, address, en, async (page) => {
        await page.getByText('What was shared is open').waitFor();
        await page.waitForFunction(() => document.querySelectorAll('aside ch-chip-tray .chip').length === 2);
        assert.equal((await answer(page)).coefficient, told.coefficient);
        assert.deepEqual(await chipNames(page), chips);
        assert.equal(await page.getByLabel(/^City/).inputValue(), '上海');
        assert.equal(new URL(page.url()).hash, '#quote');
      });
    });
  });
}

test('the example without its text stays under 2,000 characters and carries none of it; with a tick it carries it', async () => {
  await withPage(browser, `${server.url}#negotiate`, zh, async (page) => {
    await openNegotiate(page);
    await page.locator('#move-amount').fill('42300');
    await page.keyboard.press('Enter');
    const bare = await sharedAddress(page);
    assert.ok(bare.length <= 2000, `${bare.length} characters`);
    const whole = await sharedAddress(page, { text: true });
    await page.goto('about:blank');
    await page.goto(bare);
    await page.locator('ch-moves li').first().waitFor();
    assert.equal(await page.locator('ch-moves li').count(), 1);
    await page.getByRole('link', { name: '报价' }).click();
    assert.equal(await page.locator('#paste').inputValue(), '');
    assert.ok((await chipNames(page)).length > 5);
    await page.goto('about:blank');
    await page.goto(whole);
    await page.getByRole('link', { name: '报价' }).click();
    await page.waitForFunction(() => document.querySelector('#paste')?.value.includes('gopark'));
  });
});

for (const [what, hash, sentence] of [
  ['a broken address', '#quote?case=1.AAAA', '不完整或被改动过'],
  ['an address of another version', '#posting?case=7.AAAA', '另一个版本'],
  ['a huge address', `#quote?case=1.${'A'.repeat(70_000)}`, '太大'],
])
  test(`${what} gets one sentence, and the page stays usable`, () =>
    withPage(browser, `${server.url}${hash}`, zh, async (page) => {
      await page.getByRole('alert').getByText(sentence).waitFor();
      await page.getByRole('link', { name: '报价' }).click();
      await openExample(page);
      await press(page, '关闭');
      assert.equal(await page.getByRole('alert').count(), 0);
    }));

test('an address opened over a table can be undone', () =>
  withPage(browser, server.url, zh, async (page) => {
    await addSkill(page, 'Rust');
    const address = await sharedAddress(page);
    await addSkill(page, 'eBPF');
    await page.waitForFunction(() => document.querySelectorAll('aside ch-chip-tray .chip').length === 2);
    await page.evaluate((hash) => (location.hash = hash), new URL(address).hash);
    await page.getByText('已打开分享的内容').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('aside ch-chip-tray .chip').length === 1);
    await press(page, '撤销：打开的一份');
    await page.waitForFunction(() => document.querySelectorAll('aside ch-chip-tray .chip').length === 2);
  }));

test('undo and redo by keys and by buttons; inside a field the browser’s own undo works', () =>
  withPage(browser, server.url, zh, async (page) => {
    const box = page.locator('#paste');
    await addSkill(page, 'eBPF');
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await box.click();
    await box.pressSequentially('Go');
    await page.keyboard.press('Control+z');
    assert.notEqual(await box.inputValue(), 'Go');
    await box.fill('');
    await box.pressSequentially('Redis');
    await page.locator('.tabs a').first().focus();
    await page.keyboard.press('Control+z');
    assert.equal(await box.inputValue(), '');
    assert.match(await page.locator('#spoken').textContent(), /已撤销：岗位文字/);
    await page.keyboard.press('Control+Shift+z');
    assert.equal(await box.inputValue(), 'Redis');
    await press(page, '撤销：岗位文字');
    await press(page, '撤销：筹码');
    assert.equal(await page.getByRole('button', { name: '没有可撤销的' }).getAttribute('aria-disabled'), 'true');
    await press(page, '重做：筹码');
    await page.getByRole('button', { name: '移除 eBPF' }).first().waitFor();
  }));

/** The profiles panel over the example, with one profile saved. */
async function saveProfile(page, name) {
  await openMenu(page);
  await press(page, '存档');
  await page.getByLabel('存为').fill(name);
  await page.keyboard.press('Enter');
  await page.getByText(`已保存 ${name}`).waitFor();
}
const savedFile = async (page, act) => {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return readFileSync(await download.path(), 'utf8');
};

for (const [where, at] of [
  ['http', () => server.url],
  ['file', () => fromDisk],
])
  test(`${where}: a profile is saved, opened after a reload, deleted and put back, and carried in a file`, () =>
    withPage(browser, at(), zh, async (page) => {
      await openExample(page);
      await saveProfile(page, '上海');
      const text = await savedFile(page, () => press(page, '全部导出'));
      await page.reload();
      await openMenu(page);
      await press(page, '存档');
      await press(page, '打开 上海');
      await page.locator('.answer .coef').waitFor();
      assert.match(await page.locator('#paste').inputValue(), /木樨科技/);
      await openMenu(page);
      await press(page, '存档');
      await press(page, '删除 上海');
      await page.getByText('还没有存档').waitFor();
      await press(page, '放回 上海');
      await page.getByRole('button', { name: '打开 上海' }).waitFor();
      const file = { name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(text) };
      await page.locator('dialog input[type=file]').setInputFiles(file);
      await page.getByRole('button', { name: '打开 上海 2' }).waitFor();
      const broken = { ...file, buffer: Buffer.from(text.replace('chouma.profiles/1', 'other')) };
      await page.locator('dialog input[type=file]').setInputFiles(broken);
      await page.getByText('没有导入 mine.json').waitFor();
      assert.equal(await page.locator('.profiles li').count(), 2);
    }));

test('one click erases all that the page stored', () =>
  withPage(
    browser,
    server.url,
    zh,
    async (page) => {
      await press(page, '跳过');
      await page.locator('.top-in').getByRole('button', { name: '深色' }).click();
      await saveProfile(page, '上海');
      const kept = () =>
        page.evaluate(async () => [Object.keys(localStorage).length, (await indexedDB.databases()).length]);
      assert.deepEqual(await kept(), [3, 1]);
      await press(page, '清除本页存过的一切');
      await page.getByText('不再存有任何东西').waitFor();
      assert.deepEqual(await kept(), [0, 0]);
    },
    { firstVisit: true },
  ));

test('where the browser refuses storage, one sentence says so', () =>
  withPage(
    browser,
    server.url,
    zh,
    async (page) => {
      await openMenu(page);
      await press(page, '存档');
      await page.getByRole('alert').getByText('浏览器不让本页存东西').waitFor();
    },
    {
      prepare: (page) =>
        page.addInitScript(() => {
          IDBFactory.prototype.open = () => {
            throw new DOMException('refused', 'SecurityError');
          };
        }),
    },
  ));

test('the report is copied as text and saved as JSON, once there is one', () =>
  withPage(browser, server.url, zh, async (page, context) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openMenu(page);
    await press(page, '复制报告文字');
    await page.getByText('先放上一枚筹码').waitFor();
    await page.keyboard.press('Escape');
    await openExample(page);
    await openMenu(page);
    await press(page, '复制报告文字');
    await page.getByText('报告已复制').waitFor();
    const { percentiles, sentence } = await answer(page);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(copied.includes(sentence), copied);
    assert.equal(percentiles.filter((p) => copied.includes(`${p} ¥`)).length, 5);
    assert.match(copied, /不是实付/);
    const report = JSON.parse(await savedFile(page, () => press(page, '导出报告 JSON')));
    assert.equal(report.schema, 'chouma.report/1');
  }));

for (const [name, options] of [
  ['zh, light', { ...zh, colorScheme: 'light' }],
  ['en, dark', { ...en, colorScheme: 'dark' }],
])
  test(`the printed example is one page of A4 with its day, model and sentence: ${name}`, () =>
    withPage(browser, server.url, options, async (page) => {
      await openExample(page);
      await page.locator('ch-print-head').waitFor({ state: 'attached' });
      const pdf = await page.pdf({ preferCSSPageSize: true, format: 'A4' });
      assert.equal(pdf.toString('latin1').match(/\/Type \/Page$/gm).length, 1);
      await page.emulateMedia({ media: 'print', colorScheme: options.colorScheme });
      assert.match(await page.locator('.print-head').innerText(), /20\d\d-\d\d-\d\d · /);
      assert.match(await page.locator('ch-model-card').innerText(), /cn-2024/);
      assert.match(await page.locator('.foot').innerText(), /不是实付|not what people are paid/);
      for (const away of ['.top', '#paste', '.menu', '.foot button'])
        assert.equal(await page.locator(away).filter({ visible: true }).count(), 0, away);
      const ink = await page.evaluate(() => getComputedStyle(document.querySelector('.say')).color);
      assert.equal(ink, 'rgb(0, 0, 0)');
    }));

test('the guide comes once, beside the answer, by keyboard too, and again from the menu', () =>
  withPage(
    browser,
    server.url,
    zh,
    async (page) => {
      const guide = page.getByRole('region', { name: '引导' });
      await guide.waitFor();
      assert.ok(!(await guide.evaluate((g) => g.contains(document.activeElement))), 'it takes no focus');
      await openExample(page);
      await guide.getByRole('button', { name: '下一步' }).focus();
      await page.keyboard.press('Enter');
      await guide.getByText('看答案', { exact: true }).waitFor();
      await page.keyboard.press('Enter');
      await guide.getByRole('button', { name: '到菜单' }).click();
      await page.waitForFunction(() => document.activeElement.matches('.menu-btn'));
      await press(page, '完成');
      assert.equal(await guide.count(), 0);
      await page.reload();
      await page.waitForFunction(() => document.querySelector('ch-print-head'));
      assert.equal(await guide.count(), 0);
      await openMenu(page);
      await press(page, '看一遍引导');
      await guide.getByText('1 / 3').waitFor();
      await page.keyboard.press('Escape');
      assert.equal(await guide.count(), 0);
      assert.ok(await page.evaluate(() => document.activeElement.matches('.menu-btn')));
    },
    { firstVisit: true },
  ));
