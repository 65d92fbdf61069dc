/* global customElements */
// The one flow through all floors, in Chromium: over http, and in the file opened from disk.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { answer, chipNames, en, fromDisk, launch, openExample, phone, serveSite, withPage, zh } from './support.mjs';

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serveSite()]);
});
after(async () => {
  await browser.close();
  await server.close();
});

const numbers = (text) => (text.match(/\d[\d,]*/g) ?? []).map((n) => Number(n.replaceAll(',', '')));
const addSkill = async (page, typed, name) => {
  await page.getByRole('combobox', { name: /添加技能|Add a skill/ }).fill(typed);
  if (name) await page.getByRole('option', { name }).waitFor();
  await page.keyboard.press('Enter');
};

for (const [where, address] of [
  ['http', () => server.url],
  ['file', () => fromDisk],
]) {
  describe(where, () => {
    const open = (options, check, more) => withPage(browser, address(), options, check, more);

    test('an empty table shows the axis with the Go base on it', () =>
      open(zh, async (page) => {
        await page.getByText('放上你的第一枚筹码').waitFor();
        const base = page.getByRole('img', { name: /^Go 基准 [\d,]+ 元$/ });
        await base.waitFor();
        const [amount] = numbers(await base.getAttribute('aria-label'));
        assert.ok(amount > 1_500 && amount < 150_000, String(amount));
      }));

    test('the example posting gives five quantiles, three anchors and a coefficient', () =>
      open(zh, async (page) => {
        await openExample(page);
        const { coefficient, sentence, alt, percentiles } = await answer(page);
        assert.ok(coefficient >= 0.8 && coefficient <= 2.3, String(coefficient));
        assert.deepEqual(percentiles, ['P10', 'P25', 'P50', 'P75', 'P90']);
        const [band, anchors] = alt.split('。');
        const quantiles = numbers(band.replaceAll(/P\d\d/g, ''));
        assert.equal(quantiles.length, 5);
        assert.deepEqual(
          [...quantiles].sort((a, b) => a - b),
          quantiles,
        );
        assert.ok(numbers(sentence).includes(quantiles[2]), `${sentence} names the median ${quantiles[2]}`);
        const amounts = numbers(anchors);
        assert.equal(amounts.length, 3);
        assert.ok(amounts[0] <= amounts[1] && amounts[1] <= amounts[2], anchors);
      }));

    test('matched words are marked in the posting, letter for letter', () =>
      open(zh, async (page) => {
        await openExample(page);
        const { typed, behind, marked } = await page.evaluate(() => ({
          typed: document.querySelector('textarea').value,
          behind: document.querySelector('.backdrop').textContent,
          marked: [...document.querySelectorAll('.backdrop mark')].map((mark) => mark.textContent),
        }));
        assert.equal(behind, `${typed}\u200b`);
        for (const word of ['Go', 'eBPF', 'Kubernetes', 'Java'])
          assert.ok(
            marked.some((text) => text.trim().startsWith(word)),
            `${word} is marked`,
          );
      }));

    test('backdrop and text area break the same lines', () =>
      open(zh, async (page) => {
        await openExample(page);
        const [back, front] = await page.evaluate(() =>
          ['.backdrop', '.paste textarea'].map((selector) => {
            const box = document.querySelector(selector);
            return [box.getBoundingClientRect().top, box.clientWidth, box.scrollHeight];
          }),
        );
        assert.deepEqual(back, front);
      }));

    test('a skill is added by search, its chip is on the table, and the request reaches the engine', () =>
      open(zh, async (page) => {
        await openExample(page);
        await addSkill(page, 'terraf', 'Terraform');
        await page.getByRole('button', { name: '移除 Terraform' }).first().waitFor();
        assert.ok((await chipNames(page)).includes('Terraform'));
      }));

    test('a chip taken away is not counted, and can be put back', () =>
      open(zh, async (page) => {
        await openExample(page);
        const editor = page.getByRole('complementary');
        await editor.getByRole('button', { name: '移除 eBPF' }).click();
        await editor.getByRole('button', { name: '放回 eBPF' }).waitFor();
        assert.ok(!(await chipNames(page)).includes('eBPF'));
        assert.ok((await chipNames(page, '.chip.off')).includes('eBPF'));
        await editor.getByRole('button', { name: '放回 eBPF' }).click();
        await editor.getByRole('button', { name: '移除 eBPF' }).waitFor();
      }));

    test('an unknown tag is listed, and can be dropped by hand only', () =>
      open(zh, async (page) => {
        await addSkill(page, 'foo-nonesuch');
        const listed = page.locator('.unknown').getByText('foo-nonesuch');
        await listed.waitFor();
        await page.getByRole('button', { name: '移除 foo-nonesuch' }).click();
        await listed.waitFor({ state: 'detached' });
      }));

    test('the language switches, example and all, and is remembered', () =>
      open(zh, async (page) => {
        await openExample(page);
        await page.getByRole('button', { name: 'EN', exact: true }).click();
        await page.getByRole('heading', { name: 'Where the premium comes from' }).waitFor();
        assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
        await page.waitForFunction(() => document.querySelector('textarea').value.startsWith('Senior Go Engineer'));
        await page.reload();
        await page.getByText('Put down your first chip').waitFor();
      }));

    test('the colours switch and are remembered', () =>
      open({ ...en, colorScheme: 'light' }, async (page) => {
        const paper = () => page.evaluate(() => getComputedStyle(document.querySelector('.sheet')).backgroundColor);
        await page.locator('.sheet').first().waitFor();
        const light = await paper();
        await page.getByRole('button', { name: 'Dark' }).click();
        await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
        assert.notEqual(await paper(), light);
        await page.reload();
        await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
      }));

    test('a talking point is copied as it reads, without its citation marks', () =>
      open(
        zh,
        async (page) => {
          await openExample(page);
          const cards = page.locator('.talk .card');
          assert.ok((await cards.count()) >= 3, 'three talking points or more');
          const card = cards.first();
          const said = await card.locator('.prose').evaluate((prose) => {
            const copy = prose.cloneNode(true);
            for (const mark of copy.querySelectorAll('.cite')) mark.remove();
            return copy.textContent;
          });
          await card.getByRole('button', { name: /^复制要点/ }).click();
          await page.locator('.talk [role=status]').getByText('已复制').waitFor();
          assert.equal(await page.evaluate(() => navigator.clipboard.readText()), said);
        },
        { prepare: (_, context) => context.grantPermissions(['clipboard-read', 'clipboard-write']) },
      ));

    test('each number of a talking point leads to its source', () =>
      open(zh, async (page) => {
        await openExample(page);
        const broken = await page.evaluate(() =>
          [...document.querySelectorAll('.talk a.cite')].filter((a) => !document.querySelector(a.getAttribute('href'))),
        );
        assert.equal(broken.length, 0);
        assert.ok((await page.locator('.talk a.cite').count()) >= 3);
      }));

    test('scripts: in person or by e-mail, register and language chosen apart from the page, copied as they read', () =>
      open(
        zh,
        async (page) => {
          await openExample(page);
          const script = page.locator('.scripts blockquote');
          const press = (name) => page.locator('.scripts').getByRole('button', { name, exact: true }).click();
          const spoken = await script.innerText();
          assert.match(spoken, /▲¥[\d,]+/, 'the opening ask is marked');
          await press('简短');
          assert.ok((await script.innerText()).length < spoken.length);
          await press('低于底线');
          assert.match(await script.innerText(), /●¥[\d,]+/, 'the target is marked');
          await press('写邮件');
          await press('English');
          assert.equal(await script.getAttribute('lang'), 'en');
          assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN');
          assert.match(await script.innerText(), /^Dear \[recipient\],/);
          assert.equal(await script.locator('.blank').first().innerText(), '[recipient]');
          await press('复制这段话');
          await page.locator('.scripts [role=status]').getByText('已复制').waitFor();
          const copied = await page.evaluate(() => navigator.clipboard.readText());
          assert.match(
            copied,
            /^Dear \[recipient\],\n\nThank you[\s\S]+ I am looking for ¥[\d,]+ a month before tax\.\n\n/,
          );
          assert.match(copied, /\[your name\]$/);
        },
        { prepare: (_, context) => context.grantPermissions(['clipboard-read', 'clipboard-write']) },
      ));

    test('facts set by hand are used, and stay while the text changes', () =>
      open(zh, async (page) => {
        await openExample(page);
        await page.getByLabel(/^城市/).selectOption('杭州');
        await page.getByLabel('年限', { exact: true }).fill('9');
        await page.getByLabel(/^粘贴岗位描述/).pressSequentially('\n');
        assert.equal(await page.getByLabel(/^城市/).inputValue(), '杭州');
        assert.equal(await page.getByLabel('年限', { exact: true }).inputValue(), '9');
      }));

    test('the phone shows the answer first and keeps its chips in reach', () =>
      open(phone, async (page) => {
        await openExample(page);
        const top = (selector) =>
          page
            .locator(selector)
            .first()
            .evaluate((e) => e.getBoundingClientRect().top);
        assert.ok((await top('.answer')) < (await top('.paste')));
        await page.evaluate(() => window.scrollTo(0, 1200));
        assert.ok((await top('.strip')) >= -1 && (await top('.strip')) < 2, 'the rail stays at the top');
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), phone.viewport.width);
        await page.getByRole('button', { name: '粘贴' }).click();
        assert.equal(await page.evaluate(() => document.activeElement.tagName), 'TEXTAREA');
      }));
  });
}

test('over http the page asks for its own files, each once, and for nothing when it computes', async () => {
  let loaded = 0;
  const seen = [];
  const requests = await withPage(browser, server.url, zh, async (page) => {
    page.on('request', (request) => seen.push(request.url()));
    await openExample(page);
    // What comes behind the first answer is all asked for by then.
    await page.waitForFunction(
      () =>
        customElements.get('ch-negotiate-tab') &&
        document.querySelector('ch-desk') &&
        performance.getEntriesByType('resource').some(({ name }) => name.includes('/advice-')),
    );
    loaded = seen.length;
    await addSkill(page, 'redis');
    await page
      .getByRole('button', { name: /^移除 Redis/ })
      .first()
      .waitFor();
    assert.equal(seen.length, loaded, 'an edit sends nothing');
  });
  const files = requests.filter((url) => url.startsWith('http'));
  assert.equal(new Set(files).size, files.length, files.join('\n'));
});

test('the file opened from disk asks for itself only', async () => {
  const requests = await withPage(browser, fromDisk, zh, openExample);
  assert.deepEqual(
    requests.filter((url) => !url.startsWith('blob:') && !url.startsWith('data:')),
    [fromDisk],
  );
});
