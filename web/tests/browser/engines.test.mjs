/* global localStorage */
// One table of flows in three engines, each over http and in the file opened from disk.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { engines } from './drivers.mjs';
import { docx, GBK, hex, pdf, SONG } from './files.mjs';
import { fromDisk, serveSite } from './support.mjs';

const cases = new URL('../../../tests/cases/', import.meta.url);
const EMPTY = 'about:blank';
const there = (selector) => document.querySelector(selector) !== null;
const texts = (selector) => [...document.querySelectorAll(selector)].map((found) => found.textContent.trim());
const value = (selector) => document.querySelector(selector).value;

/** The page as one finds it who has seen the guide and reads English. */
async function open(browser, url, hash = '') {
  await browser.goto(url);
  await browser.waitFor(there, '#paste');
  await browser.evaluate(() => {
    localStorage.clear();
    localStorage.setItem('chouma.guided', '1');
    localStorage.setItem('chouma.lang', 'en');
  });
  await again(browser, `${url}${hash}`);
}
/** Away and back: another address with the same path alone would not load the page anew. */
async function again(browser, url) {
  await browser.goto(EMPTY);
  await browser.goto(url);
}

/** The whole answer, once it is laid out. */
const answered = () => {
  const coefficient = document.querySelector('.answer .coef');
  const plot = document.querySelector('ch-pay-band .row.tall svg[role=img]');
  const percentiles = [...(plot?.querySelectorAll('text.tick') ?? [])].map((label) => label.textContent);
  const points = document.querySelectorAll('.talk .card').length;
  if (!coefficient || percentiles.length !== 5 || points === 0) return null;
  return {
    coefficient: Number.parseFloat(coefficient.textContent),
    percentiles,
    alt: plot.getAttribute('aria-label'),
    anchors: document.querySelectorAll('ch-pay-band .row.tall .halo').length,
    marks: document.querySelectorAll('.backdrop mark').length,
    points,
  };
};
const coefficientIsNot = (old) => {
  const now = Number.parseFloat(document.querySelector('.answer .coef')?.textContent);
  return now > 0 && now !== old && now;
};
async function addSkill(browser, name) {
  await browser.fill('#skill-search', name);
  await browser.waitFor(there, '#skill-option-0');
  await browser.click('#skill-option-0');
}

async function quote(browser, url) {
  await open(browser, url);
  await browser.waitFor(there, 'ch-pay-band .row.tall svg[role=img]');
  await browser.click('.empty .btn');
  const found = await browser.waitFor(answered);
  assert.ok(found.coefficient >= 0.8 && found.coefficient <= 2.3, String(found.coefficient));
  assert.deepEqual(found.percentiles, ['P10', 'P25', 'P50', 'P75', 'P90']);
  assert.equal(found.anchors, 3);
  assert.ok(found.marks > 5, `${found.marks} marks`);
  assert.ok(found.points >= 3, `${found.points} talking points`);
  await addSkill(browser, 'Scala');
  await browser.waitFor(coefficientIsNot, found.coefficient);
}

async function posting(browser, url) {
  await open(browser, url, '#posting');
  await browser.fill(
    '#paste',
    `Senior Go engineer, 28-45K, 3+ years
Duties
1. Mostly Go; rewrite the forwarding layer on tokio
2. Rewrite the management interface on hyper
Required: Kubernetes; fluent in Pin / Unpin and async traits`,
  );
  await browser.fill(
    '#resume',
    `Skills
6 years of Go; familiar with Kubernetes
Projects
Gateway: goroutines and channels for 4,000 nodes`,
  );
  await browser.waitFor(there, 'ch-funnel table');
  const all = (selector) => browser.evaluate(texts, selector);
  const counts = await all('ch-funnel .frow svg text');
  assert.deepEqual(
    counts.map((text) => text.replace(/\s+/g, ' ')),
    ['1,024 → 433', '433 → 137', '137 → 26'],
  );
  const statuses = await all('ch-requirements .chip');
  assert.ok(
    statuses.some((text) => text.startsWith('Kubernetes') && text.includes('met')),
    statuses.join(),
  );
  assert.equal((await all('ch-vetoes .check')).length, 3);
  const boxes = await all('.theirs .ev');
  assert.ok(boxes.includes('tokio'), `boxes: ${boxes.join()}`);
  assert.ok((await all('.swap .quote')).length > boxes.length, 'a quote for each box, and the prior');
  assert.ok((await all('.the-posting .backdrop mark')).length > 5);
  assert.ok((await all('.resume .backdrop mark')).length > 2);
}

async function negotiate(browser, url) {
  await open(browser, url, '#negotiate');
  await browser.click('.invite .btn');
  await browser.waitFor(there, 'ch-concession-plan .plan-now');
  assert.equal((await browser.evaluate(texts, 'ch-concession-plan .plan-rows .row:not(.axisrow)')).length, 5);
  await browser.fill('#setting-walk_away', '40000');
  await browser.waitFor(() => document.querySelector('.if-then')?.textContent.includes('40,000'));
  const [next] = await browser.evaluate(texts, '.next-what');
  const ask = Number(/¥([\d,]+)/.exec(next)?.[1].replaceAll(',', ''));
  assert.ok(ask >= 40_000, next);
  await browser.click('ch-offers-form .acts .btn:not(.main)');
  await browser.waitFor(() => document.querySelectorAll('ch-offer-rows .row').length === 3);
  await browser.waitFor(there, 'ch-offers-table table');
}

const tab = (name) => `.tabs a[href="#${name}"]`;
async function models(browser, url) {
  await open(browser, url, '#models');
  await browser.waitFor(there, 'ch-model-list .compare');
  const passport = (await browser.evaluate(texts, 'ch-model-list td')).join(' · ');
  assert.match(passport, /job boards/);
  assert.match(passport, /[\d,]{6,} \/ [\d,]{5,}/);
  assert.deepEqual(await browser.evaluate(texts, 'ch-model-list .pick'), ['cn-2024']);
  await browser.setFile(
    'ch-fit-form [type=file]',
    'mine.csv',
    'text/csv',
    readFileSync(new URL('fit/postings.csv', cases)),
  );
  await browser.waitFor(() => document.querySelector('#column-low')?.value === '薪资下限');
  await browser.fill('#recipe', readFileSync(new URL('fit/recipe.json', cases), 'utf8'));
  await browser.click('ch-fit-form .btn.main');
  await browser.waitFor(() => document.querySelectorAll('ch-fit-result .compare tbody tr:not(.part)').length === 6);
  await browser.click('ch-fit-result .btn.main');
  await browser.waitFor(() => document.querySelectorAll('ch-model-list .pick').length === 2);
  await browser.click(tab('quote'));
  await browser.fill('#paste', 'Go, Kubernetes');
  await browser.waitFor(() => document.querySelector('ch-model-card')?.textContent.includes('invented'));
  await browser.waitFor(answered);
}

const said = (words) => document.querySelector('ch-app').textContent.includes(words);
async function files(browser, url) {
  await open(browser, url, '#posting');
  const picker = 'ch-resume-box [type=file]';
  const song = pdf({ font: SONG, stream: `BT /F 14 Tf 72 700 Td ${hex(Object.keys(GBK).join(''))} Tj ET` });
  await browser.setFile(picker, 'mine.docx', '', docx(['Familiar with Go']));
  await browser.waitFor(said, 'mine.docx was read');
  assert.equal(await browser.evaluate(value, '#resume'), 'Familiar with Go');
  await browser.setFile(picker, 'mine.pdf', 'application/pdf', song);
  if (url === fromDisk) return browser.waitFor(said, 'This offline file does not read PDF');
  await browser.waitFor(said, 'mine.pdf was read');
  assert.equal(await browser.evaluate(value, '#resume'), Object.keys(GBK).join(''));
}

/** What the page wears: its language, its colours, its title. */
const dress = () => ({
  lang: document.documentElement.lang,
  theme: document.documentElement.dataset.theme,
  paper: getComputedStyle(document.querySelector('.sheet')).backgroundColor,
  heading: document.querySelector('.empty')?.textContent.includes('放上你的第一枚筹码'),
});
async function settings(browser, url) {
  await open(browser, url);
  await browser.click('.top-in .themes button:nth-child(2)');
  await browser.waitFor(() => document.documentElement.dataset.theme === 'light');
  const { paper: light } = await browser.evaluate(dress);
  await browser.click('.top-in .themes button:nth-child(3)');
  await browser.click('.top-in button[lang="zh-CN"]');
  const changed = () => document.documentElement.lang === 'zh-CN' && document.documentElement.dataset.theme === 'dark';
  await browser.waitFor(changed);
  await again(browser, url);
  await browser.waitFor(there, '.empty');
  const kept = await browser.evaluate(dress);
  assert.deepEqual({ ...kept, paper: '' }, { lang: 'zh-CN', theme: 'dark', paper: '', heading: true });
  assert.notEqual(kept.paper, light);
}

async function share(browser, url) {
  await open(browser, url);
  for (const skill of ['eBPF', 'Rust']) await addSkill(browser, skill);
  const chips = 'aside ch-chip-tray .chip .nm';
  await browser.waitFor(() => document.querySelectorAll('aside ch-chip-tray .chip').length === 2);
  const told = await browser.waitFor(answered);
  const held = await browser.evaluate(texts, chips);
  await browser.click('.menu-btn');
  await browser.click('#menu .item');
  await browser.waitFor(there, 'dialog .address');
  const address = await browser.evaluate(value, 'dialog .address');
  assert.ok(address.startsWith(url) && address.length < 2000, address);
  await open(browser, url);
  await again(browser, address);
  await browser.waitFor(there, '.told:not(.err)');
  await browser.waitFor(() => document.querySelectorAll('aside ch-chip-tray .chip').length === 2);
  assert.deepEqual(await browser.waitFor(answered), told);
  assert.deepEqual(await browser.evaluate(texts, chips), held);
}

const flows = { quote, posting, files, negotiate, models, settings, share };

for (const [name, start] of engines)
  describe(name, () => {
    let browser;
    let server;
    before(async () => {
      server = await serveSite();
      browser = await start();
    });
    after(async () => {
      await browser?.close();
      await server?.close();
    });
    for (const [flow, run] of Object.entries(flows)) {
      test(`${flow} over http`, () => run(browser, server.url));
      test(`${flow} from disk`, () => run(browser, fromDisk));
    }
  });
