/**
 * One script for a host's page: each `<div data-chouma-panel>`, there now or added later, gets a frame, or with
 * `data-chouma-as="panel"` a <chouma-panel>. Its `data-chouma-*` are followed; events are told on the div.
 */
import { GIVEN_FIELDS } from './given.ts';
import { messageOf, readMessage, TO_HOST, type Message } from './protocol.ts';
import type { QuotaHook } from './quota.ts';

const base = new URL('.', (document.currentScript as HTMLScriptElement).src);
const SELECTOR = '[data-chouma-panel]';
const LOOKS = ['lang', 'theme', 'mode'] as const;
const ATTRIBUTES = [...LOOKS, ...GIVEN_FIELDS, 'host-id'];
const dataOf = (name: string): string => `data-chouma-${name}`;

let hook: QuotaHook | null = null;

function settings(div: Element): Record<string, unknown> {
  const given = Object.fromEntries(GIVEN_FIELDS.map((name) => [name, div.getAttribute(dataOf(name))]));
  const looks = LOOKS.flatMap((name) => {
    const value = div.getAttribute(dataOf(name));
    return value === null ? [] : [[name, value]];
  });
  const quota = hook && { key: hook.key, limits: hook.limits };
  return { ...Object.fromEntries(looks), given, host_id: div.getAttribute(dataOf('host-id')), quota };
}

function frameIn(div: Element): void {
  const frame = document.createElement('iframe');
  const address = new URL('frame.html', base);
  address.searchParams.set('origin', location.origin);
  for (const name of LOOKS) {
    const value = div.getAttribute(dataOf(name));
    if (value !== null) address.searchParams.set(name, value);
  }
  frame.title = (div.getAttribute(dataOf('lang')) ?? document.documentElement.lang).startsWith('zh')
    ? '筹码薪酬参考'
    : 'Chouma pay reference';
  frame.referrerPolicy = 'no-referrer';
  Object.assign(frame.style, { display: 'block', width: '100%', border: '0', height: '0' });
  frame.addEventListener('load', () => {
    send(frame, messageOf('hello'));
    send(frame, messageOf('set', settings(div)));
  });
  frame.src = address.href;
  div.append(frame);
}

const send = (frame: HTMLIFrameElement, message: Message): void =>
  frame.contentWindow?.postMessage(message, base.origin);

function panelIn(div: Element): void {
  const panel = document.createElement('chouma-panel');
  dress(panel, div);
  div.append(panel);
  import(/* @vite-ignore */ new URL('chouma-panel.js', base).href).catch((error: unknown) => {
    const problem = { code: 'not_loaded', where: 'chouma-panel.js', value: '', allowed: '', message: String(error) };
    tell(div, 'chouma-error', problem);
  });
}

function dress(panel: Element, div: Element): void {
  for (const name of ATTRIBUTES) {
    const value = div.getAttribute(dataOf(name));
    if (value === null) panel.removeAttribute(name);
    else panel.setAttribute(name, value);
  }
  (panel as Element & { quota: QuotaHook | null }).quota = hook;
}

function tell(div: Element, type: string, detail: unknown): void {
  div.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
}

async function lend(frame: HTMLIFrameElement, { n, call, key, expected, desired }: Message): Promise<void> {
  try {
    if (!hook) throw new Error('ChoumaEmbed.quota was not called');
    const [given, before, after] = [key, expected, desired] as [QuotaHook['key'], never, never];
    const value = await (call === 'load' ? hook.load(given) : hook.compareExchange(given, before, after));
    send(frame, messageOf('quota-answer', { n, value }));
  } catch (error) {
    send(frame, messageOf('quota-answer', { n, error: String(error).slice(0, 200) }));
  }
}

function hear(frame: HTMLIFrameElement, message: Message): void {
  const div = frame.parentElement as Element;
  if (message.type === 'height') frame.style.height = `${message['height'] as number}px`;
  if (message.type === 'report') tell(div, 'chouma-report', message['report']);
  if (message.type === 'error') tell(div, 'chouma-error', message['problem']);
  if (message.type === 'quota') tell(div, 'chouma-quota', message['spent']);
  if (message.type === 'quota-call') void lend(frame, message);
}

window.addEventListener('message', ({ data, origin, source }) => {
  if (origin !== base.origin) return;
  const read = readMessage(data, TO_HOST);
  if (!read || 'problem' in read) return;
  for (const frame of document.querySelectorAll<HTMLIFrameElement>(`${SELECTOR} > iframe`))
    if (frame.contentWindow === source) hear(frame, read.message);
});

function follow(div: Element): void {
  const inside = div.querySelector(':scope > iframe, :scope > chouma-panel');
  if (inside instanceof HTMLIFrameElement) send(inside, messageOf('set', settings(div)));
  else if (inside) dress(inside, div);
  else if (div.getAttribute(dataOf('as')) === 'panel') panelIn(div);
  else frameIn(div);
}

const everywhere = (): void => document.querySelectorAll(SELECTOR).forEach(follow);

/** The host's counts for every panel and frame of the page. */
export function quota(given: QuotaHook | null): void {
  hook = given;
  everywhere();
}

function added(node: Node): void {
  if (!(node instanceof Element)) return;
  for (const div of [...(node.matches(SELECTOR) ? [node] : []), ...node.querySelectorAll(SELECTOR)])
    if (!div.querySelector(':scope > iframe, :scope > chouma-panel')) follow(div);
}

new MutationObserver((records) => {
  const changed = new Set<Element>();
  for (const { type, target, addedNodes } of records) {
    if (type === 'childList') addedNodes.forEach(added);
    else if (target instanceof Element && target.matches(SELECTOR)) changed.add(target);
  }
  changed.forEach(follow);
}).observe(document, {
  subtree: true,
  childList: true,
  attributeFilter: ['data-chouma-panel', ...ATTRIBUTES.map(dataOf)],
});
everywhere();
