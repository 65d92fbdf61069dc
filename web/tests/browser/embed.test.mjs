/* global document, customElements, indexedDB */
// <chouma-panel> on a portal of another origin: one engine for all, what each mode tells, refusals, theming, quota.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { answered, PANEL, PANEL_CSP, POSTING, told, until, withPortal } from './embed-support.mjs';
import { launch, site } from './support.mjs';

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const recruiter = (more = '', id = 'a') =>
  `<chouma-panel id="${id}" mode="recruiter" posting="${POSTING}" range="15000-26000" ${more}></chouma-panel>`;
const candidate = (more = '', id = 'a') => `<chouma-panel id="${id}" skills="Go, eBPF" ${more}></chouma-panel>`;
const open = (body, check, more = {}) => withPortal(browser, { head: PANEL, csp: PANEL_CSP, body, ...more }, check);
const english = { locale: 'en-GB' };
/** Text of the panel as it is shown. */
const shown = (page, id = 'a') => page.locator(`#${id} .panel`).innerText();

test('three panels under the policy of the docs share one worker, and the last to leave closes it', () =>
  open(recruiter() + candidate('', 'b') + candidate('city="上海"', 'c'), async (page) => {
    for (const id of ['a', 'b', 'c']) await answered(page, id);
    assert.equal(page.workers().length, 1);
    const loads = await page.evaluate(() => window.sent.filter(({ type }) => type === 'load').length);
    assert.equal(loads, 1);
    await page.evaluate(() => document.querySelector('main').prepend(document.querySelector('#c')));
    await page.evaluate(() => ['a', 'b'].forEach((id) => document.getElementById(id).remove()));
    assert.equal(page.workers().length, 1);
    const [worker] = page.workers();
    const closed = new Promise((done) => worker.once('close', done));
    await page.evaluate(() => document.querySelector('#c').remove());
    await closed;
    await page.evaluate(() => {
      window.told = [];
      document.querySelector('main').innerHTML = '<chouma-panel id="d" skills="Go"></chouma-panel>';
    });
    await answered(page, 'd');
    assert.equal(page.workers().length, 1);
  }));

test('two addresses of the script, stable and versioned, are one element', () =>
  open(candidate(), async (page, { chouma }) => {
    await answered(page);
    const text = await (await fetch(`${chouma.url}embed/chouma-panel.js`)).text();
    const [versioned] = /chouma-panel-[0-9a-f]{8}\.js/.exec(text);
    await page.evaluate((url) => import(url), `${chouma.url}embed/${versioned}`);
    assert.ok(await page.evaluate(() => customElements.get('chouma-panel') !== undefined));
  }));

/** Names that a recruiter's page may see, all of them. */
const SEEN = new Set(
  `schema engine error code where value allowed message lexicon id hash model mode source fitted_on period rows companies held_out
  posting profile mean_pinball coverage_80 mdape skills name name_zh kind category strength origin spans removed counted worth
  unknown_tags years education level city en zh pay currency quantiles p amount median_interval base_median annual months twelve
  usual low mid high share_stated contributions log factor interval premium coefficient raw clamped base parts tags names parent
  prior estimate weight unknown elasticity elasticity_interval overlap k screening swap declared asked probability threshold
  claimed posted wording span negotiable low high monthly_low monthly_high ends guaranteed_low guaranteed_high variable equity after_tax
  confidence percentile_low percentile_high match met partly missing items status warnings asked_in host_id`.split(
    /\s+/,
  ),
);
const ASKED = ['schema', 'id', 'text', 'tags', 'city', 'years', 'education', 'level', 'resume', 'today', 'want'];
const names = (value) =>
  Array.isArray(value)
    ? value.flatMap(names)
    : value && typeof value === 'object'
      ? Object.entries(value).flatMap(([name, inner]) => [name, ...names(inner)])
      : [];

test('a recruiter’s page sees what is listed by name, over several requests; the engine is never given nor asked the rest; nothing is stored', () =>
  open(recruiter('host-id="job-7"'), async (page) => {
    await answered(page);
    const changes = [
      { years: 7, resume: '7 年 Go，底线 41237，期望 51239。\n项目：eBPF 观测。' },
      { posting: 'Go 后端，精通 Rust async，30-45K·16薪', range: { low: 31_111, high: 46_666 } },
      { city: '北京', skills: ['Go', 'eBPF', 'WASM'], level: 'senior', education: 'master' },
    ];
    for (const change of changes) {
      await page.evaluate((given) => {
        window.told = [];
        Object.assign(document.querySelector('#a'), given);
      }, change);
      await answered(page);
      const reports = await told(page, 'chouma-report');
      const seen = names(reports);
      assert.deepEqual(
        [...new Set(seen)].filter((name) => !SEEN.has(name)),
        [],
      );
      assert.ok(reports.every((report) => report.host_id === 'job-7' && report.asked_in === 'recruiter'));
      assert.ok(!/\b(41237|51239)\b|walk|opening|anchor/.test(JSON.stringify(reports)));
      assert.doesNotMatch(await shown(page), /41,?237|51,?239|底线 ¥|开价 ¥|目标/);
    }
    const sent = await page.evaluate(() => window.sent);
    const requests = sent.flatMap(({ request }) => request ?? []);
    assert.ok(requests.length >= 4);
    for (const request of requests) {
      assert.deepEqual(
        Object.keys(request).filter((name) => !ASKED.includes(name)),
        [],
      );
      assert.deepEqual(
        request.want.filter((section) => section !== 'screening'),
        [],
      );
    }
    const kinds = sent.flatMap(({ kinds }) => kinds ?? []);
    for (const kind of ['anchors', 'negotiation', 'talk', 'advice', 'packages', 'tax'])
      assert.ok(!kinds.includes(kind), kind);
    assert.equal(await page.locator('#a').locator('input, textarea, select, [contenteditable]').count(), 0);
    assert.deepEqual(await page.evaluate(() => window.stored), []);
    assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).length), 0);
  }));

for (const [given, zh, en] of [
  [
    'range="15000-26000"',
    '招聘方模式需要岗位原文，网站没有给出。',
    /needs the posting’s text, which this site has not given/,
  ],
  [
    'posting="Go"',
    '招聘方模式需要岗位的薪酬区间，网站没有给出。',
    /needs the posting’s pay range, which this site has not given/,
  ],
  ['', '招聘方模式需要岗位原文和薪酬区间，网站都没有给出。', /needs the posting’s text and its pay range/],
])
  test(`a recruiter’s panel with ${given || 'nothing'} says in one sentence what is missing, and asks nothing`, () =>
    open(`<chouma-panel id="a" mode="recruiter" ${given}></chouma-panel>`, async (page) => {
      await page.locator('#a').getByText(zh).waitFor();
      await page.locator('#a').getByRole('button', { name: 'EN' }).click();
      await page.locator('#a').getByText(en).waitFor();
      await page.evaluate(() => document.querySelector('#a').setAttribute('theme', 'dark'));
      assert.deepEqual(await page.evaluate(() => window.sent.filter(({ type }) => type === 'analyze')), []);
    }));

test('a candidate types, picks what to learn next, and no act leaves the panel', () =>
  open(
    '<chouma-panel id="a"></chouma-panel>',
    async (page) => {
      await page.evaluate(() => {
        window.leaked = [];
        document.addEventListener('act', () => window.leaked.push(1));
      });
      await page.locator('#a textarea').fill('Go backend, Kubernetes, 5+ years, Shanghai');
      await answered(page);
      assert.match(await shown(page), /Median ¥[\d,]+ a month/);
      const next = page.locator('#a ch-next-chips button').first();
      const name = await next.innerText();
      await page.evaluate(() => (window.told = []));
      await next.press('Enter');
      await page.locator('#a [part=chips]').getByText(name.trim(), { exact: true }).waitFor();
      assert.deepEqual(await page.evaluate(() => window.leaked), []);
      assert.deepEqual(await page.evaluate(() => window.stored), []);
    },
    { options: english },
  ));

test('the range of the host is drawn and the median placed in it', () =>
  open(
    recruiter(),
    async (page) => {
      await answered(page);
      const [report] = await told(page, 'chouma-report');
      const median = report.pay.quantiles[2].amount;
      assert.ok(median > 15_000 && median < 26_000, `${median}`);
      const share = `${(((median - 15_000) / 11_000) * 100).toFixed(0)}%`;
      assert.ok((await shown(page)).includes(`${share} of the way up this posting’s range`));
      await page
        .locator('#a')
        .getByRole('img', { name: /15,000 – 26,000/ })
        .waitFor();
      await page.evaluate(() => (document.querySelector('#a').range = { low: 1_000, high: 2_000 }));
      await page
        .locator('#a')
        .getByText(/above this posting’s range/)
        .waitFor();
    },
    { options: english },
  ));

test('a range in a candidate’s text is drawn, and a swapped stack told', () =>
  open(
    '<chouma-panel id="a"></chouma-panel>',
    async (page) => {
      await page
        .locator('#a textarea')
        .fill(
          'Senior Go engineer, 18-25K, 3+ years\nMostly Go; rewrite the forwarding layer on tokio\nRewrite the management interface on hyper\nRequired: Kubernetes; fluent in Pin / Unpin and async traits',
        );
      await page.locator('#a').getByText('says Go, asks for Rust').waitFor();
      await page
        .locator('#a')
        .getByRole('img', { name: /18,000 – 25,000/ })
        .waitFor();
      assert.match(await shown(page), /this posting’s range/);
    },
    { options: english },
  ));

test('what a host gives wrongly is named, on the panel and in an event, and nothing is asked', () =>
  open('<chouma-panel id="a" posting="Go" years="61" range="x"></chouma-panel>', async (page) => {
    await page.locator('#a').getByText('years is 61; allowed: a number from 0 to 60.').waitFor();
    const errors = await told(page, 'chouma-error');
    assert.deepEqual(errors.map(({ where }) => where).sort(), ['range', 'years']);
    assert.deepEqual(await page.evaluate(() => window.sent.filter(({ type }) => type === 'analyze')), []);
    await page.evaluate(() => {
      document.querySelector('#a').setAttribute('years', '6');
      document.querySelector('#a').removeAttribute('range');
    });
    await answered(page);
  }));

test('a mode that is neither is refused, not guessed', () =>
  open('<chouma-panel id="a" posting="Go" mode="admin"></chouma-panel>', async (page) => {
    await page.locator('#a').getByText('mode is admin; allowed: candidate, recruiter.').waitFor();
    assert.deepEqual(await page.evaluate(() => window.sent.filter(({ type }) => type === 'analyze')), []);
  }));

const broken = /Failed to load resource|ERR_FAILED/;
test('an engine that does not load is said and told, and starts when asked again', () =>
  open(
    recruiter(),
    async (page) => {
      const alert = page.locator('#a').getByRole('alert');
      await alert.waitFor();
      const [error] = await told(page, 'chouma-error');
      assert.equal(error.code, 'not_loaded');
      await page.unroute(/\.wasm$/);
      await alert.getByRole('button').click();
      await answered(page);
      assert.equal(await alert.count(), 0);
    },
    { prepare: (page) => page.route(/\.wasm$/, (route) => route.abort()), expected: [broken] },
  ));

for (const [what, file] of [
  ['model', /model-[0-9a-f]+\.json$/],
  ['later table', /swaps-[0-9a-f]+\.json$/],
])
  test(`a ${what} that the engine refuses is said and told`, () =>
    open(
      recruiter(),
      async (page) => {
        await until(page, () => window.told.some(({ type }) => type === 'chouma-error'));
        const [error] = await told(page, 'chouma-error');
        assert.ok(error.code && error.message.length > 10, JSON.stringify(error));
        await page.locator('#a .warn').getByText(error.code).first().waitFor();
      },
      {
        prepare: (page) =>
          page.route(file, (route) =>
            route.fulfill({ body: '{"format":"else/9"}', headers: { 'access-control-allow-origin': '*' } }),
          ),
      },
    ));

test('a later table that does not load is said and told, and the answer stays', () =>
  open(
    recruiter(),
    async (page) => {
      await until(page, () => window.told.some(({ type }) => type === 'chouma-error'));
      const [error] = await told(page, 'chouma-error');
      assert.equal(error.code, 'not_loaded');
      await page.locator('#a .warn').getByText('not_loaded').waitFor();
      assert.match(await page.locator('#a .coef').innerText(), /\d\.\d\d/);
    },
    { prepare: (page) => page.route(/swaps-/, (route) => route.abort()), expected: [broken] },
  ));

/** A host's counts in memory, `used` of `monthly` spent this month. */
const lend = (page, used, limits) =>
  page.evaluate(
    ([spent, allowed]) => {
      const now = new Date();
      let state = {
        month: now.getUTCFullYear() * 12 + now.getUTCMonth(),
        used_in_month: spent,
        second: 0,
        used_in_second: 0,
      };
      window.swaps = 0;
      document.querySelector('#a').quota = {
        key: { user: 'u', resource: 'panel' },
        limits: allowed,
        load: async () => state,
        compareExchange: async (key, expected, desired) => {
          if (JSON.stringify(expected) !== JSON.stringify(state)) return false;
          window.swaps += 1;
          state = desired;
          return true;
        },
      };
    },
    [used, limits],
  );
const give = (page, given) => page.evaluate((all) => Object.assign(document.querySelector('#a'), all), given);
const quotaOf = (page, verdict) =>
  until(
    page,
    (wanted) => window.told.some(({ type, detail }) => type === 'chouma-quota' && detail.verdict === wanted),
    verdict,
  );

test('the quota: each analysis spends one, what is left stands below, and the end of the month is said', () =>
  open('<chouma-panel id="a" lang="en"></chouma-panel>', async (page) => {
    await page.locator('#a .panel').waitFor();
    await lend(page, 98, { monthly: 100, per_second: 1000 });
    await give(page, { posting: 'Go, Kubernetes' });
    await answered(page);
    await page.locator('#a').getByText('1 of 100 left this month').waitFor();
    await give(page, { lang: 'zh-CN' });
    await page.locator('#a').getByText('本月还可用 1 / 100 次').waitFor();
    await give(page, { lang: 'en', posting: 'Go, eBPF' });
    await page.locator('#a').getByText('0 of 100 left this month').waitFor();
    const before = await page.locator('#a .coef').innerText();
    await give(page, { posting: 'Go, WASM' });
    await quotaOf(page, 'monthly_quota_exhausted');
    await page
      .locator('#a')
      .getByText(/^100 of 100\. It returns on 1 \w+\. Results already shown stay open\.$/)
      .waitFor();
    assert.equal(await page.locator('#a .coef').innerText(), before);
    assert.equal(await page.evaluate(() => window.swaps), 2);
    const refused = (await told(page, 'chouma-quota')).at(-1);
    assert.deepEqual([refused.verdict, refused.left], ['monthly_quota_exhausted', 0]);
  }));

test('the quota: what came too quickly waits for the next second and is then asked', () =>
  open('<chouma-panel id="a" lang="en"></chouma-panel>', async (page) => {
    await page.locator('#a .panel').waitFor();
    await page.clock.install({ time: new Date('2026-11-20T08:00:00.100Z') });
    await lend(page, 0, { monthly: 100, per_second: 1 });
    await give(page, { posting: 'Go, Kubernetes' });
    await page.clock.runFor(50);
    await quotaOf(page, 'granted');
    await give(page, { posting: 'Go, eBPF' });
    await page.clock.runFor(50);
    await quotaOf(page, 'rate_limited');
    await page
      .locator('#a')
      .getByText(/^At most 1 a second\./)
      .waitFor();
    await page.clock.runFor(1000);
    await until(page, () => window.swaps === 2);
    await page
      .locator('#a')
      .getByText(/^At most 1 a second\./)
      .waitFor({ state: 'detached' });
  }));

test('the quota: a store that fails is said and told, and nothing is asked', () =>
  open('<chouma-panel id="a" lang="en"></chouma-panel>', async (page) => {
    await page.locator('#a .panel').waitFor();
    await page.evaluate(() =>
      Object.assign(document.querySelector('#a'), {
        posting: 'Go',
        quota: {
          key: { user: 'u', resource: 'r' },
          limits: { monthly: 1, per_second: 1 },
          load: () => Promise.reject(new Error('disk full')),
          compareExchange: () => true,
        },
      }),
    );
    await page.locator('#a').getByText('disk full').waitFor();
    const [error] = await told(page, 'chouma-error');
    assert.deepEqual([error.code, error.where], ['internal', 'quota.load']);
    assert.deepEqual(await page.evaluate(() => window.sent.filter(({ type }) => type === 'analyze')), []);
  }));

const colour = (page, selector, property, id = 'a') =>
  page
    .locator(`#${id} ${selector}`)
    .first()
    .evaluate((node, name) => getComputedStyle(node)[name], property);

test('a host’s colours, type and radii are taken, its parts and slots reached', () =>
  open(
    `${recruiter()}`.replace(
      '</chouma-panel>',
      '<b slot="header">Harbour</b><i slot="footer">by Chouma</i></chouma-panel>',
    ),
    async (page) => {
      await answered(page);
      assert.equal(await colour(page, '.panel', 'backgroundColor'), 'rgb(255, 250, 240)');
      assert.equal(await colour(page, '.panel', 'borderRadius'), '20px');
      assert.match(await colour(page, '.panel', 'fontFamily'), /^Georgia/);
      assert.equal(await colour(page, '.f-mid', 'stroke'), 'rgb(11, 93, 59)');
      assert.equal(await colour(page, 'footer', 'backgroundColor'), 'rgb(1, 2, 3)');
      await page.getByText('Harbour').waitFor();
      await page.getByText('by Chouma').waitFor();
      assert.equal(await page.locator('#a header b').getByText('筹码').isVisible(), false);
    },
    {
      csp: undefined,
      head: `${PANEL}<style>chouma-panel{--you:#0b5d3b;--paper:#fffaf0;--font-ui:Georgia,serif;--r-card:20px}
        chouma-panel::part(footer){background:rgb(1,2,3)}</style>`,
    },
  ));

test('colours of too little contrast fall back, and the console is told once for all panels', () =>
  open(
    recruiter() + recruiter('', 'b'),
    async (page, { complaints }) => {
      await answered(page, 'a');
      await answered(page, 'b');
      assert.equal(await colour(page, '.panel', 'backgroundColor'), 'rgb(255, 255, 255)');
      assert.equal(await colour(page, '.f-mid', 'stroke', 'b'), 'rgb(35, 74, 154)');
      assert.deepEqual(complaints.filter((text) => text.includes('--you')).length, 1);
      assert.match(
        complaints.find((text) => text.includes('--you')),
        /contrast of 1\.\d\d with the paper; at least 4\.5/,
      );
      // The dark theme carries the same accent.
      await give(page, { theme: 'dark' });
      await page.waitForFunction(
        () =>
          getComputedStyle(document.querySelector('#a').shadowRoot.querySelector('.f-mid')).stroke ===
          'rgb(127, 214, 164)',
      );
    },
    {
      csp: undefined,
      head: `${PANEL}<style>chouma-panel{--you:#7fd6a4}</style>`,
      options: { colorScheme: 'light' },
      expected: [/--you/],
    },
  ));

test('a host’s own type, widths and root size leave the panel as it is', () =>
  open(
    recruiter(),
    async (page) => {
      await answered(page);
      assert.equal(await colour(page, '.panel', 'fontSize'), '13px');
      assert.equal(await colour(page, '.panel', 'textAlign'), 'left');
      const wide = await page.evaluate(() => {
        const inside = document.querySelector('#a').shadowRoot.querySelector('.panel');
        return [inside.scrollWidth - inside.clientWidth, document.documentElement.scrollWidth - window.innerWidth];
      });
      assert.ok(
        wide.every((over) => over <= 0),
        `${wide}`,
      );
    },
    {
      csp: undefined,
      options: { viewport: { width: 320, height: 800 } },
      head: `${PANEL}<style>html{font-size:62.5%}body{margin:0;text-align:center;text-transform:uppercase;font-size:30px}div,p,h3{margin:40px;color:red}</style>`,
    },
  ));

test('keyboard: language, details and chips are reached in the order in which they stand', () =>
  open(
    candidate('city="上海"'),
    async (page) => {
      await answered(page);
      const order = [];
      for (let i = 0; i < 8; i += 1) {
        await page.keyboard.press('Tab');
        order.push(
          await page.evaluate(() => {
            const at = document.activeElement?.shadowRoot?.activeElement;
            return at?.tagName === 'BUTTON' ? at.textContent.trim() : (at?.tagName ?? '');
          }),
        );
      }
      assert.deepEqual(order.slice(0, 4), ['中', 'EN', 'TEXTAREA', 'SUMMARY']);
      await page.locator('#a summary').press('Enter');
      await page.locator('#a ch-why table').waitFor();
      await page.locator('#a').getByRole('button', { name: '中' }).press('Enter');
      await page.locator('#a').getByText('依据').waitFor();
    },
    { options: english },
  ));

test('every script says what is in it and under which licence', async () => {
  const scripts = readdirSync(`${site}/embed`).filter((name) => /^(chouma-(embed|panel-.*)|frame-.*)\.js$/.test(name));
  assert.equal(scripts.length, 3);
  for (const name of scripts) {
    const head = readFileSync(`${site}/embed/${name}`, 'utf8').slice(0, 900);
    for (const part of [/^\/\*! Chouma, MIT/, /Lit .*BSD 3-Clause/, /JSON for Modern C\+\+.*MIT/s, /Eigen.*MPL 2\.0/s])
      assert.match(head, part, name);
  }
  const notices = readFileSync(`${site}/embed/NOTICES.md`, 'utf8');
  for (const part of [/Copyright \(c\) 2017 Google LLC/, /Mozilla Public License Version 2\.0/, /Niels Lohmann/])
    assert.match(notices, part);
});

async function violations(page) {
  await page.evaluate(axe);
  const { violations: found, passes } = await page.evaluate(() =>
    window.axe.run(document, {
      resultTypes: ['violations', 'passes'],
      rules: { 'page-has-heading-one': { enabled: false } },
    }),
  );
  assert.ok(passes.length > 10, 'axe looked at the page');
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
  );
}
const opened = async (page) => {
  await answered(page);
  await page.evaluate(() =>
    document
      .querySelector('#a')
      .shadowRoot.querySelectorAll('details')
      .forEach((details) => (details.open = true)),
  );
};
const exhausted = async (page) => {
  await page.locator('#a .panel').waitFor();
  await lend(page, 100, { monthly: 100, per_second: 10 });
  await give(page, { posting: 'Go' });
  await page.locator('#a .quota').waitFor();
};
const EMPTY = '<chouma-panel id="a"></chouma-panel>';
for (const [name, body, state, options] of [
  ['recruiter, zh, light, opened up', recruiter(), opened, { colorScheme: 'light' }],
  ['recruiter, en, dark, opened up', recruiter(), opened, { ...english, colorScheme: 'dark' }],
  ['candidate, zh, dark, opened up', candidate(), opened, { colorScheme: 'dark' }],
  ['candidate, en, light', candidate(), answered, { ...english, colorScheme: 'light' }],
  ['empty, zh, light', EMPTY, (page) => page.locator('#a textarea').waitFor(), { colorScheme: 'light' }],
  [
    'missing, en, dark',
    '<chouma-panel id="a" mode="recruiter"></chouma-panel>',
    (page) => page.locator('#a .warn').waitFor(),
    { ...english, colorScheme: 'dark' },
  ],
  [
    'refused, zh, light',
    '<chouma-panel id="a" posting="Go" years="61"></chouma-panel>',
    (page) => page.locator('#a .warn').waitFor(),
    {},
  ],
  ['quota used up, zh, light', EMPTY, exhausted, { colorScheme: 'light' }],
  ['quota used up, en, dark', EMPTY, exhausted, { ...english, colorScheme: 'dark' }],
])
  test(`axe: ${name}`, () =>
    open(
      body,
      async (page) => {
        await state(page);
        assert.deepEqual(await violations(page), []);
      },
      // axe is put in by the test; the policy is that of every other one.
      { options: { ...options, bypassCSP: true } },
    ));

test('axe: an engine that failed', () =>
  open(
    recruiter(),
    async (page) => {
      await page.locator('#a').getByRole('alert').waitFor();
      assert.deepEqual(await violations(page), []);
    },
    {
      prepare: (page) => page.route(/\.wasm$/, (route) => route.abort()),
      expected: [broken],
      options: { bypassCSP: true },
    },
  ));
