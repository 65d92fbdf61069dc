// Typing: input methods, undo, keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openExample, serveSite, withPage, zh } from './support.mjs';

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serveSite()]);
});
after(async () => {
  await browser.close();
  await server.close();
});

const open = (check) => withPage(browser, server.url, zh, check);
const box = (page) => page.getByLabel(/^粘贴岗位描述/);
const active = (page) =>
  page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.id);

test('an input method composes undisturbed, and the text counts once it is done', () =>
  open(async (page) => {
    await box(page).fill('熟悉');
    const marked = page.locator('.backdrop mark');
    const cdp = await page.context().newCDPSession(page);
    const compose = (text) =>
      cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    for (const text of ['k', 'kub', 'kuber']) await compose(text);
    assert.equal(await box(page).inputValue(), '熟悉kuber');
    assert.equal(await marked.count(), 0);
    await cdp.send('Input.insertText', { text: 'Kubernetes' });
    await marked.getByText('Kubernetes').waitFor();
    assert.equal(await box(page).inputValue(), '熟悉Kubernetes');
  }));

test('typing keeps the caret where it is, and undo belongs to the browser', () =>
  open(async (page) => {
    await box(page).fill('Go 后端');
    await box(page).evaluate((area) => area.setSelectionRange(2, 2));
    await page.keyboard.type('lang');
    await page.locator('.backdrop mark').first().waitFor();
    assert.deepEqual(await box(page).evaluate((area) => [area.value, area.selectionStart]), ['Golang 后端', 6]);
    for (let i = 0; i < 4 && (await box(page).inputValue()) !== 'Go 后端'; i += 1)
      await page.keyboard.press('Control+z');
    assert.equal(await box(page).inputValue(), 'Go 后端');
  }));

test('the search is a combobox: arrows walk its list, Enter takes, Escape empties', () =>
  open(async (page) => {
    const search = page.getByRole('combobox', { name: '添加技能' });
    await search.click();
    await search.pressSequentially('kube');
    await page.getByRole('option', { name: 'Kubernetes' }).first().waitFor();
    assert.equal(await search.getAttribute('aria-expanded'), 'true');
    await page.keyboard.press('ArrowDown');
    const first = await search.getAttribute('aria-activedescendant');
    assert.equal(await page.locator(`#${first}`).getAttribute('aria-selected'), 'true');
    await page.keyboard.press('ArrowUp');
    assert.notEqual(await search.getAttribute('aria-activedescendant'), first);
    await page.keyboard.press('Escape');
    assert.deepEqual([await search.inputValue(), await search.getAttribute('aria-expanded')], ['', 'false']);
    await search.pressSequentially('ebpf');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '移除 eBPF' }).first().waitFor();
    assert.equal(await active(page), 'skill-search');
  }));

test('everything is reached by keyboard, in the order of the page', () =>
  open(async (page) => {
    await openExample(page);
    await page.evaluate(() => document.activeElement.blur());
    const reached = [];
    for (let i = 0; i < 180; i += 1) {
      await page.keyboard.press('Tab');
      reached.push(await active(page));
    }
    const order = ['跟随系统', '粘贴岗位描述、简历或自述', '移除 eBPF', 'skill-search', 'city', 'years'];
    const places = order.map((name) => reached.indexOf(name));
    assert.ok(!places.includes(-1), `${order.join()} at ${places.join()}`);
    assert.deepEqual(
      [...places].sort((a, b) => a - b),
      places,
    );
    assert.ok(reached.some((name) => name.startsWith('复制要点')));
  }));

test('the answer is spoken once typing rests', () =>
  open(async (page) => {
    await openExample(page);
    await page.waitForFunction(() => document.querySelector('#spoken').textContent.includes('中位月薪'));
    const sentence = await page.locator('.answer .say').textContent();
    assert.equal((await page.locator('#spoken').textContent()).trim(), sentence.trim());
  }));

test('pointing at a chip shows its words in the text, and the caret in a word shows its chip', () =>
  open(async (page) => {
    await openExample(page);
    await page.locator('aside ch-chip-tray li', { hasText: 'eBPF' }).first().hover();
    await page.locator('.backdrop mark.lit').first().waitFor();
    assert.match(await page.locator('.backdrop mark.lit').first().textContent(), /eBPF/);
    await page.mouse.move(0, 0);
    const at = (await box(page).inputValue()).indexOf('Kubernetes') + 3;
    await box(page).evaluate((area, place) => area.setSelectionRange(place, place), at);
    await box(page).press('Shift');
    await page.locator('aside .chip.lit').getByText('Kubernetes').waitFor();
  }));

test('years outside 0 to 60 are refused beside the field, and the last good answer stays', () =>
  open(async (page) => {
    await openExample(page);
    const years = page.getByLabel('年限', { exact: true });
    await years.fill('7');
    await page.getByText('由你选定').first().waitFor();
    const sentence = await page.locator('.answer .say').textContent();
    await years.fill('700');
    await page.getByText('限 0 到 60').waitFor();
    assert.equal(await years.getAttribute('aria-invalid'), 'true');
    assert.equal(await years.inputValue(), '700');
    assert.equal(await page.locator('.answer .say').textContent(), sentence);
  }));
