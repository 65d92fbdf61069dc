/** The page's side of its service worker: kept for use offline, renewed on the user's word, erased with all the rest. */

const folder = (): string => new URL('.', document.baseURI).href;

/** Resolves when the worker can be told to take over. */
function installed(worker: ServiceWorker | null): Promise<void> {
  return new Promise((resolve) => {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') resolve();
    });
  });
}

/**
 * Keeps the page for use offline. `offer` is told when another version is ready, with what takes it into use; until then
 * the page stays what it is.
 */
export async function keepOffline(offer: (use: () => void) => void): Promise<void> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) return;
  const registration = await container
    .register(new URL('sw.js', folder()), { scope: folder(), updateViaCache: 'none' })
    // Storage closed to the page, or a host without the file: it works as long as there is a network.
    .catch(() => null);
  if (!registration) return;

  let wanted = false;
  let controlled = container.controller !== null;
  const use = (): void => {
    wanted = true;
    if (registration.waiting) registration.waiting.postMessage('use');
    else location.reload();
  };
  container.addEventListener('controllerchange', () => {
    if (wanted) location.reload();
    // Another window took the version into use.
    else if (controlled) offer(use);
    controlled = true;
  });
  const follow = async (): Promise<void> => {
    await installed(registration.installing);
    if (registration.active) offer(use);
  };
  registration.addEventListener('updatefound', () => void follow());
  if (registration.installing) void follow();
  if (registration.waiting) offer(use);
}

/** Leaves nothing of what was kept; the page in this window goes on. */
export async function eraseOffline(): Promise<void> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) return;
  const registration = await container.getRegistration(folder());
  if (registration?.scope === folder()) await registration.unregister();
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(`chouma ${folder()} `)).map((name) => caches.delete(name)));
}
