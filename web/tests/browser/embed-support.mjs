// What the embed's tests share: hosts of other origins with a policy of their own, and the site as a portal would be served it.
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
