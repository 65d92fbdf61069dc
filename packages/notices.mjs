// Third-party notices, from the rows of notices.json: what is inside which product, under which licence, and the licences' texts.
//   noticesFor('page')     rows {name, version, url, copyright, licence, licenceUrl, where, texts}; the uses are in notices.json
//   dataFor('page')        rows {folder, contains, licence, licenceUrl} about the models
//   noticesText('page')    all of it as one Markdown document
// usage: node packages/notices.mjs    writes cmake/THIRD-PARTY.md, which is installed with the command and the library
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const { uses, rows, data } = JSON.parse(read('notices.json'));

const toolVersions = Object.fromEntries(
  [...read('../toolchain/versions.sh').matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
);
const npmFile = (path) => read(`../web/node_modules/${path}`);

function versionOf({ version, npm, with: host }) {
  if (npm) return JSON.parse(npmFile(`${npm}/package.json`)).version;
  return host ? `(with ${host})` : toolVersions[version];
}

/** The licence as its authors distribute it: from the npm package that brings it, else from licences/. */
const textOf = (source) => {
  const file = source.startsWith('npm:') ? npmFile(source.slice('npm:'.length)) : read(`licences/${source}`);
  return file.trim();
};

function partsOf(use) {
  if (use in uses) return uses[use];
  throw new Error(`use is ${use}; allowed: ${Object.keys(uses).join(', ')}`);
}

export const noticesFor = (use) =>
  rows
    .filter(({ part }) => partsOf(use).includes(part))
    .map(({ name, url, copyright, licence, licenceUrl, where, texts, ...row }) => ({
      ...{ name, version: versionOf(row), url, copyright, licence, licenceUrl, where },
      texts: texts.map(textOf),
    }));

export const dataFor = (use) =>
  data.filter(({ part }) => partsOf(use).includes(part)).map(({ part: _part, ...row }) => row);

const table = (head, lines) =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...lines.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');

/** Each text once, under the names of those who use it. */
function texts(notices) {
  const users = new Map();
  for (const { name, licence, texts: own } of notices)
    for (const text of own) users.set(text, [...(users.get(text) ?? []), { name, licence }]);
  return [...users].map(([text, by]) => `## ${by[0].licence}: ${by.map(({ name }) => name).join('; ')}\n\n${text}`);
}

export function noticesText(use) {
  const notices = noticesFor(use);
  return `${[
    '# Third-party notices',
    'What stands in this distribution of Chouma beside its own code (LICENSE, MIT).',
    '## Compiled in',
    table(
      ['What', 'Copyright', 'Licence', 'Use'],
      notices.map((n) => [
        `[${n.name}](${n.url}) ${n.version}`,
        n.copyright,
        `[${n.licence}](${n.licenceUrl})`,
        n.where,
      ]),
    ),
    '## In the models',
    table(
      ['Folder', 'Contains', 'Licence'],
      dataFor(use).map((d) => [`\`${d.folder}\``, d.contains, `[${d.licence}](${d.licenceUrl})`]),
    ),
    "Each folder's `card.md`, among the models of the project, names its sources.",
    ...texts(notices),
  ].join('\n\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('../cmake/THIRD-PARTY.md', import.meta.url), noticesText('native'));
