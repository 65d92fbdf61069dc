/* global Storage */
// What the browser tests share: the built page over http and from disk, browsers, and a watch over everything a page asks for.
import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from '../../../tools/serve.mjs';

const web = fileURLToPath(new URL('../..', import.meta.url));
export const site = path.resolve(process.env.CHOUMA_OUT ?? path.join(web, '../build/site'));
export const fromDisk = pathToFileURL(path.join(site, 'chouma.html')).href;
export const serveSite = () => serve(site);
export const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const zh = { locale: 'zh-CN', viewport: { width: 1440, height: 900 } };
export const en = { ...zh, locale: 'en-GB' };
export const phone = { locale: 'zh-CN', viewport: { width: 390, height: 844 }, hasTouch: true };

/** Nothing on this page takes seconds; a busy machine may. */
const LIMIT_MS = 15_000;

export const launch = (options) => chromium.launch({ executablePath, ...options });

/** Own means: the page's own address, or bytes that it made itself. */
const isOwn = (requested, url) =>
  requested.startsWith(new URL('.', url).href) || requested.startsWith('blob:') || requested.startsWith('data:');

/**
 * A visitor who has seen the guide. Run before the page's own scripts, where storage itself must be left alone: Chromium, asked for a
 * file's storage while it still commits the navigation, gives now and then an empty one.
 */
export const wasHere = () => {
  const stored = Storage.prototype.getItem;
  Storage.prototype.getItem = function (key) {
    return key === 'chouma.guided' ? '1' : stored.call(this, key);
  };
};

/**
 * Opens the page, gives it to `check`, and afterwards demands that nothing foreign was asked for and nothing was
 * reported to the console. It is no first visit unless `firstVisit`: the guide is away. `expected` are console messages that the test brings about on purpose.
 */
export async function withPage(browser, url, options, check, { expected = [], prepare, firstVisit = false } = {}) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(LIMIT_MS);
  if (!firstVisit) await context.addInitScript(wasHere);
  const page = await context.newPage();
  const requests = [];
  const complaints = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  try {
    await prepare?.(page, context);
    await page.goto(url);
    await check(page, context);
  } catch (error) {
    if (complaints.length) error.message += `\nthe page said: ${complaints.join('\n')}`;
    throw error;
  } finally {
    await context.close();
  }
  assert.deepEqual(
    requests.filter((requested) => !isOwn(requested, url)),
    [],
    'the page asked for something that is not its own',
  );
  assert.deepEqual(
    complaints.filter((text) => !expected.some((pattern) => pattern.test(text))),
    [],
  );
  return requests;
}

export const exampleButton = (page) => page.getByRole('button', { name: /^(看一份示例|See an example)$/ });

export async function openExample(page) {
  await exampleButton(page).click();
  await page.locator('.answer .coef').waitFor();
  await page.locator('.talk .card').first().waitFor();
}

/** The example posting and résumé on the posting tab, answered to the end. */
export async function openPosting(page) {
  await page.getByRole('button', { name: /^(看一份示例岗位和简历|See an example posting and résumé)$/ }).click();
  await page.locator('ch-funnel table').waitFor();
}

export async function openNegotiate(page) {
  await page.getByRole('button', { name: /^(看一份示例岗位|See an example posting)$/ }).click();
  await page.locator('ch-concession-plan .plan-now').waitFor();
}

/** The answer as it is printed: what a reader sees and a screen reader hears. */
export const answer = (page) =>
  page.evaluate(() => {
    const text = (selector) => document.querySelector(selector)?.textContent?.trim() ?? '';
    const plot = document.querySelector('ch-pay-band .row.tall svg');
    return {
      coefficient: Number.parseFloat(text('.answer .coef')),
      sentence: text('.answer .say'),
      alt: plot?.getAttribute('aria-label') ?? '',
      percentiles: [...(plot?.querySelectorAll('text.tick') ?? [])].map((label) => label.textContent),
    };
  });

/** Chips by name, in the editor's tray: held, taken away or negated. */
export const chipNames = (page, kind = '.chip:not(.off)') =>
  page.locator(`aside ch-chip-tray ul[aria-label] ${kind} .nm`).allTextContents();
