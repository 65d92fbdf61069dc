// The flow in the other two engines, over http and from disk: the example gives a priced answer.
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

/* global document */
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
  });
}
