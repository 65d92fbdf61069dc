// Everything that a browser asks of any network goes through this proxy and is written down: pages, workers, service workers,
// beacons, sockets and the browser itself. What is asked of `own` is answered; the rest gets nothing.
import { createServer, request } from 'node:http';

/** Where Chromium asks by itself, for its account, for kinds of form fields, for updates of its parts. */
const CHROMIUM = ['google.com', 'googleapis.com', 'gvt1.com', 'gstatic.com'];
export function byItself({ method, url }) {
  const { hostname } = new URL(method === 'CONNECT' ? `https://${url}` : url);
  return CHROMIUM.some((its) => hostname === its || hostname.endsWith(`.${its}`));
}

export async function recordingProxy() {
  const asked = [];
  const own = new Set();
  const proxy = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    asked.push({ method, url });
    if (!own.has(new URL(url).origin)) return void outgoing.writeHead(502).end();
    const forward = request(url, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    forward.on('error', () => outgoing.destroy());
    incoming.pipe(forward);
  });
  proxy.on('connect', ({ url }, socket) => {
    asked.push({ method: 'CONNECT', url });
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise((done) => proxy.listen(0, '127.0.0.1', done));
  return {
    server: `http://127.0.0.1:${proxy.address().port}`,
    asked,
    own,
    close: () =>
      new Promise((closed) => {
        proxy.close(closed);
        proxy.closeAllConnections();
      }),
  };
}
