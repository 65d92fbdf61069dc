// WebKit through WebKitWebDriver under a virtual screen: plain WebDriver calls, one session at a time.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MS = 30_000;

/** Asks until there is an answer that is not null; waits for the condition, not for a time. */
export async function until(what, ask, limit = LIMIT_MS) {
  const end = Date.now() + limit;
  for (;;) {
    const found = await ask();
    if (found !== null && found !== false) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${limit} ms`);
    await pause(50);
  }
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

function miniBrowser() {
  const base = '/usr/lib/x86_64-linux-gnu';
  const folder = readdirSync(base).find(
    (name) => existsSync(`${base}/${name}/MiniBrowser`) && name.startsWith('webkit2gtk-'),
  );
  if (!folder) throw new Error('MiniBrowser of WebKitGTK is not installed');
  return `${base}/${folder}/MiniBrowser`;
}

const ended = (child) => new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve()));
async function end(child) {
  child.kill('SIGTERM');
  await ended(child);
}

/** A screen of our own; its number is what Xvfb chose. */
async function screen() {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stdio[3].once('data', (data) => resolve(String(data).trim()));
  });
  return { child, display: `:${number}` };
}

export async function webkit() {
  const { child: xvfb, display } = await screen();
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
  });
  const root = `http://127.0.0.1:${port}`;
  const call = async (method, path, body) => {
    const response = await fetch(`${root}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
  await until('WebKitWebDriver', () =>
    call('GET', '/status').then(
      () => true,
      () => null,
    ),
  );
  const options = { binary: miniBrowser(), args: ['--automation'] };
  const session = await call('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  });
  const at = `/session/${session.sessionId}`;
  return {
    goto: (url) => call('POST', `${at}/url`, { url }),
    evaluate: (script) => call('POST', `${at}/execute/sync`, { script: `return (${script})()`, args: [] }),
    async click(selector) {
      const element = await call('POST', `${at}/element`, { using: 'css selector', value: selector });
      await call('POST', `${at}/element/${Object.values(element)[0]}/click`, {});
    },
    async close() {
      await call('DELETE', at);
      await end(driver);
      await end(xvfb);
    },
  };
}
