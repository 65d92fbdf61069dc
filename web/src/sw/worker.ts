/**
 * The service worker of the served page: it keeps one whole version of the page's files and answers from it. The build puts
 * `FILES` and `VERSION` before it. Each file is fetched with its hash, and all are kept or none, so a version is never mixed,
 * whatever the server holds meanwhile. Caches are named by the folder of the page: pages in other folders have their own.
 */

/** Every file of this version by its path beside the page, with its hash as `integrity` takes it. */
declare const FILES: Record<string, string>;
declare const VERSION: string;

interface Lasting extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Asking extends Event {
  request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Events {
  install: Lasting;
  activate: Lasting;
  fetch: Asking;
  message: MessageEvent<string>;
}
interface Scope {
  registration: ServiceWorkerRegistration;
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof Events>(name: Name, listen: (event: Events[Name]) => void): void;
}
const worker = self as unknown as Scope;

const { scope } = worker.registration;
const mine = `chouma ${scope} `;
const cacheName = mine + VERSION;

/** The page itself is asked for by its folder: some hosts answer its file name with a redirection. */
const addressOf = (path: string): string => new URL(path === 'index.html' ? '.' : path, scope).href;

async function install(): Promise<void> {
  const files = Object.entries(FILES).map(
    ([path, integrity]) => new Request(addressOf(path), { integrity, cache: 'no-cache' }),
  );
  const cache = await caches.open(cacheName);
  try {
    await cache.addAll(files);
  } catch (error) {
    await caches.delete(cacheName);
    throw error;
  }
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(mine) && name !== cacheName).map((name) => caches.delete(name)),
  );
  await worker.clients.claim();
}

/** The file of this version that a request asks for; none for everything else under the folder. */
function pathOf({ method, url }: Request): string | null {
  const { origin, pathname } = new URL(url);
  const address = origin + pathname;
  if (method !== 'GET' || !address.startsWith(scope)) return null;
  const path = address.slice(scope.length) || 'index.html';
  return Object.hasOwn(FILES, path) ? path : null;
}

/** What was erased meanwhile comes from the server. */
async function answer(path: string, request: Request): Promise<Response> {
  const kept = await caches.match(addressOf(path), { cacheName });
  return kept ?? fetch(request);
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const path = pathOf(event.request);
  if (path !== null) event.respondWith(answer(path, event.request));
});
worker.addEventListener('message', ({ data }) => {
  if (data === 'use') void worker.skipWaiting();
});
