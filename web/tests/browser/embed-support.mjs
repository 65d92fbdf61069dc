/* global document, Worker, Storage, IDBFactory, CacheStorage */
// What the embed's tests share: hosts of other origins with a policy of their own, and the site as a portal would be served it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileFor } from '../../../tools/serve.mjs';
import { site } from './support.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
};

function listening(server) {
  return new Promise((done) => {
    server.listen(0, 'localhost', () =>
      done({
        url: `http://localhost:${server.address().port}/`,
        origin: `http://localhost:${server.address().port}`,
        close: () =>
          new Promise((closed) => {
            server.close(closed);
            server.closeAllConnections();
          }),
      }),
    );
  });
}

/** The built site, readable from other origins: what docs/embed.md asks of the server that portals load the panel from. */
export const serveForPortals = (headers = {}) =>
  listening(
    createServer(async (request, response) => {
      const file = fileFor(site, request.url);
      if (!file) return response.writeHead(404, { 'Access-Control-Allow-Origin': '*' }).end();
      const bytes = await readFile(file);
      response.writeHead(200, {
        'Access-Control-Allow-Origin': '*',
        'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream',
        ...headers,
      });
      return response.end(bytes);
    }),
  );

/** A portal: `pages` by path, as { body, csp }; each may be changed while it is served. */
export const servePortal = (pages) =>
  listening(
    createServer((request, response) => {
      const page = pages[new URL(request.url, 'http://localhost').pathname];
      if (!page) return response.writeHead(404).end();
      const policy = page.csp ? { 'Content-Security-Policy': page.csp } : {};
      response.writeHead(200, { 'Content-Type': page.type ?? TYPES['.html'], ...policy });
      return response.end(page.body);
    }),
  );

/** Keeps every event of the embed on the page, in the order in which they came. */
export const recordEvents = (page) =>
  page.addInitScript(() => {
    window.told = [];
    for (const type of ['chouma-report', 'chouma-error', 'chouma-quota'])
      document.addEventListener(type, (event) =>
        window.told.push({ type, detail: event.detail, from: event.target.id }),
      );
  });

export const POSTING = `云原生网关 Go 工程师（上海）
精通 Go，熟悉 eBPF 与 WebAssembly，理解 Kubernetes 网络。
必须：5 年以上后端经验，本科。`;

/** Nothing here takes seconds; a busy machine may. */
const LIMIT_MS = 30_000;

/** What the worker is sent, and what the page would store: kept on the page, so that a test can look through all of it. */
function watchPage() {
  window.sent = [];
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, transfer) {
    window.sent.push({
      type: message.type,
      request: message.request ? JSON.parse(message.request) : null,
      kinds: message.resources?.map(({ kind }) => kind),
    });
    return post.call(this, message, transfer);
  };
  window.stored = [];
  const note = (on, name) => {
    const own = on?.[name];
    if (own) on[name] = (...given) => (window.stored.push(name), own.apply(on, given));
  };
  Storage.prototype.setItem = () => window.stored.push('setItem');
  note(IDBFactory.prototype, 'open');
  note(window.caches && CacheStorage.prototype, 'open');
  Object.defineProperty(document, 'cookie', { get: () => '', set: () => window.stored.push('cookie') });
}

/**
 * A portal's page with `body` in it, under `csp`, beside the site; `{site}` in both is the site's origin. Afterwards nothing
 * but the two was asked for, and the console said no more than is `expected`.
 */
export async function withPortal(browser, { body, csp, head = '', options = {}, expected = [], prepare }, check) {
  const pages = {};
  const [chouma, portal] = await Promise.all([serveForPortals(), servePortal(pages)]);
  const filled = (text) => text.replaceAll('{site}', chouma.origin);
  const lang = options.locale?.startsWith('zh') === false ? 'en' : 'zh-CN';
  pages['/'] = {
    csp: csp && filled(csp),
    body: `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>A portal</title><link rel="icon" href="data:,">${filled(head)}</head><body><main>${filled(body)}</main></body></html>`,
  };
  const context = await browser.newContext({ viewport: { width: 420, height: 900 }, ...options });
  context.setDefaultTimeout(LIMIT_MS);
  const page = await context.newPage();
  const [requests, complaints] = [[], []];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  try {
    await recordEvents(page);
    await page.addInitScript(watchPage);
    await prepare?.(page, context, { chouma, portal, pages });
    await page.goto(portal.url);
    await check(page, { chouma, portal, pages, context, complaints });
  } finally {
    await context.close();
    await Promise.all([chouma.close(), portal.close()]);
  }
  const own = [chouma.url, portal.url, 'blob:', 'data:'];
  assert.deepEqual(
    requests.filter((url) => !own.some((start) => url.startsWith(start))),
    [],
    'something was asked for that is neither the portal’s nor Chouma’s',
  );
  assert.deepEqual(
    complaints.filter((text) => !expected.some((pattern) => pattern.test(text))),
    [],
  );
}

/** Waits until the page's record of events, or of anything else, is as `test` wants it. */
export const until = (page, test, argument) => page.waitForFunction(test, argument, { polling: 50 });
export const told = (page, type) =>
  page.evaluate((wanted) => window.told.filter((one) => one.type === wanted).map(({ detail }) => detail), type);

/** The report has come, where there is a text with its second part, screening. */
export const answered = (page, from = null) =>
  until(
    page,
    (id) =>
      window.told.some(
        ({ type, detail, from: by }) =>
          type === 'chouma-report' &&
          (id === null || by === id) &&
          (detail.screening || !document.getElementById(by)?.posting),
      ),
    from,
  );

export const PANEL = '<script type="module" src="{site}/embed/chouma-panel.js"></script>';
/** What docs/embed.md says that a host's policy needs. */
export const PANEL_CSP =
  "default-src 'none'; script-src {site} 'wasm-unsafe-eval'; worker-src blob:; connect-src {site}; img-src data:";
export const FRAME_CSP = "default-src 'none'; script-src {site}; frame-src {site}; img-src data:";
