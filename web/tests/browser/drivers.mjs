/* global atob, DataTransfer, Event, File */
// Three engines behind one small interface, so that one table of flows runs in all of them. A function that is evaluated goes
// over as text: it sees the page and its arguments, which are JSON, and nothing else.
import puppeteer from 'puppeteer-core';
import { launch } from './support.mjs';
import { until, webkit } from './webdriver.mjs';

const firefoxPath = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
/** Far above what any condition takes on a busy machine. */
const LIMIT_MS = 90_000;

async function chromium() {
  const browser = await launch();
  const page = await browser.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  return {
    goto: (url) => page.goto(url),
    evaluate: (script) => page.evaluate(`(${script})()`),
    click: (selector) => page.click(selector),
    close: () => browser.close(),
  };
}

async function firefox() {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: firefoxPath,
    headless: true,
    protocolTimeout: LIMIT_MS,
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  page.setDefaultTimeout(LIMIT_MS);
  return {
    goto: (url) => page.goto(url),
    evaluate: (script) => page.evaluate(`(${script})()`),
    click: (selector) => page.locator(selector).click(),
    close: () => browser.close(),
  };
}

/** In the page: whether the element stands in view, and where. */
function place(selector) {
  const element = document.querySelector(selector);
  if (!element || element.disabled) return null;
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { x, y, width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 ? [x, y, width, height].join() : null;
}

/** In the page, as a person would: the whole value at once, then what a field tells of it. */
function write(selector, text) {
  const field = document.querySelector(selector);
  field.focus();
  field.value = text;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}

function give(selector, name, type, base64) {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const files = new DataTransfer();
  files.items.add(new File([bytes], name, { type }));
  const field = document.querySelector(selector);
  field.files = files.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

const there = (selector) => document.querySelector(selector) !== null;

/** {goto, evaluate, waitFor, click, fill, setFile, close} of an engine that was started. */
function driver(engine) {
  const evaluate = (run, ...args) => engine.evaluate(`() => (${run})(...${JSON.stringify(args)})`);
  const waitFor = (run, ...args) =>
    until(`${run} of ${JSON.stringify(args)}`, async () => (await evaluate(run, ...args)) || null, LIMIT_MS);
  return {
    evaluate,
    /** Until the function's answer is truthy; answers with it. */
    waitFor,
    goto: engine.goto,
    close: engine.close,
    /** A click of the engine's own pointer, once the element is there and keeps its place. */
    async click(selector) {
      let last = null;
      await until(`${selector} to stand still`, async () => {
        const now = await evaluate(place, selector);
        const still = now !== null && now === last;
        last = now;
        return still;
      });
      await engine.click(selector);
    },
    async fill(selector, text) {
      await waitFor(there, selector);
      await evaluate(write, selector, text);
    },
    async setFile(selector, name, type, bytes) {
      await waitFor(there, selector);
      await evaluate(give, selector, name, type, bytes.toString('base64'));
    },
  };
}

export const engines = [
  ['Chromium', chromium],
  ['Firefox', firefox],
  ['WebKit', webkit],
].map(([name, start]) => [name, () => start().then(driver)]);
