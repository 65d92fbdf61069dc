/* global document, DOMException */
// The frame and the snippet, on portals of another origin: what is answered, to whom, and what the frame needs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import {
  FRAME_CSP,
  PANEL_CSP,
  POSTING,
  serveForPortals,
  servePortal,
  told,
  until,
  withPortal,
} from './embed-support.mjs';
import { launch, site } from './support.mjs';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const SNIPPET = '<script src="{site}/embed/chouma-embed.js" defer></script>';
const data = (attributes) =>
  Object.entries(attributes)
    .map(([name, value]) => `data-chouma-${name}="${value}"`)
    .join(' ');
const DIV = `<div id="a" data-chouma-panel ${data({ lang: 'en', mode: 'recruiter', posting: POSTING, range: '15000-26000', 'host-id': 'job-7' })}></div>`;
const open = (body, check, more = {}) => withPortal(browser, { head: SNIPPET, csp: FRAME_CSP, body, ...more }, check);
const inFrame = (page, id = 'a') => page.frameLocator(`#${id} iframe`);
/** A report of a frame or a panel in the div has come. */
const reported = (page, id = 'a') =>
  until(page, (from) => window.told.some((one) => one.type === 'chouma-report' && one.from === from), id);

test('the snippet makes a frame: prefilled, told of its height, its reports events of the div', () =>
  open(DIV, async (page, { context }) => {
    await reported(page);
    await inFrame(page).locator('.kv, .coef').first().waitFor();
    const [report] = await told(page, 'chouma-report');
    assert.deepEqual([report.host_id, report.asked_in, report.next], ['job-7', 'recruiter', undefined]);
    await inFrame(page)
      .getByText(/of the way up this posting’s range/)
      .waitFor();
    await page.waitForFunction(() => {
      const frame = document.querySelector('#a iframe');
      return frame.clientHeight > 300;
    });
    const inside = page.frames()[1];
    await inside.waitForFunction(() => document.documentElement.scrollHeight <= window.innerHeight);
    assert.deepEqual(await context.cookies(), []);
    assert.deepEqual(await inside.evaluate(() => window.stored), []);
  }));

test('the frame’s height follows what is opened in it', () =>
  open(DIV, async (page) => {
    await reported(page);
    const summary = inFrame(page).locator('summary').first();
    await summary.waitFor();
    const inside = page.frames()[1];
    await inside.waitForFunction(() => document.documentElement.scrollHeight <= window.innerHeight);
    const before = await page.evaluate(() => document.querySelector('#a iframe').clientHeight);
    await summary.press('Enter');
    await page.waitForFunction((was) => document.querySelector('#a iframe').clientHeight > was + 50, before);
  }));

test('what changes on the div is followed: posting, language, colours', () =>
  open(DIV, async (page) => {
    await reported(page);
    await page.evaluate(() => {
      window.told = [];
      document.querySelector('#a').dataset.choumaPosting = 'Go, WASM';
      document.querySelector('#a').dataset.choumaLang = 'zh-CN';
      document.querySelector('#a').dataset.choumaTheme = 'dark';
    });
    await reported(page);
    await inFrame(page).getByText('依据').waitFor();
    await inFrame(page).locator('.chouma[data-theme=dark][lang=zh-CN]').waitFor();
  }));

test('divs added later, deep inside what is added, get their frame; a div moved keeps one', () =>
  open('<section id="s"></section>', async (page) => {
    await page.evaluate((html) => {
      document.querySelector('#s').innerHTML = `<article><p>${html}</p></article>`
        .replaceAll('<p>', '<div>')
        .replaceAll('</p>', '</div>');
    }, DIV);
    await reported(page);
    await page.evaluate(() => document.querySelector('main').append(document.querySelector('#a')));
    await inFrame(page).locator('.coef').waitFor();
    assert.equal(await page.locator('iframe').count(), 1);
  }));

test('with data-chouma-as="panel" the div gets a panel, under the panel’s policy', () =>
  open(
    DIV.replace('data-chouma-panel', 'data-chouma-panel data-chouma-as="panel"'),
    async (page) => {
      await until(page, () => window.told.some(({ type }) => type === 'chouma-report'));
      assert.equal(await page.locator('iframe').count(), 0);
      await page.locator('#a chouma-panel .coef').waitFor();
      await page.evaluate(() => (document.querySelector('#a').dataset.choumaLang = 'zh-CN'));
      await page.locator('#a').getByText('依据').waitFor();
    },
    { csp: PANEL_CSP },
  ));

const HOOK = `<script src="/quota.js"></script>`;
const hookScript = (used) => `let state = { month: 0, used_in_month: 0, second: 0, used_in_second: 0 };
  const now = new Date(); state = { month: now.getUTCFullYear() * 12 + now.getUTCMonth(), used_in_month: ${used}, second: 0, used_in_second: 0 };
  ChoumaEmbed.quota({
    key: { user: 'u', resource: 'r' }, limits: { monthly: 100, per_second: 1000 },
    load: async (key) => { if (key.user !== 'u') throw new Error('another key'); return state; },
    compareExchange: async (key, expected, desired) => {
      if (JSON.stringify(expected) !== JSON.stringify(state)) return false;
      state = desired; return true;
    },
  });`;
for (const [used, text, verdict] of [
  [62, '37 of 100 left this month', 'granted'],
  [100, 'This month’s quota is used up', 'monthly_quota_exhausted'],
])
  test(`the host’s quota counts in the frame, by messages: ${verdict}`, () =>
    withPortal(
      browser,
      {
        head: '<script src="{site}/embed/chouma-embed.js"></script>',
        csp: FRAME_CSP.replace('script-src', "script-src 'self'"),
        body: HOOK + DIV,
        prepare: (page, _, { pages }) => {
          pages['/quota.js'] = { body: hookScript(used), type: 'text/javascript' };
        },
      },
      async (page) => {
        await inFrame(page).getByText(text).waitFor();
        const [spent] = await told(page, 'chouma-quota');
        assert.equal(spent.verdict, verdict);
      },
    ));

/** A page that embeds the frame by hand, and keeps all that it says. */
const RAW = `<iframe id="f" src="{site}/embed/frame.html?origin={named}&mode=recruiter&lang=en" title="Chouma"></iframe>`;
const listen = (page) =>
  page.addInitScript(() => {
    window.heard = [];
    window.addEventListener('message', ({ data, origin }) => window.heard.push({ data, origin }));
  });
const say = (page, ...messages) =>
  page.evaluate((all) => {
    for (const one of all) document.querySelector('#f').contentWindow.postMessage(one, '*');
  }, messages);
const message = (type, fields = {}) => ({ chouma: 'chouma/1', type, ...fields });
const heard = (page, type) =>
  page.evaluate((wanted) => window.heard.map(({ data }) => data).filter((data) => data?.type === wanted), type);

/** `named` is what the frame's address allows: the portal's own origin unless said. */
async function withRaw(check, { named, listed } = {}) {
  const pages = {};
  const portal = await servePortal(pages);
  const chouma = await serveForPortals();
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  try {
    if (listed !== undefined)
      await page.route(/frame\.html/, (route) =>
        route.fulfill({
          contentType: 'text/html; charset=utf-8',
          body: readFileSync(`${site}/embed/frame.html`, 'utf8').replace(
            'name="chouma-origins" content=""',
            `name="chouma-origins" content="${listed === 'self' ? portal.origin : listed}"`,
          ),
        }),
      );
    pages['/'] = {
      body: `<!doctype html><title>x</title><link rel="icon" href="data:,">${RAW.replace('{site}', chouma.origin).replace('{named}', named ?? portal.origin)}`,
    };
    await listen(page);
    await page.goto(portal.url);
    const frame = page.frames().find((one) => one.url().includes('frame.html'));
    await frame.locator('.panel').waitFor();
    await check(page, { portal, chouma, frame });
  } finally {
    await page.close();
    await Promise.all([portal.close(), chouma.close()]);
  }
}

test('a host that is named is greeted, and told what it said wrongly; what is not of the protocol is ignored', () =>
  withRaw(async (page, { chouma }) => {
    await say(
      page,
      'hello',
      { type: 'hello' },
      { chouma: 'chouma/2', type: 'hello' },
      message('eval', { code: '1' }),
      message('report', { report: {} }),
      null,
      message('set', { colour: 'red' }),
      message('set', { given: { last_pay: 30_000 } }),
      message('hello'),
    );
    await until(page, () => window.heard.some(({ data }) => data.type === 'height'));
    const types = await page.evaluate(() => window.heard.map(({ data }) => data.type));
    assert.deepEqual(types.slice(0, 3), ['error', 'error', 'ready']);
    const errors = await heard(page, 'error');
    assert.match(errors[0].problem.message, /^set\.colour is red; allowed: lang, theme, mode/);
    assert.match(errors[1].problem.message, /^set\.given is \{"last_pay":30000\}; allowed: posting, range/);
    const from = await page.evaluate(() => [...new Set(window.heard.map(({ origin }) => origin))]);
    assert.deepEqual(from, [chouma.origin]);
  }));

test('prefill, report and errors of the page’s own making, each under its name', () =>
  withRaw(async (page, { frame }) => {
    await say(
      page,
      message('hello'),
      message('set', { given: { posting: POSTING, range: '15000-26000' }, host_id: 'x' }),
    );
    await until(page, () => window.heard.some(({ data }) => data.type === 'report' && data.report.screening));
    const [{ report }] = await heard(page, 'report');
    assert.deepEqual([report.host_id, report.schema], ['x', 'chouma.report/1']);
    await say(page, message('set', { theme: 'dark', lang: 'zh-CN' }));
    await frame.locator('.chouma[data-theme=dark][lang=zh-CN]').waitFor();
    await say(page, message('set', { given: {} }));
    await frame.getByText('招聘方模式需要岗位原文和薪酬区间').waitFor();
  }));

/** Long enough for an answer, were there one: the frame handles messages in order, and shows by its own light that it went on. */
async function unanswered(page, frame) {
  await say(page, message('hello'), message('set', { given: { posting: 'Go', range: '1000-2000' }, lang: 'zh-CN' }));
  // The frame's own page is given a message after those, and sees it: they were handled before.
  await frame.evaluate(
    () =>
      new Promise((done) => {
        window.addEventListener('message', ({ data }) => data === 'last' && done(), { capture: true });
        window.postMessage('last', '*');
      }),
  );
  assert.deepEqual(await page.evaluate(() => window.heard), []);
  await frame.getByText(/Recruiter mode needs/).waitFor();
}
for (const [what, options] of [
  ['another origin is named', { named: 'https://portal.example' }],
  ['none is named', { named: '' }],
  ['a wildcard is named', { named: '*' }],
  ['the page lists others', { listed: 'https://portal.example https://two.example' }],
])
  test(`a host is never answered nor obeyed where ${what}`, () =>
    withRaw((page, { frame }) => unanswered(page, frame), options));

test('a host that address and page both name is answered', () =>
  withRaw(
    async (page) => {
      await say(page, message('hello'));
      await until(page, () => window.heard.some(({ data }) => data.type === 'ready'));
    },
    { listed: 'self' },
  ));

test('messages that do not come from the page around the frame are ignored', () =>
  withRaw(async (page, { frame, portal }) => {
    await page.evaluate((url) => {
      const other = document.createElement('iframe');
      other.id = 'other';
      other.src = url;
      document.body.append(other);
    }, `${portal.url}missing`);
    await page.evaluate(
      () =>
        new Promise((done) => {
          const script = () => {
            const other = document.querySelector('#other').contentWindow;
            // The same origin, another window.
            other.eval(
              `parent.document.querySelector('#f').contentWindow.postMessage({ chouma: 'chouma/1', type: 'hello' }, '*')`,
            );
            done();
          };
          const other = document.querySelector('#other');
          if (other.contentDocument?.readyState === 'complete' && other.contentWindow.location.href !== 'about:blank')
            script();
          else other.addEventListener('load', script);
        }),
    );
    await frame.evaluate(
      () =>
        new Promise((done) => {
          window.addEventListener('message', ({ data }) => data === 'last' && done());
          window.postMessage('last', '*');
        }),
    );
    assert.deepEqual(await page.evaluate(() => window.heard), []);
  }));

test('the frame keeps the page’s own policy, asks for its own files alone, and works where storage is closed', async () => {
  const chouma = await serveForPortals();
  const page = await browser.newPage();
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  try {
    await page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('closed', 'SecurityError');
          },
        });
    });
    await page.goto(`${chouma.url}embed/frame.html?lang=en`);
    const csp = await page.locator('meta[http-equiv]').getAttribute('content');
    const [, main] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(
      readFileSync(`${site}/index.html`, 'utf8'),
    );
    // The page alone is installed, and has a worker for when there is no network.
    assert.equal(`${csp}; manifest-src 'self'`, main.replace("worker-src 'self' ", 'worker-src '));
    await page.locator('textarea').fill('Go, Kubernetes, 5 years');
    await page.locator('.coef').waitFor();
    assert.deepEqual(
      requests.filter((url) => !url.startsWith(chouma.url) && !url.startsWith('blob:')),
      [],
    );
  } finally {
    await page.close();
    await chouma.close();
  }
});

test('axe: a portal with a frame, and the demo with its three portals', async () => {
  const chouma = await serveForPortals();
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1180, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  try {
    await page.goto(`${chouma.url}embed/demo.html`);
    await page.locator('#harbour .kv').waitFor();
    await page.locator('#moss ch-next-chips button').first().waitFor();
    await page.frameLocator('#ledger iframe').locator('.coef').waitFor();
    await page.locator('#harbour').getByText('本月还可用 37 / 100 次').waitFor();
    for (const frame of page.frames()) {
      await frame.evaluate(axe);
      const found = await frame.evaluate(() =>
        window.axe.run(document, { resultTypes: ['violations'], iframes: false }),
      );
      assert.deepEqual(
        found.violations.flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
        ),
        [],
        frame.url(),
      );
    }
  } finally {
    await context.close();
    await chouma.close();
  }
});
