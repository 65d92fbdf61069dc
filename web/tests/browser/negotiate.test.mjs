// The negotiate tab in Chromium, over http and in the file opened from disk: a plan from the example, drawn again after each move; offers; practice to its debrief.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { en, fromDisk, launch, openNegotiate, phone, serveSite, withPage, zh } from './support.mjs';

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), serveSite()]);
});
after(async () => {
  await browser.close();
  await server.close();
});

const amountIn = (text) => Number((/¥([\d,]+)/.exec(text)?.[1] ?? 'NaN').replaceAll(',', ''));
const asked = async (page) => amountIn(await page.locator('.next-what').textContent());
const rounds = (page) => page.locator('ch-concession-plan .plan-rows .row:not(.axisrow)').count();
async function move(page, side, amount) {
  await page.locator('ch-moves').getByRole('button', { name: side, exact: true }).click();
  await page.locator('#move-amount').fill(amount);
  await page.keyboard.press('Enter');
}

for (const [where, address] of [
  ['http', () => server.url],
  ['file', () => fromDisk],
]) {
  describe(where, () => {
    const open = (options, check) => withPage(browser, `${address()}#negotiate`, options, check);

    test('a plan from the example: what to ask, its odds, the rounds to come, all above the walk-away', () =>
      open(zh, async (page) => {
        await openNegotiate(page);
        const ask = await asked(page);
        const walkAway = Number(
          (await page.locator('#setting-walk_away').getAttribute('placeholder')).replaceAll(',', ''),
        );
        assert.ok(ask > walkAway, `${ask} above ${walkAway}`);
        assert.equal(await rounds(page), 5);
        const alt = await page.locator('ch-deal-curve svg[role=img]').getAttribute('aria-label');
        assert.ok(alt.includes(ask.toLocaleString('en')), alt);
        assert.match(await page.locator('ch-limit-ridge svg[role=img]').getAttribute('aria-label'), /80% 区间/);
      }));

    test('a walk-away of one\u2019s own moves the plan, and what cannot be read is refused beside its field', () =>
      open(zh, async (page) => {
        await openNegotiate(page);
        await page.locator('#setting-walk_away').fill('4万');
        await page.waitForFunction(() => document.querySelector('.if-then')?.textContent.includes('40,000'));
        assert.ok((await asked(page)) >= 40000);
        await page.locator('#setting-rounds').fill('99');
        await page.locator('#setting-rounds-note.fault').waitFor();
        assert.equal(await page.locator('#setting-rounds').inputValue(), '99');
      }));

    test('each move draws the plan again; a move is taken back and put back', () =>
      open(zh, async (page) => {
        await openNegotiate(page);
        await page.locator('#setting-walk_away').fill('30000');
        await move(page, '对方', '33K');
        const now = (round) =>
          page.waitForFunction(
            (name) => document.querySelector('.plan-now')?.textContent.includes(name),
            `第 ${round} 轮`,
          );
        await now(2);
        assert.match(await page.locator('.words').textContent(), /¥33,000/);
        const ask = await asked(page);
        await move(page, '我', String(ask));
        await now(3);
        assert.ok((await asked(page)) <= ask, 'no ask goes up again');
        await page.getByRole('button', { name: '撤回一步' }).click();
        await page.waitForFunction(() => document.querySelectorAll('.talk-moves li').length === 1);
        await page.getByRole('button', { name: /^放回 ¥/ }).click();
        await page.waitForFunction(() => document.querySelectorAll('.talk-moves li').length === 2);
      }));

    test('offers are compared, and stand on the axis of the table', () =>
      open(en, async (page) => {
        await openNegotiate(page);
        await page.locator('ch-offers-form').getByRole('button', { name: 'See an example' }).click();
        await page.locator('ch-offers-table table:visible').first().waitFor();
        await page.locator('ch-offer-rows .row').first().waitFor();
        assert.equal(await page.locator('ch-offer-rows .row').count(), 3);
      }));

    test('issues on the table give three packages of equal worth', () =>
      open(en, async (page) => {
        await openNegotiate(page);
        for (const box of await page.locator('ch-deal-issues').getByRole('checkbox').all()) await box.check();
        await page.locator('ch-meso .meso-terms').nth(2).waitFor();
        assert.equal(await page.locator('ch-meso .meso-terms').count(), 3);
      }));

    test('practice: a talk to its debrief', () =>
      open(en, async (page) => {
        await openNegotiate(page);
        const practice = page.locator('ch-practice');
        await practice.locator('input[type=text], input:not([type=radio])').first().fill('7');
        await practice.getByRole('button', { name: 'Start' }).click();
        await practice.getByRole('button', { name: 'Leave' }).waitFor();
        await practice.getByRole('button', { name: /^Accept/ }).click();
        await practice.getByRole('heading', { name: /Debrief/ }).waitFor();
      }));
  });
}

test('the phone: nothing runs out of the page, and the tab is at the bottom', () =>
  withPage(browser, `${server.url}#negotiate`, { ...phone, viewport: { width: 360, height: 780 } }, async (page) => {
    await openNegotiate(page);
    const { wide, page: width } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      page: document.documentElement.clientWidth,
    }));
    assert.equal(wide, width);
  }));
