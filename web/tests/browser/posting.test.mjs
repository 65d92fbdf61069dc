/* global customElements, MutationObserver, NodeFilter */
// The posting tab in Chromium, over http and in the file opened from disk: the example read, answered, pointed at.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { en, fromDisk, launch, openExample, openPosting, phone, serveSite, withPage, zh } from './support.mjs';

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serveSite()]);
});
after(async () => {
  await browser.close();
  await server.close();
});

const tab = (page, name) => page.getByRole('navigation').getByRole('link', { name });
const texts = (page, selector) => page.locator(selector).allTextContents();
const chip = (page, name) => page.locator('ch-requirements').getByRole('button', { name });
const plotEdges = (page, part) =>
  page.locator(`${part} .axisrow svg`).evaluate((svg) => {
    const { left, right } = svg.getBoundingClientRect();
    const ticks = [...svg.querySelectorAll('text')].map((label) => label.textContent);
    return { left, right, ticks };
  });

for (const [where, address] of [
  ['http', () => server.url],
  ['file', () => fromDisk],
]) {
  describe(where, () => {
    const open = (options, check, hash = '#posting') => withPage(browser, `${address()}${hash}`, options, check);

    test('the tabs are links: address, title and current page follow, by keyboard and by the back button', () =>
      open(
        zh,
        async (page) => {
          await tab(page, '岗位').focus();
          await page.keyboard.press('Enter');
          await page.getByRole('heading', { level: 1, name: '岗位' }).waitFor();
          assert.equal(await tab(page, '岗位').getAttribute('aria-current'), 'page');
          assert.equal(await tab(page, '报价').getAttribute('aria-current'), null);
          assert.equal(await page.title(), '筹码 · 岗位');
          assert.match(page.url(), /#posting$/);
          await page.goBack();
          await page.getByRole('heading', { level: 1, name: '报价' }).waitFor();
          assert.equal(await page.title(), '筹码 · 报价');
        },
        '',
      ));

    test('the money axis keeps its place and its ticks from tab to tab', () =>
      open(
        zh,
        async (page) => {
          await openExample(page);
          const quote = await plotEdges(page, 'ch-pay-band');
          await tab(page, '岗位').click();
          await page.locator('ch-pay-written').waitFor();
          assert.deepEqual(await plotEdges(page, 'ch-pay-written'), quote);
        },
        '',
      ));

    test('the example is read to the end: pay, requirements, vetoes, funnel, score, toolchains', () =>
      open(zh, async (page) => {
        await openPosting(page);
        assert.match(
          (await texts(page, 'ch-pay-written .kv')).join(),
          /28-45K · 15薪[\s\S]*28,000 – 45,000[\s\S]*420,000 – 675,000/,
        );
        const statuses = await texts(page, 'ch-requirements .chip .wt');
        assert.ok(statuses.length >= 6, statuses.join());
        assert.ok(statuses.some((text) => text.includes('你有')) && statuses.some((text) => text.includes('缺')));
        assert.ok((await page.locator('ch-vetoes .check').count()) >= 3);
        assert.deepEqual(
          (await texts(page, 'ch-funnel .frow svg text')).map((text) => text.replace(/\s+/g, ' ').trim()),
          ['1,024 → 433', '433 → 137', '137 → 26'],
        );
        assert.equal(await page.locator('ch-funnel tbody tr').count(), 6);
        assert.equal(await page.locator('ch-bp-score .bp-part').count(), 3);
        assert.ok((await page.locator('ch-toolchain input').count()) >= 9);
      }));

    test('pointing at a requirement lights its words in the posting and in the résumé', () =>
      open(zh, async (page) => {
        await openPosting(page);
        await chip(page, /^eBPF/).focus();
        await page.locator('.theirs mark.lit').first().waitFor();
        assert.match((await texts(page, '.theirs mark.lit')).join(), /eBPF/);
        assert.match((await texts(page, '.resume mark.lit')).join(), /eBPF/);
        await page.keyboard.press('Tab');
        await page.waitForFunction(
          () => ![...document.querySelectorAll('mark.lit')].some((mark) => mark.textContent === 'eBPF'),
        );
      }));

    test('an answer settles a veto, and taking it back leaves it as it was', () =>
      open(zh, async (page) => {
        await openPosting(page);
        const veto = page.locator('ch-vetoes .check').filter({ hasText: 'gopark' });
        const status = () => veto.locator('.st').textContent();
        const before = await status();
        await veto.getByRole('button', { name: '满足', exact: true }).click();
        await veto.locator('.st.met').waitFor();
        await veto.getByRole('button', { name: '满足', exact: true }).click();
        await page.waitForFunction(
          ([was]) =>
            [...document.querySelectorAll('ch-vetoes .check')].some(
              (e) => e.textContent.includes('gopark') && e.querySelector('.st').textContent === was,
            ),
          [before],
        );
      }));

    test('stars and merges reach the veto that asks for them', () =>
      open(zh, async (page) => {
        await openPosting(page);
        const veto = page.locator('ch-vetoes .check').filter({ hasText: '≥ 50' });
        await page.getByLabel('最高星的仓库有几颗星').fill('120');
        await page.getByLabel('合入过提交的项目').fill('kubernetes，cilium');
        await page.keyboard.press('Tab');
        await veto.locator('.st.met').waitFor();
        await page.getByLabel('最高星的仓库有几颗星').fill('1.5');
        await page.getByText('限 0 到 10,000,000 的整数').waitFor();
      }));

    test('ticking a tool moves the level estimate', () =>
      open(zh, async (page) => {
        await openPosting(page);
        const moves = page.locator('ch-toolchain .moves');
        const before = await moves.textContent();
        const shares = () => page.locator('ch-toolchain .levels').textContent();
        const was = await shares();
        await page.getByRole('checkbox', { name: 'goose' }).check();
        await page.getByRole('checkbox', { name: /^Terraform/ }).check();
        await page.waitForFunction(
          ([old]) => document.querySelector('ch-toolchain .levels').textContent !== old,
          [was],
        );
        assert.match(await moves.textContent(), /只看年限/);
        assert.ok(before.length > 0);
      }));

    test('past scores calibrate the threshold; a score out of bounds is told', () =>
      open(zh, async (page) => {
        await openPosting(page);
        const field = page.getByLabel('你过去投递的 BP 分');
        await field.fill('0.3 0.4 0.4 0.7 1');
        await field.press('Tab');
        await page.getByText('门槛取自你过去分数的第 75 百分位').waitFor();
        await field.fill('1.4');
        await field.press('Tab');
        await page.getByText('每个都限 0 到 1').waitFor();
      }));

    test('without a posting and without a résumé the tab says what to do; with one only, what it can', () =>
      open(en, async (page) => {
        await page.getByText('Put down a posting first').waitFor();
        await page.getByLabel('Paste a job posting').fill('Senior Go engineer. Required: Kubernetes, 5+ years.');
        await page.getByText('nothing is sent anywhere').waitFor();
        await chip(page, 'Kubernetes: unknown').waitFor();
        assert.equal(await page.locator('ch-funnel').count(), 0);
        await page.getByLabel('Paste your résumé').fill('6 years of Go and Kubernetes');
        await chip(page, 'Go: met').waitFor();
        // Named beside Go, in no list and no project: a mention of what the posting requires is not enough.
        await chip(page, 'Kubernetes: partly').waitFor();
        await page.getByLabel('Paste your résumé').fill('Skills\nFamiliar with Go and Kubernetes');
        await chip(page, 'Kubernetes: met').waitFor();
        await page.locator('ch-funnel table').waitFor();
        await page.getByRole('button', { name: 'Clear', exact: true }).click();
        await page.getByText('Put down a posting first').waitFor();
        await page.locator('ch-funnel table').waitFor();
      }));

    test('both examples follow the language', () =>
      open(zh, async (page) => {
        await openPosting(page);
        await page.getByRole('button', { name: 'EN', exact: true }).click();
        await page.waitForFunction(() => document.querySelector('#resume').value.startsWith('Back-end engineer'));
        assert.match(await page.locator('#paste').inputValue(), /^Senior Go Engineer/);
      }));

    for (const [width, options] of [
      [320, phone],
      [390, phone],
      [900, zh],
      [1440, zh],
    ])
      test(`nothing runs over the edge at ${width} px, and the tabs are in reach`, () =>
        open({ ...options, viewport: { width, height: 844 } }, async (page) => {
          await openPosting(page);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
          const box = await tab(page, '报价').boundingBox();
          assert.ok(width > 720 ? box.y < 60 : box.y + box.height > 840, JSON.stringify(box));
          assert.ok(box.height >= 44 && box.width >= 24, JSON.stringify(box));
        }));
  });
}

test('the example claims a swapped stack: boxes in the text, as many as quotes with a number', () =>
  withPage(browser, `${server.url}#posting`, zh, async (page) => {
    await openPosting(page);
    await page.locator('.warn.swap').waitFor();
    const boxes = await page.locator('.theirs .ev').count();
    assert.ok(boxes >= 2);
    assert.equal(await page.locator('.quotes .boxno').count(), boxes);
    const [typed, behind] = await page.evaluate(() => [
      document.querySelector('#paste').value,
      document.querySelector('.theirs .backdrop').textContent,
    ]);
    assert.equal(behind, `${typed}\u200b`);
  }));

test('each mark stands under its words: the backdrop is set as the text area sets the whole', () =>
  withPage(browser, `${server.url}#posting`, zh, async (page) => {
    await openPosting(page);
    const apart = await page.evaluate(() =>
      [...document.querySelectorAll('.paste')].flatMap((box) => {
        const backdrop = box.querySelector('.backdrop');
        const whole = backdrop.cloneNode(false);
        const text = box.querySelector('textarea').value;
        whole.textContent = `${text}\u200b`;
        box.append(whole);
        let at = 0;
        const places = [];
        const walk = document.createTreeWalker(backdrop, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
          if (node.parentElement.tagName === 'MARK') {
            const range = document.createRange();
            range.setStart(whole.firstChild, at);
            range.setEnd(whole.firstChild, at + 1);
            const [mine, its] = [node.parentElement.getClientRects()[0], range.getClientRects()[0]];
            places.push(Math.hypot(mine.left - its.left, (mine.top + mine.bottom - its.top - its.bottom) / 2));
          }
          at += node.data.length;
        }
        whole.remove();
        return places;
      }),
    );
    assert.ok(apart.length > 15, `${apart.length} marks`);
    assert.ok(Math.max(...apart) < 3, `a mark is ${Math.max(...apart)} px off its word`);
  }));

test('screening tables and the tab itself are asked for after the first answer', async () => {
  const order = [];
  await withPage(
    browser,
    server.url,
    zh,
    async (page) => {
      await openExample(page);
      await page.waitForFunction(() => customElements.get('ch-posting-tab') !== undefined);
    },
    {
      prepare: (page) => {
        page.on('request', (request) => order.push(request.url()));
        return page
          .exposeFunction('answered', () => order.push('answered'))
          .then(() =>
            page.addInitScript(() => {
              const seen = new MutationObserver(() => {
                if (!document.querySelector('ch-pay-band .row.tall svg[role=img]')) return;
                seen.disconnect();
                window.answered();
              });
              seen.observe(document, { childList: true, subtree: true });
            }),
          );
      },
    },
  );
  const first = order.indexOf('answered');
  const later = order.findIndex((url) => /swaps-|posting-tab-/.test(url));
  assert.ok(first > 0 && later > first, order.join('\n'));
});

test('tables that do not come are told, and come with another try', () =>
  withPage(
    browser,
    `${server.url}#posting`,
    zh,
    async (page) => {
      await page.getByRole('alert').waitFor();
      await page.unrouteAll();
      await page.getByRole('button', { name: '重试' }).click();
      await openPosting(page);
    },
    { prepare: (page) => page.route(/vetoes-[0-9a-f]+\.json$/, (route) => route.abort()), expected: [/ERR_FAILED/] },
  ));
