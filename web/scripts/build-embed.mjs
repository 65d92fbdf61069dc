// Builds what portals embed into embed/ of the site, from src/embed and web/embed.
//   chouma-panel.js        <chouma-panel>, by a stable address; it loads chouma-panel-HASH.js, which may be named too
//   chouma-embed.js        turns <div data-chouma-panel> into frames or panels
//   frame.html, frame-*.js the page for an <iframe>
//   demo*.html             three invented portals
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';
import { noticesText } from '../../packages/notices.mjs';

/** What the engine that a panel loads can do without: the candidate's anchors, talk, negotiation and offers. */
const NEVER = ['anchors', 'negotiation', 'talk', 'tax', 'packages', 'advice'];

const BANNER = `/*! Chouma, MIT. The panel contains Lit (lit, lit-html, lit-element, @lit/reactive-element), Copyright 2017 Google LLC, BSD 3-Clause.
It loads an engine that contains JSON for Modern C++ 3.11.2, Copyright 2013-2022 Niels Lohmann, MIT; fast_float 3.9.0, Copyright 2021
The fast_float authors, MIT; Eigen 3.4.0, Copyright Benoit Jacob, Gael Guennebaud and the other authors of Eigen, MPL 2.0
(https://gitlab.com/libeigen/eigen, https://mozilla.org/MPL/2.0/); and musl and compiler-rt by Emscripten, MIT. The licences in full: NOTICES.md beside this file. */
`;

/** The page's sheets for one shadow root: what was the document's is the panel's, and its width counts, not the window's. */
export const scoped = (css) =>
  css
    .replace(/@page\s*\{[^}]*\}/g, '')
    .replace(/:root\b/g, '.chouma')
    .replace(/(^|[\s,}])html(?=[\s,{])/g, '$1.chouma')
    .replace(/@media \(max-width: (\d+px)\)/g, '@container chouma (max-width: $1)')
    // A host may set the root's size to whatever it likes.
    .replace(/(\d*\.?\d+)rem\b/g, (_, n) => `${Number(n) * 16}px`);

const digest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 8);
const SHEET = '__CHOUMA_PANEL_SHEET__';

function plugin(assets, worker) {
  const list = assets
    .filter(({ kind, group }) => (group === undefined || group === 'later') && !NEVER.includes(kind))
    .map(({ kind, group, bytes, path: file }) => ({ kind, group, size: bytes.length, path: file }));
  const modules = {
    'virtual:worker-text': JSON.stringify(worker),
    'virtual:embed-assets': JSON.stringify(list),
    'virtual:embed-style': JSON.stringify(SHEET),
  };
  return {
    name: 'chouma-embed',
    resolveId: (id) => (id in modules ? `\0${id}` : null),
    load: (id) => (id.slice(1) in modules ? `export default ${modules[id.slice(1)]}` : null),
  };
}

/** One script from one source, with the style sheets that it imports inside it. */
async function script(web, entry, format, plugins) {
  const result = await build({
    configFile: false,
    root: web,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    plugins,
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      cssMinify: false,
      lib: { entry: path.join(web, entry), formats: [format], name: 'ChoumaEmbed' },
    },
  });
  const { output } = [result].flat()[0];
  const css = output.find((o) => o.fileName.endsWith('.css'))?.source.toString() ?? '';
  const quoted = new RegExp(`(["'\`])${SHEET}\\1`);
  return BANNER + output.find((o) => o.type === 'chunk').code.replace(quoted, () => JSON.stringify(scoped(css)));
}

export async function buildEmbed({ web, out, assets, worker, csp }) {
  const folder = path.join(out, 'embed');
  const put = (name, text) => writeFile(path.join(folder, name), text);
  await mkdir(folder, { recursive: true });

  const plugins = [plugin(assets, worker)];
  const [panel, frame, embed] = await Promise.all([
    script(web, 'src/embed/main.ts', 'es', plugins),
    script(web, 'src/embed/frame.ts', 'es', plugins),
    script(web, 'src/embed/snippet.ts', 'iife', plugins),
  ]);
  const [panelName, frameName] = [`chouma-panel-${digest(panel)}.js`, `frame-${digest(frame)}.js`];
  await put(panelName, panel);
  await put('chouma-panel.js', `if (!customElements.get('chouma-panel')) await import('./${panelName}');\n`);
  await put(frameName, frame);
  await put('chouma-embed.js', embed);
  await put('NOTICES.md', noticesText('panel'));

  const pages = path.join(web, 'embed');
  for (const name of await readdir(pages)) {
    const text = await readFile(path.join(pages, name), 'utf8');
    await put(name, text.replace('<!-- csp -->', csp).replace('frame.js', frameName));
  }
}
