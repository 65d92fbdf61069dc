/* global navigator, location */
// Everything that a person can do on the page, one after the other, in English. Each takes the page as the one before left it.
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { docx, GBK, hex, pdf, SONG } from './files.mjs';
import { openExample, openNegotiate, openPosting } from './support.mjs';
import { until } from './webdriver.mjs';

const root = new URL('../../../', import.meta.url);
const fixture = (name) => readFileSync(new URL(`tests/cases/fit/${name}`, root));

const press = (within, name) => within.getByRole('button', { name, exact: true }).click();
const tab = (page, name) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
const file = (name, buffer, mimeType = '') => ({ name, mimeType, buffer: Buffer.from(buffer) });
const saved = async (page, act) => {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return readFileSync(await download.path());
};
async function menu(page, item) {
  await press(page, 'Menu');
  await press(page.locator('#menu'), item);
}

async function quote(page) {
  await openExample(page);
  await page.getByRole('combobox', { name: 'Add a skill' }).fill('terraf');
  await page.keyboard.press('Enter');
  const editor = page.getByRole('complementary');
  await editor.getByRole('button', { name: 'Remove eBPF' }).click();
  await press(editor, 'Put back eBPF');
  await page.getByLabel(/^City/).selectOption('杭州');
  await page.getByLabel('Years', { exact: true }).fill('9');
  for (const made of await page.locator('details.why > summary').all()) if (await made.isVisible()) await made.click();
  await press(page.locator('.scripts'), 'E-mail');
  await press(page.locator('.scripts'), '中文');
  await page.locator('.scripts blockquote[lang=zh-CN]').waitFor();
  await page.locator('.talk .card').first().getByRole('button').first().click();
}

async function posting(page, { pdfs }) {
  await tab(page, 'Posting');
  await page.locator('ch-funnel, #resume').first().waitFor();
  const pick = async (given, sentence) => {
    await page.getByLabel('Open a file').setInputFiles(given);
    await page.getByText(sentence).waitFor();
  };
  await pick(file('mine.txt', '6 years of Go'), 'mine.txt was read');
  await pick(file('mine.docx', docx(['Familiar with Go'])), 'mine.docx was read');
  const song = pdf({ font: SONG, stream: `BT /F 14 Tf 72 700 Td ${hex(Object.keys(GBK).join(''))} Tj ET` });
  await pick(file('mine.pdf', song), pdfs ? 'mine.pdf was read' : 'This offline file does not read PDF');
  await page.locator('#paste').fill('');
  await page.locator('#resume').fill('');
  await openPosting(page);
  await page.locator('ch-vetoes .check').first().getByRole('button').first().click();
  await page.locator('ch-toolchain').getByRole('checkbox').first().check();
}

async function negotiate(page) {
  await tab(page, 'Negotiate');
  await page.locator('ch-concession-plan .plan-now').waitFor();
  await page.locator('#setting-walk_away').fill('30000');
  await press(page.locator('ch-moves'), 'They');
  await page.locator('#move-amount').fill('33K');
  await page.keyboard.press('Enter');
  await page.locator('.talk-moves li').first().waitFor();
  await press(page.locator('ch-offers-form'), 'See an example');
  await page.locator('ch-offer-rows .row').first().waitFor();
  for (const box of await page.locator('ch-deal-issues').getByRole('checkbox').all()) await box.check();
  await page.locator('ch-meso .meso-terms').nth(2).waitFor();
}

async function practice(page) {
  const talk = page.locator('ch-practice');
  await talk.locator('#practice-seed').fill('7');
  await press(talk, 'Start');
  await talk.getByRole('button', { name: /^Accept/ }).click();
  await talk.getByRole('heading', { name: /Debrief/ }).waitFor();
}

/** Two windows hand each other their codes. */
async function sealed(page) {
  const other = await page.context().newPage();
  await other.goto(`${page.url().replace(/#.*/, '')}#negotiate`);
  await openNegotiate(other);
  const sides = [page.locator('ch-overlap'), other.locator('ch-overlap')];
  await press(sides[1], 'employer');
  for (const [side, number] of [
    [sides[0], '41000'],
    [sides[1], '52000'],
  ]) {
    await side.locator('#seal-number').fill(number);
    await press(side, 'Seal it');
  }
  for (const [at, field] of ['#their-seal', '#their-opening'].entries()) {
    const codes = await Promise.all(sides.map((side) => side.locator('.seal-code').nth(at).textContent()));
    await sides[0].locator(field).fill(codes[1]);
    await sides[1].locator(field).fill(codes[0]);
  }
  for (const side of sides) await side.getByText('They overlap:').waitFor();
  await other.close();
}

async function models(page) {
  await tab(page, 'Models');
  await page.getByLabel('Open a CSV').setInputFiles(file('mine.csv', fixture('postings.csv'), 'text/csv'));
  await page.getByLabel('Recipe', { exact: true }).fill(fixture('recipe.json').toString());
  await press(page, 'Fit');
  await page.getByText('Fitted: 352 rows, ').waitFor({ timeout: 120_000 });
  const model = await saved(page, () => press(page, 'Save model.json'));
  await press(page, 'Use it now');
  await page.getByText('The quote now uses this model.').waitFor();
  await press(page, 'Remove invented');
  await page.getByLabel('Open a model file').setInputFiles(file('model.json', model, 'application/json'));
  await page.getByRole('radio', { name: 'Use model invented' }).waitFor();
}

async function share(page) {
  await menu(page, 'Share an address');
  await page.locator('dialog').getByRole('checkbox').check();
  const address = await page.getByRole('textbox', { name: 'Address' }).inputValue();
  await press(page.locator('dialog'), 'Close');
  await page.evaluate((hash) => (location.hash = hash), new URL(address).hash);
  await page.getByText('What was shared is open').waitFor();
}

async function profiles(page) {
  await menu(page, 'Saved profiles');
  const panel = page.locator('dialog');
  await panel.getByLabel('Save as').fill('mine');
  await page.keyboard.press('Enter');
  await panel.getByText('mine is saved').waitFor();
  const all = await saved(page, () => press(panel, 'Export all'));
  await panel.locator('input[type=file]').setInputFiles(file('all.json', all, 'application/json'));
  await press(panel, 'Open mine 2');
}

async function report(page) {
  await menu(page, 'Copy report as text');
  await page.locator('#menu .said').filter({ hasText: /./ }).waitFor();
  await saved(page, () => press(page.locator('#menu'), 'Export report JSON'));
  await press(page.locator('#menu'), 'Print or save as PDF');
  await page.pdf({ format: 'A4' });
}

async function looks(page) {
  await page.locator('.top').getByRole('button', { name: 'Dark' }).click();
  await page.getByRole('button', { name: '中', exact: true }).click();
  await page.waitForFunction(() => document.documentElement.lang === 'zh-CN');
  await page.getByRole('button', { name: 'EN', exact: true }).click();
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  await page.locator('.steps').getByRole('button').first().click();
  await menu(page, 'Show the guide');
  await page.getByText('1 / 3').waitFor();
  await page.keyboard.press('Escape');
}

async function again(page, { served }) {
  if (served)
    await until('the page is kept for use offline', () =>
      page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'),
    );
  await page.reload();
  await page.getByText('Put down your first chip').or(page.locator('main h1')).first().waitFor();
}

async function erase(page) {
  await page.locator('ch-desk').waitFor({ state: 'attached' });
  await menu(page, 'Saved profiles');
  await press(page, 'Erase all that this page stored');
  await page.getByText('this page keeps nothing on this device any more').waitFor();
}

export const FEATURES = [
  quote,
  posting,
  negotiate,
  practice,
  sealed,
  models,
  share,
  profiles,
  report,
  looks,
  again,
  erase,
];
