/* global navigator, Worker, Blob, Image, WebSocket, XMLHttpRequest */
// What is typed here goes nowhere: every feature of each build is driven while all that the browser asks of any network is
// written down, and only the page's own files are asked for. The page's policy is read, and seen to hold.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { answered, PANEL, PANEL_CSP, FRAME_CSP, POSTING, withPortal } from './embed-support.mjs';
import { FEATURES } from './features.mjs';
import { byItself, recordingProxy } from './proxy.mjs';
import { en, fromDisk, launch, serveSite, site, withPage } from './support.mjs';
import { until } from './webdriver.mjs';

/** A build is a page and what its policy lets it ask for. */
const BUILDS = [
  { name: 'the served page', file: 'index.html', served: true, pdfs: true, connect: "'self'" },
  { name: 'the one file', file: 'chouma.html', served: false, pdfs: false, connect: "'none'" },
];

let proxy;
let browser;
let server;
/** For each test anew: what a worker still asks for behind one page is not taken for another's. */
beforeEach(async () => {
  [proxy, server] = await Promise.all([recordingProxy(), serveSite()]);
  proxy.own.add(new URL(server.url).origin);
  browser = await launch({ proxy: { server: proxy.server } });
});
afterEach(async () => {
  await browser?.close();
  await server?.close();
  await proxy?.close();
});

const FOREIGN = 'http://elsewhere.example/';
/** Each way in which a script of a page may ask for something. */
const attempts = async (foreign) => {
  const source = `fetch('${foreign}worker').then(() => postMessage('asked'), () => postMessage('refused'))`;
  const refusals = [];
  const note = (what) => () => refusals.push(what);
  await fetch(`${foreign}fetch`).catch(note('fetch'));
  const sent = new XMLHttpRequest();
  sent.open('GET', `${foreign}xhr`);
  await new Promise((done) => {
    sent.onloadend = done;
    sent.onerror = note('xhr');
    sent.send();
  });
  navigator.sendBeacon(`${foreign}beacon`, 'x');
  await new Promise((done) => {
    const image = new Image();
    image.onload = image.onerror = done;
    image.src = `${foreign}image`;
  });
  await new Promise((done) => {
    const frame = document.createElement('iframe');
    frame.onload = frame.onerror = done;
    frame.src = `${foreign}frame`;
    document.body.append(frame);
  });
  const socket = new WebSocket(`${foreign.replace('http', 'ws')}socket`);
  await new Promise((done) => (socket.onopen = socket.onerror = done));
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
  await new Promise((done) => (worker.onmessage = worker.onerror = done));
  worker.terminate();
  return refusals;
};
const foreignly = () => proxy.asked.filter(({ url }) => url.includes('elsewhere.example')).map(({ url }) => url);

test('the record sees each way of asking, where a page has no policy', async () => {
  const open = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>open</title><p>open');
  });
  await new Promise((done) => open.listen(0, 'localhost', done));
  const origin = `http://localhost:${open.address().port}`;
  proxy.own.add(origin);
  const page = await browser.newPage();
  try {
    await page.goto(`${origin}/`);
    await page.evaluate(attempts, FOREIGN);
    const ways = ['fetch', 'xhr', 'beacon', 'image', 'frame', 'socket', 'worker'];
    const seen = foreignly().join(' ');
    for (const way of ways.filter((w) => w !== 'socket')) assert.ok(seen.includes(way), `${way} in ${seen}`);
    assert.ok(
      proxy.asked.some(({ method, url }) => method === 'CONNECT' && url.startsWith('elsewhere.example')),
      'socket',
    );
  } finally {
    await page.close();
    open.close();
  }
});

for (const build of BUILDS) {
  const address = () => (build.served ? server.url : fromDisk);
  const html = () => readFileSync(path.join(site, build.file), 'utf8');

  describe(build.name, () => {
    test('every feature, and no request but for the page’s own files', async () => {
      const requests = await withPage(
        browser,
        address(),
        en,
        async (page) => {
          for (const feature of FEATURES) await feature(page, build);
        },
        { prepare: (_, context) => context.grantPermissions(['clipboard-read', 'clipboard-write']) },
      );
      // Of these hosts the record of the page itself, which has no leave for any, is the proof: `withPage` reads it.
      const asked = proxy.asked.filter((one) => !byItself(one));
      const own = (url) => build.served && url.startsWith(server.url);
      assert.deepEqual(
        asked.filter(({ method, url }) => method !== 'GET' || !own(url) || new URL(url).search !== ''),
        [],
      );
      if (build.served)
        assert.ok(
          asked.some(({ url }) => url.endsWith('/sw.js')),
          'the service worker is seen',
        );
      const disk = requests.filter((url) => url.startsWith('file:'));
      assert.deepEqual(
        disk.filter((url) => url.replace(/#.*/, '') !== fromDisk),
        [],
      );
    });

    test('the policy allows what is needed and no more', () => {
      const [, content] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html());
      const policy = Object.fromEntries(
        content.split('; ').map((directive) => {
          const [name, ...sources] = directive.split(' ');
          return [name, sources];
        }),
      );
      assert.deepEqual(policy['default-src'], ["'none'"]);
      assert.deepEqual(policy['connect-src'], [build.connect]);
      for (const name of ['base-uri', 'form-action']) assert.deepEqual(policy[name], ["'none'"]);
      for (const unsafe of ["'unsafe-eval'", "'unsafe-inline'", '*', 'http:', 'https:'])
        assert.ok(!Object.values(policy).flat().includes(unsafe), unsafe);
      const served = ["'self'"].filter(() => build.served);
      assert.deepEqual(policy['worker-src'], [...served, 'blob:']);
      assert.deepEqual(policy['manifest-src'] ?? [], served);
      const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
      for (const [tag, name] of [
        ['script', 'script-src'],
        ['style', 'style-src'],
      ]) {
        const found = [
          ...html().matchAll(new RegExp(`<${tag}(?![^>]*(?:application/json|text/plain|src=))[^>]*>`, 'g')),
        ];
        const texts = found.map(({ 0: opening, index }) => {
          const start = index + opening.length;
          return html().slice(start, html().indexOf(`</${tag}>`, start));
        });
        assert.equal(texts.length, build.served ? 0 : 1, `${tag}s inside the page`);
        for (const text of texts) assert.ok(policy[name].includes(hash(text)), `the hash of a ${tag}`);
      }
      assert.doesNotMatch(
        html().replace(/<(script|style)[^]*?<\/\1>/g, ''),
        /\son\w+=|style="/,
        'no handler, no style',
      );
    });

    test('a foreign request is refused by the page’s policy, and none is seen', async () => {
      const page = await browser.newPage();
      try {
        await page.goto(address());
        await page.locator('ch-pay-band .row.tall svg[role=img]').waitFor();
        const violated = new Set();
        await page.exposeFunction('violated', (directive) => violated.add(directive));
        await page.evaluate(() =>
          document.addEventListener('securitypolicyviolation', (event) => window.violated(event.effectiveDirective)),
        );
        assert.deepEqual(await page.evaluate(attempts, FOREIGN), ['fetch', 'xhr']);
        await until('the violations', () =>
          ['connect-src', 'img-src', 'frame-src'].every((name) => violated.has(name)),
        );
      } finally {
        await page.close();
      }
      assert.deepEqual(foreignly(), []);
    });
  });
}

const ASKED = `posting="${POSTING}" range="15000-26000"`;
/** What a portal has on its page, and where the panel's controls are then. */
const EMBEDS = [
  {
    name: 'panels on a portal’s page',
    head: PANEL,
    csp: PANEL_CSP,
    body: `<chouma-panel id="a" mode="recruiter" ${ASKED}></chouma-panel><chouma-panel id="b"></chouma-panel>`,
    inside: (page, id) => page.locator(`#${id}`),
  },
  {
    name: 'frames on a portal’s page',
    head: '<script src="{site}/embed/chouma-embed.js" defer></script>',
    csp: FRAME_CSP,
    body: `<div id="a" data-chouma-panel data-chouma-mode="recruiter" ${ASKED.replace(/(\w+)=/g, 'data-chouma-$1=')}></div>
      <div id="b" data-chouma-panel></div>`,
    inside: (page, id) => page.frameLocator(`#${id} iframe`),
  },
];
for (const { name, inside, ...portal } of EMBEDS)
  test(`${name}: no request but for the portal’s and Chouma’s files, and none that carries anything`, async () => {
    const origins = [];
    const prepare = (page, context, { chouma, portal: host }) => {
      origins.push(chouma.origin, host.origin);
      for (const origin of origins) proxy.own.add(origin);
    };
    await withPortal(browser, { ...portal, prepare, options: { locale: 'en-GB' } }, async (page) => {
      await answered(page, 'a');
      const candidate = inside(page, 'b');
      await candidate.locator('textarea').first().fill('Go, eBPF, 8 years, 40-60K');
      await answered(page, 'b');
      for (const id of ['a', 'b'])
        for (const made of await inside(page, id).locator('summary').all()) await made.press('Enter');
    });
    const asked = proxy.asked.filter((one) => !byItself(one));
    assert.deepEqual(
      asked.filter(({ method, url }) => method !== 'GET' || !origins.includes(new URL(url).origin)),
      [],
    );
    const carried = decodeURIComponent(asked.map(({ url }) => url).join(' '));
    for (const typed of ['eBPF', '15000', '40-60K']) assert.ok(!carried.includes(typed), typed);
  });
