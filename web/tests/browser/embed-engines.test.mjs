/* global document */
// Panel and frame in the other two engines, on portals with the policies of the docs.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { FRAME_CSP, PANEL, PANEL_CSP, POSTING, serveForPortals, servePortal } from './embed-support.mjs';
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

const inside = `lang="en" mode="recruiter" posting="${POSTING}" range="15000-26000"`;
const page = (head, body, csp, site) => ({
  csp: csp.replaceAll('{site}', site),
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A portal</title>${head.replaceAll('{site}', site)}</head><body>${body}</body></html>`,
});

const panelSays = () => {
  const root = document.querySelector('chouma-panel')?.shadowRoot;
  const text = (selector) => root?.querySelector(selector)?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  if (!root || text('.kv') === '') return null;
  return { coefficient: Number.parseFloat(text('.coef')), sentence: text('.say'), facts: text('.kv') };
};
const framed = () => {
  const frame = document.querySelector('iframe');
  return frame && frame.clientHeight > 400 ? frame.clientHeight : null;
};

for (const [name, start] of [
  ['Firefox', firefox],
  ['WebKit', webkit],
])
  describe(name, () => {
    let browser;
    let chouma;
    let portal;
    before(async () => {
      const pages = {};
      [chouma, portal] = await Promise.all([serveForPortals(), servePortal(pages)]);
      pages['/panel'] = page(
        PANEL,
        `<chouma-panel ${inside} resume="6 年 Go，本科"></chouma-panel>`,
        PANEL_CSP,
        chouma.origin,
      );
      const snippet = '<script src="{site}/embed/chouma-embed.js" defer></script>';
      const div = `<div data-chouma-panel ${inside.replace(/(\w+)=/g, 'data-chouma-$1=')}></div>`;
      pages['/frame'] = page(snippet, div, FRAME_CSP, chouma.origin);
      browser = await start();
    });
    after(async () => {
      await browser?.close();
      await Promise.all([chouma?.close(), portal?.close()]);
    });
    test('the panel answers', async () => {
      await browser.goto(`${portal.url}panel`);
      const { coefficient, sentence, facts } = await until('the answer', () => browser.evaluate(panelSays));
      assert.ok(coefficient >= 0.8 && coefficient <= 2.3, String(coefficient));
      assert.match(sentence, /^Median ¥\d{2},\d{3} a month, \d+% of the way up this posting’s range\.$/);
      assert.match(facts, /^Required \d of \d met/);
    });
    test('the frame answers, and has its height', async () => {
      await browser.goto(`${portal.url}frame`);
      assert.ok(await until('the height', () => browser.evaluate(framed)));
    });
  });
