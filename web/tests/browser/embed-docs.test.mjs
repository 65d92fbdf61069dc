/* global document */
// The snippets of docs/embed.md, each run as it stands, on a portal with the policy that the docs give for it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { told, until, withPortal } from './embed-support.mjs';
import { launch } from './support.mjs';

const text = readFileSync(new URL('../../../docs/embed.md', import.meta.url), 'utf8');
const blocks = (kind) =>
  [...text.matchAll(new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, body]) =>
    body.replaceAll('https://chouma.example', '{site}'),
  );
const policies = blocks('http').map((line) => line.replace('Content-Security-Policy: ', '').trim());
const snippets = blocks('html');
const [ofFrame, ofPanel] = policies;
/** What the snippets' own inline parts need of the portal; a portal has them in files. */
const inline = (policy) =>
  `${policy.replace('script-src', "script-src 'unsafe-inline'")}; style-src 'unsafe-inline'; img-src data:`;
const plain = (policy) => `${policy}; img-src data:`;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const reported = (page) => until(page, () => window.told.some(({ type }) => type === 'chouma-report'));
const panelAnswers = async (page) => {
  await page.locator('chouma-panel .coef').waitFor();
};

/** In the order of the page: what it is, its policy, and what shows that it works. */
const CHECKS = [
  [
    'the frame',
    plain(ofFrame),
    async (page) => {
      await reported(page);
      await page
        .frameLocator('iframe')
        .getByText(/this posting’s range/)
        .waitFor();
    },
  ],
  ['the panel', plain(ofPanel), panelAnswers],
  [
    'events',
    inline(ofPanel),
    async (page) => {
      await panelAnswers(page);
      assert.match(await page.locator('#median').innerText(), /^\d{4,}$/);
    },
  ],
  [
    'quota',
    inline(ofPanel),
    async (page) => {
      await page.getByText('99 of 100 left this month').waitFor();
      assert.equal((await told(page, 'chouma-quota'))[0].verdict, 'granted');
    },
  ],
  [
    'theming',
    inline(ofPanel),
    async (page) => {
      await panelAnswers(page);
      const style = await page
        .locator('chouma-panel .panel')
        .evaluate((node) => getComputedStyle(node).backgroundColor);
      assert.equal(style, 'rgb(255, 250, 240)');
      await page.getByText('Figures by Chouma').waitFor();
    },
  ],
  [
    'the frame by hand',
    inline(ofFrame),
    async (page) => {
      await page.locator('#pay[data-median]').waitFor();
      await page.waitForFunction(() => Number(document.querySelector('#pay').height) > 300);
    },
  ],
];

test('each snippet and each policy of the docs is run', () => {
  assert.equal(snippets.length, CHECKS.length);
  assert.equal(policies.length, 2);
  for (const policy of policies) assert.doesNotMatch(policy, /'unsafe-(eval|inline)'/);
});

CHECKS.forEach(([what, csp, check], i) =>
  test(`docs: ${what}`, () => withPortal(browser, { csp, body: snippets[i], options: { locale: 'en-GB' } }, check)),
);

/** What the browser refused by the policy, by directive. */
const watchPolicy = (page) =>
  page.addInitScript(() => {
    window.refused = [];
    document.addEventListener('securitypolicyviolation', (event) => window.refused.push(event.effectiveDirective));
  });
for (const [what, policy, snippet, missing] of [
  ['the frame without frame-src', ofFrame, 0, 'frame-src'],
  ['the panel without wasm-unsafe-eval', ofPanel, 1, "'wasm-unsafe-eval'"],
  ['the panel without worker-src', ofPanel, 1, 'worker-src blob:'],
  ['the panel without connect-src', ofPanel, 1, 'connect-src'],
])
  test(`the policies hold no more than is needed: ${what} is refused`, () => {
    const less = missing.endsWith('-src')
      ? policy.replace(new RegExp(`; ${missing} \\S+`), '')
      : policy.replace(missing, '');
    assert.notEqual(less, policy);
    return withPortal(
      browser,
      {
        csp: plain(less),
        body: snippets[snippet],
        prepare: watchPolicy,
        expected: [
          /Content Security Policy|Content-Security-Policy/,
          /CompileError/,
          /ERR_BLOCKED_BY_CSP/,
          /recipient window's origin \('null'\)/,
        ],
      },
      async (page) => {
        if (snippet === 1) await page.locator('chouma-panel').getByRole('alert').waitFor();
        else await until(page, () => window.refused.includes('frame-src'));
        assert.deepEqual(await told(page, 'chouma-report'), []);
      },
    );
  });
