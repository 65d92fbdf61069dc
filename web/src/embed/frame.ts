/** The frame's page: a panel, and the messages between it and the host's page. Nothing is said to an origin that is not listed. */
import { GIVEN_FIELDS } from './given.ts';
import './main.ts';
import type { ChoumaPanel } from './panel.ts';
import { messageOf, originsOf, readMessage, TO_FRAME, type Message } from './protocol.ts';
import type { QuotaHook, QuotaState } from './quota.ts';

const panel = document.querySelector('chouma-panel') as ChoumaPanel;
const listed = document.querySelector<HTMLMetaElement>('meta[name=chouma-origins]')?.content ?? '';
const origins = originsOf(location.search, listed);

/** The origin that greeted; there is one host to a frame. */
let host: string | null = null;
const say = (type: string, fields: Record<string, unknown> = {}): void => {
  if (host !== null) window.parent.postMessage(messageOf(type, fields), host);
};

const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
let calls = 0;
function call<T>(name: string, fields: Record<string, unknown>): Promise<T> {
  calls += 1;
  const n = calls;
  say('quota-call', { n, call: name, ...fields });
  return new Promise<unknown>((resolve, reject) => waiting.set(n, { resolve, reject })) as Promise<T>;
}

/** The host's counts, asked by messages. */
const hookOf = ({ key, limits }: Pick<QuotaHook, 'key' | 'limits'>): QuotaHook => ({
  key,
  limits,
  load: () => call<QuotaState | null>('load', { key }),
  compareExchange: (_, expected, desired) => call<boolean>('compareExchange', { key, expected, desired }),
});

function set({ lang, theme, mode, host_id, given, quota }: Message): void {
  if (lang !== undefined) panel.lang = document.documentElement.lang = lang as string;
  if (theme !== undefined) panel.theme = theme as ChoumaPanel['theme'];
  if (mode !== undefined) panel.mode = mode as ChoumaPanel['mode'];
  if (host_id !== undefined) panel.hostId = host_id as string | null;
  if (given !== undefined)
    Object.assign(
      panel,
      Object.fromEntries(GIVEN_FIELDS.map((name) => [name, (given as Record<string, unknown>)[name] ?? null])),
    );
  if (quota !== undefined) panel.quota = quota === null ? null : hookOf(quota as QuotaHook);
}

function settle({ n, value, error }: Message): void {
  const asked = waiting.get(n as number);
  waiting.delete(n as number);
  if (error === undefined) asked?.resolve(value);
  else asked?.reject(new Error(error as string));
}

let told = 0;
function measure(): void {
  const height = Math.ceil(panel.getBoundingClientRect().height);
  if (height === told) return;
  told = height;
  say('height', { height });
}

function greet(origin: string): void {
  host = origin;
  told = 0;
  say('ready');
  measure();
}

const ACTS: Record<string, (message: Message, origin: string) => void> = {
  hello: (_, origin) => greet(origin),
  set,
  'quota-answer': settle,
};

window.addEventListener('message', ({ data, origin, source }) => {
  if (source !== window.parent || !origins.includes(origin)) return;
  const read = readMessage(data, TO_FRAME);
  if (!read) return;
  // Whoever speaks first is answered, whatever it said.
  host ??= origin;
  if ('problem' in read) say('error', { problem: read.problem });
  else ACTS[read.message.type]?.(read.message, origin);
});

for (const [event, type, field] of [
  ['chouma-report', 'report', 'report'],
  ['chouma-error', 'error', 'problem'],
  ['chouma-quota', 'quota', 'spent'],
] as const)
  panel.addEventListener(event, (told) => say(type, { [field]: (told as CustomEvent<object>).detail }));

const first = new URLSearchParams(location.search);
for (const name of ['lang', 'theme', 'mode'] as const) {
  const value = first.get(name);
  if (value !== null) panel.setAttribute(name, value);
}
document.documentElement.lang = panel.lang || navigator.language;
new ResizeObserver(measure).observe(panel);
