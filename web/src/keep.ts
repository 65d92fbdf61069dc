/** What the page keeps on this device: saved profiles in the browser's own database, which each call opens and closes again, and settings. */
import { day } from './clock.ts';
import { eraseSettings, rememberGuided, wasGuided } from './settings.ts';
import { packProfile, unpackProfile, type Keep, type Profile } from './state/profiles.ts';
import { eraseOffline } from './sw/offline.ts';

const DATABASE = 'chouma';
const STORE = 'profiles';

const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('refused'));
  });

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'name' });
  return settled(request);
}

async function within<Value>(
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const database = await open();
  try {
    return await settled(run(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** Those of another version of the page are passed over. */
async function all(): Promise<Profile[]> {
  const stored: unknown[] = await within('readonly', (store) => store.getAll());
  return stored.map(unpackProfile).filter((profile) => profile !== null);
}

async function erase(): Promise<void> {
  await settled(indexedDB.deleteDatabase(DATABASE));
  eraseSettings();
  if (__SERVED__) await eraseOffline();
}

export const keep: Keep = {
  today: day,
  wasGuided,
  rememberGuided,
  all,
  put: (profile) => within('readwrite', (store) => store.put(packProfile(profile))),
  delete: (name) => within('readwrite', (store) => store.delete(name)),
  erase,
};
