// The documentation: Markdown files of the repository, by docs/contents.json, as pages without scripts beside the served page. A link or an anchor that leads
// nowhere stops the build.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import MarkdownIt from 'markdown-it';

const web = fileURLToPath(new URL('..', import.meta.url));
const root = path.join(web, '..');
const POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";
const WORDS = {
  'zh-CN': { home: '文档', app: '打开筹码', contents: '目录', other: 'English', table: '表' },
  en: {
    home: 'Documentation',
    app: 'Open Chouma',

    contents: 'Contents',
    other: '中文',
    table: 'Table',
  },
};

const escape = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const hashed = (name, bytes) => {
  const { name: stem, ext } = path.parse(name);
  return `${stem}-${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}${ext}`;
};
/** docs/offers.md → offers.html, models/tax/card.md → card-tax.html, packages/chouma/README.md → package-chouma.html */
export function addressOf(file) {
  const { dir, name } = path.posix.parse(file);
  const folder = path.posix.basename(dir);
  if (name === 'card') return `card-${folder}.html`;
  return name === 'README' ? `package-${folder}.html` : `${name}.html`;
}

const plain = (inline) =>
  (inline.children ?? []).map(({ type, content }) => (type === 'softbreak' ? ' ' : content)).join('');
/** As repositories show them: small letters, blanks to hyphens, no other signs. */
const anchorOf = (title) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/** Gives each heading its id; answers with them, in order. */
function headings(tokens) {
  const seen = new Map();
  return tokens.flatMap((token, i) => {
    if (token.type !== 'heading_open') return [];
    const title = plain(tokens[i + 1]);
    const anchor = anchorOf(title);
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    const id = before === 0 ? anchor : `${anchor}-${before}`;
    token.attrSet('id', id);
    return [{ level: Number(token.tag.slice(1)), title, id }];
  });
}

/** Alignment as a class, which the policy lets through; a corner without words is no heading. */
function settleCell(tokens, i) {
  const [open, inline, close] = tokens.slice(i, i + 3);
  const side = open.attrGet('style')?.replace('text-align:', '');
  open.attrs = side ? [['class', side]] : null;
  if (inline.content === '') open.tag = close.tag = 'td';
}

const md = new MarkdownIt({ html: false });
// A table scrolls inside itself, by the keyboard too.
md.renderer.rules.table_open = (tokens, i, options, { lang, tables }) => {
  tables.count += 1;
  return `<div class="wide" tabindex="0" role="region" aria-label="${WORDS[lang].table} ${tables.count}"><table>`;
};
md.renderer.rules.table_close = () => '</table></div>';
const fence = md.renderer.rules.fence;
md.renderer.rules.fence = (...given) => fence(...given).replace('<pre>', '<pre tabindex="0">');

async function readPages(contents) {
  return Promise.all(
    contents.flatMap(({ pages }) =>
      pages.map(async (page) => {
        const tokens = md.parse(await readFile(path.join(root, page.file), 'utf8'), {});
        const found = headings(tokens);
        if (found[0]?.level !== 1) throw new Error(`${page.file} does not begin with a title`);
        return { ...page, tokens, headings: found, title: found[0].title, address: addressOf(page.file) };
      }),
    ),
  );
}

/** Where a link of `page` leads among the pages: null for a file of the repository that is no page. */
function linked(href, page, pages) {
  if (/^[a-z]+:/.test(href)) return href;
  const [file, anchor] = href.split('#');
  const target = file === '' ? page.file : path.posix.join(path.posix.dirname(page.file), file);
  const found = pages.find((one) => one.file === target);
  if (!found) return null;
  if (anchor && !found.headings.some(({ id }) => id === decodeURIComponent(anchor)))
    throw new Error(`${page.file} links to ${href}, and ${target} has no such heading`);
  return `${file === '' ? '' : found.address}${anchor ? `#${anchor}` : ''}`;
}

/** Links between pages, and pictures by the hash of their bytes; `put` writes a file beside the pages. */
async function settleInline(inline, page, pages, put) {
  const dropped = [];
  for (const token of inline.children ?? []) {
    if (token.type === 'link_open') {
      const to = linked(token.attrGet('href'), page, pages);
      dropped.push(to === null);
      if (to === null) token.hidden = true;
      else token.attrSet('href', to);
    }
    if (token.type === 'link_close') token.hidden = dropped.pop();
    if (token.type === 'image') {
      const src = token.attrGet('src');
      const file = path.join(root, path.dirname(page.file), decodeURIComponent(src));
      const bytes = await readFile(file).catch(() => {
        throw new Error(`${page.file} shows ${src}, which is not there`);
      });
      token.attrSet('src', await put(path.basename(src), bytes));
      token.attrSet('loading', 'lazy');
    }
  }
  inline.children = inline.children?.filter(({ hidden }) => !hidden) ?? null;
}

function navigation(contents, pages, current) {
  const { lang } = current;
  const inside = ({ headings: list }) =>
    list
      .filter(({ level }) => level === 2)
      .map(({ id, title }) => `<li><a href="#${escape(id)}">${escape(title)}</a></li>`)
      .join('');
  const entry = (page) => {
    const here = page === current;
    const link = `<a href="${page.address}" lang="${page.lang}"${here ? ' aria-current="page"' : ''}>${escape(page.title)}</a>`;
    return `<li>${link}${here ? `<ul>${inside(page)}</ul>` : ''}</li>`;
  };
  return contents
    .map(({ name, pages: listed }) => {
      // Where a page is there in both languages, the reader's.
      const shown = listed
        .filter((one) => !one.also || one.lang === lang)
        .map(({ file }) => pages.find((page) => page.file === file));
      return `<h2>${name[lang]}</h2><ul>${shown.map(entry).join('')}</ul>`;
    })
    .join('\n');
}

function whole({ lang, title, other, nav, main, sheet, icon }) {
  const s = WORDS[lang];
  const home = lang === 'en' ? 'index-en.html' : 'index.html';
  const alternate = other ? `<link rel="alternate" hreflang="${other.lang}" href="${other.address}" />` : '';
  const change = other ? `<a href="${other.address}" hreflang="${other.lang}" lang="${other.lang}">${s.other}</a>` : '';
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${POLICY}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<title>${escape(title)} · 筹码 Chouma</title>
<link rel="icon" href="${icon}" type="image/svg+xml" />
${alternate}
<link rel="stylesheet" href="${sheet}" />
</head>
<body>
<header class="top"><b><a href="../index.html">筹码 Chouma</a></b><a href="${home}">${s.home}</a><a class="to-nav" href="#contents">${s.contents}</a><span class="end">${change}</span><a href="../index.html">${s.app}</a></header>
<div class="frame">
<main>
${main}
</main>
<nav class="nav" id="contents" aria-label="${s.contents}">
${nav}
</nav>
</div>
</body>
</html>
`;
}

/** The first page of a language: what there is, with a line for each. */
function front(contents, pages, lang) {
  const line = ({ file, about }) => {
    const page = pages.find((one) => one.file === file);
    return `<li lang="${page.lang}"><a href="${page.address}">${escape(page.title)}</a><p>${escape(about)}</p></li>`;
  };
  const section = ({ name, pages: listed }) =>
    `<h2>${name[lang]}</h2><ul class="list">${listed
      .filter((one) => !one.also || one.lang === lang)
      .map(line)
      .join('')}</ul>`;
  return `<h1>${WORDS[lang].home}</h1>${contents.map(section).join('')}`;
}

/** Writes the documentation into `out`/docs; answers with the names of its pages. */
export async function buildDocs(out) {
  const folder = path.join(out, 'docs');
  await mkdir(folder, { recursive: true });
  const put = async (name, bytes) => {
    const address = hashed(name, bytes);
    await writeFile(path.join(folder, address), bytes);
    return address;
  };
  const contents = JSON.parse(await readFile(path.join(web, 'docs/contents.json'), 'utf8'));
  const pages = await readPages(contents);
  const sheets = ['src/styles/tokens.css', 'docs/docs.css'].map((file) => readFile(path.join(web, file), 'utf8'));
  const { code } = await transform((await Promise.all(sheets)).join('\n'), { loader: 'css', minify: true });
  const sheet = await put('docs.css', Buffer.from(code));
  const icon = await put('icon.svg', await readFile(path.join(web, 'icons/icon.svg')));

  for (const page of pages) {
    for (const [i, token] of page.tokens.entries()) {
      if (token.type === 'inline') await settleInline(token, page, pages, put);
      if (token.type === 'th_open' || token.type === 'td_open') settleCell(page.tokens, i);
    }
    const main = md.renderer.render(page.tokens, md.options, { lang: page.lang, tables: { count: 0 } });
    const other = pages.find(({ file }) => file === page.also);
    const html = whole({ ...page, other, nav: navigation(contents, pages, page), main, sheet, icon });
    await writeFile(path.join(folder, page.address), html);
  }
  const fronts = [
    { lang: 'zh-CN', address: 'index.html' },
    { lang: 'en', address: 'index-en.html' },
  ];
  for (const page of fronts) {
    const other = fronts.find((one) => one !== page);
    const main = front(contents, pages, page.lang);
    const nav = navigation(contents, pages, page);
    const html = whole({ ...page, title: WORDS[page.lang].home, other, nav, main, sheet, icon });
    await writeFile(path.join(folder, page.address), html);
  }
}
