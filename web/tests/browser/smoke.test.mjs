// The flow in the other two engines, over http and from disk: the example gives a priced answer, and a posting with a
// résumé pasted beside it is read to the end.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { fromDisk, serveSite } from './support.mjs';
import { until, webkit } from './webdriver.mjs';

const firefoxPath = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

async function firefox() {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefoxPath, headless: true });
  const page = await browser.newPage();
  return {
    goto: (url) => page.goto(url),
    evaluate: (script) => page.evaluate(`(${script})()`),
    close: () => browser.close(),
  };
}

/* global document, Event */
const ready = () => document.querySelector('ch-pay-band .row.tall svg[role=img]') !== null;
const pressExample = () => document.querySelector('.empty .btn').click();
const priced = () => {
  const coefficient = document.querySelector('.answer .coef');
  if (!coefficient) return null;
  return {
    coefficient: Number.parseFloat(coefficient.textContent),
    percentiles: [...document.querySelectorAll('ch-pay-band .row.tall text.tick')].map((label) => label.textContent),
    anchors: document.querySelectorAll('ch-pay-band .row.tall .halo').length,
    marks: document.querySelectorAll('.backdrop mark').length,
    points: document.querySelectorAll('.talk .card').length,
  };
};

async function smoke(browser, url) {
  await browser.goto(url);
  await until('the base on the axis', () => browser.evaluate(ready));
  await browser.evaluate(pressExample);
  const laidOut = () => browser.evaluate(priced).then((found) => (found?.percentiles.length === 5 ? found : null));
  const { coefficient, percentiles, anchors, marks, points } = await until('the answer', laidOut);
  assert.ok(coefficient >= 0.8 && coefficient <= 2.3, String(coefficient));
  assert.deepEqual(percentiles, ['P10', 'P25', 'P50', 'P75', 'P90']);
  assert.equal(anchors, 3);
  assert.ok(marks > 5, `${marks} marks`);
  assert.ok(points >= 3, `${points} talking points`);
}

const hasBoxes = () => document.querySelector('#paste') !== null && document.querySelector('#resume') !== null;
const pasteBoth = () => {
  const paste = (id, text) => {
    const box = document.querySelector(id);
    box.value = text;
    box.dispatchEvent(new Event('input', { bubbles: true }));
  };
  paste(
    '#paste',
    `Senior Go engineer, 28-45K, 3+ years
Duties
1. Mostly Go; rewrite the forwarding layer on tokio
2. Rewrite the management interface on hyper
Required: Kubernetes; fluent in Pin / Unpin and async traits`,
  );
  paste(
    '#resume',
    `Skills
6 years of Go; familiar with Kubernetes
Projects
Gateway: goroutines and channels for 4,000 nodes`,
  );
};
const screened = () => {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((found) => found.textContent.trim());
  if (!document.querySelector('ch-funnel table')) return null;
  const marked = (box) => document.querySelectorAll(`${box} .backdrop mark`).length;
  return {
    statuses: texts('ch-requirements .chip'),
    counts: texts('ch-funnel .frow svg text'),
    vetoes: texts('ch-vetoes .check').length,
    boxes: texts('.theirs .ev'),
    quotes: texts('.swap .quote').length,
    posting: marked('.the-posting'),
    resume: marked('.resume'),
  };
};

async function smokePosting(browser, url) {
  await browser.goto(`${url}#posting`);
  await until('both boxes', () => browser.evaluate(hasBoxes));
  await browser.evaluate(pasteBoth);
  const found = await until('the screening', () => browser.evaluate(screened));
  assert.deepEqual(
    found.counts.map((text) => text.replace(/\s+/g, ' ')),
    ['1,024 → 433', '433 → 137', '137 → 26'],
  );
  assert.ok(
    found.statuses.some((text) => text.startsWith('Kubernetes') && /你有|met/.test(text)),
    found.statuses.join(),
  );
  assert.ok(found.boxes.includes('tokio'), `boxes: ${found.boxes.join()}`);
  assert.ok(found.quotes > found.boxes.length, `${found.quotes} quotes, the prior among them`);
  assert.equal(found.vetoes, 3);
  assert.ok(found.posting > 5 && found.resume > 2, JSON.stringify(found));
}

for (const [name, start] of [
  ['Firefox', firefox],
  ['WebKit', webkit],
]) {
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
    test('over http', () => smoke(browser, server.url));
    test('from disk', () => smoke(browser, fromDisk));
    test('posting and résumé over http', () => smokePosting(browser, server.url));
    test('posting and résumé from disk', () => smokePosting(browser, fromDisk));
  });
}
