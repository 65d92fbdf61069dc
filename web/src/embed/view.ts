/** What the panel draws: the page's own parts on the panel's narrow sheet. Everything shown is in the allowed report. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PremiumPart, Problem, Report } from '../engine/generated/report.ts';
import { annual, clampNote, twoAnswers } from '../parts/answer/words.ts';
import '../parts/answer/answer.css';
import { patterns } from '../parts/axis/draw.ts';
import { rich } from '../parts/base/rich.ts';
import { chip } from '../parts/chip/chip.ts';
import '../parts/next-chips/next-chips.ts';
import '../parts/notices/notices.ts';
import '../parts/paste-box/paste-box.ts';
import '../parts/pay-band/pay-band.ts';
import '../parts/why/why.ts';
import { rodsOf } from '../state/chips.ts';
import { factor, percent, range, whole, yuan } from '../state/format.ts';
import { say } from '../state/posting.ts';
import type { Domain } from '../state/scale.ts';
import { marksOf } from '../state/spans.ts';
import type { EngineState, Lang } from '../state/state.ts';
import type { EmbedStrings } from '../strings/embed.ts';
import type { Mode } from './given.ts';
import type { QuotaLimits, Spent } from './quota.ts';

export interface View {
  s: EmbedStrings;
  lang: Lang;
  mode: Mode;
  engine: EngineState;
  /** What the host gave and cannot be read, and what did not load of the later files. */
  problems: Problem[];
  missing: ('posting' | 'range')[];
  /** The allowed part of the report with the range that the host gave; null before there is one. */
  report: Report | null;
  domain: Domain;
  spent: Spent | null;
  limits: QuotaLimits | null;
  /** What is typed here, and whether the report answers it; null where the host gives the posting. */
  typed: { text: string; answered: boolean } | null;
  /** The host has put something into the footer. */
  footed: boolean;
  setLang(lang: Lang): void;
}

const LANGS: [Lang, string][] = [
  ['zh-CN', '中'],
  ['en', 'EN'],
];

const header = ({ s, lang, setLang }: View): TemplateResult =>
  html`<header class="hd" part="header">
    <slot name="header"
      ><svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
        <rect x=".5" y=".5" width="21" height="21" rx="4.5" fill="none" stroke="currentColor"></rect>
        <path d="M6 5.5h10" stroke="currentColor" stroke-width="2"></path>
        <path class="brand-rods" d="M7 9v8M11 9v8M15 9v8" stroke-width="2"></path></svg
      ><b>${s.brand}</b><span class="muted xs">${s.panelKind}</span></slot
    >
    <span class="langs" role="group" aria-label=${s.language}
      >${LANGS.map(
        ([to, name]) =>
          html`<button lang=${to} aria-pressed=${to === lang ? 'true' : 'false'} @click=${() => setLang(to)}>
            ${name}
          </button>`,
      )}</span
    >
  </header>`;

/** The median, and where it stands in the range that the host gave. */
function sentence(s: EmbedStrings, { pay, premium, posted }: Report): string {
  if (!pay) return premium ? s.premiumOnly(factor(premium.coefficient)) : s.noAnswer;
  const median = pay.quantiles[2].amount;
  const { monthly_low: low, monthly_high: high } = posted ?? { monthly_low: null, monthly_high: null };
  if (low === null || high === null) return s.panelMedian(yuan(median));
  if (median < low) return s.panelBelow(yuan(median));
  if (median > high || high === low) return s.panelAbove(yuan(median));
  return s.panelInside(yuan(median), percent((median - low) / (high - low), 0));
}

const answer = (s: EmbedStrings, report: Report): TemplateResult => {
  const { premium } = report;
  const coefficient = premium
    ? html`<div>
        <div class="coef">${factor(premium.coefficient)}<small>×</small></div>
        <div class="coef-sub">${range(factor(premium.interval[0]), factor(premium.interval[1]))}</div>
      </div>`
    : html`<div></div>`;
  return html`<div class="answer" part="answer" aria-live="polite">
    ${coefficient}
    <p class="say">${rich(sentence(s, report))}</p>
  </div>`;
};

/** A chip for each skill with its factor; what their combinations take or add is one more, the overlap. */
function restsOn({ s, lang }: View, report: Report): TemplateResult | typeof nothing {
  const parts = report.premium?.parts ?? [];
  if (parts.length === 0) return nothing;
  const [skills, overlaps] = [false, true].map((is) => parts.filter(({ source }) => (source === 'overlap') === is));
  const dearest = Math.max(...parts.map(({ log }) => log), 1e-9);
  const one = ({ factor: f, log, tags, names }: PremiumPart): TemplateResult => {
    const worth = `×${factor(f)}`;
    const zero = worth === '×1.00';
    const edge = zero ? 0 : Math.max(0, log) / dearest;
    const name = names.map((text) => say(lang, text)).join(' + ');
    return html`<li>${chip({ name, rods: rodsOf(report, tags[0] ?? ''), worth, zero, edge })}</li>`;
  };
  const together = Math.exp((overlaps ?? []).reduce((sum, { log }) => sum + log, 0));
  return html`<div part="chips">
    <h3 class="sec">${s.panelRests}</h3>
    <ul class="chips">
      ${(skills ?? []).map(one)}
      ${
        overlaps?.length
          ? html`<li>${chip({ name: s.panelOverlap, worth: `×${factor(together)}`, zero: true })}</li>`
          : nothing
      }
    </ul>
  </div>`;
}

function facts({ s, lang }: View, { screening }: Report): TemplateResult | typeof nothing {
  const required = screening?.match?.items.filter(({ strength }) => strength === 'required') ?? [];
  const count = (status: string) => required.filter((item) => item.status === status).length;
  const swap = screening?.swap?.claimed ? screening.swap : null;
  if (required.length === 0 && !swap) return nothing;
  return html`<dl class="kv" part="facts">
    ${
      required.length === 0
        ? nothing
        : html`<div>
            <dt>${s.panelRequired}</dt>
            <dd>${s.panelMet(count('met'), required.length, count('unknown'))}</dd>
          </div>`
    }
    ${
      swap === null
        ? nothing
        : html`<div>
            <dt>${s.panelText}</dt>
            <dd>${s.panelSwap(say(lang, swap.declared), say(lang, swap.asked))}</dd>
          </div>`
    }
  </dl>`;
}

/** The words of the page's band, for a panel in which nobody's side is taken. */
const bandWords = (s: EmbedStrings): EmbedStrings => ({
  ...s,
  yourSide: s.panelBand,
  bandNote: '',
  theirSide: '',
  posted: s.panelPosted,
});

function result(view: View, report: Report): TemplateResult {
  const { s, lang, domain, mode } = view;
  const notes = [annual(s, report), twoAnswers(s, report), clampNote(s, report)];
  return html`${answer(s, report)}
    <ch-pay-band part="band" .s=${bandWords(s)} .report=${report} .domain=${domain}></ch-pay-band>
    ${restsOn(view, report)} ${facts(view, report)}
    <div>
      <ch-why .s=${s} .report=${report} .lang=${lang}></ch-why>
      ${notes.filter((note) => note !== '').map((note) => html`<p class="xs muted note">${note}</p>`)}
    </div>
    ${
      mode === 'candidate'
        ? html`<ch-next-chips .s=${s} .report=${report} .domain=${domain} .lang=${lang}></ch-next-chips>`
        : nothing
    }`;
}

/** The day on which a month's quota returns, by the host's own clock. */
function returns(lang: Lang, retryAt: number, offset = 0): string {
  const day = new Date((retryAt + offset * 60) * 1000);
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(day);
}

function quotaNotice({ s, lang, spent, limits }: View): TemplateResult | typeof nothing {
  if (!spent || !limits || spent.verdict === 'granted') return nothing;
  const text =
    spent.verdict === 'rate_limited'
      ? s.quotaText.rate_limited(whole(limits.per_second))
      : s.quotaText.monthly_quota_exhausted(whole(limits.monthly), returns(lang, spent.retry_at, limits.utc_offset));
  return html`<div class="quota" role="status" part="notice">
    <h3>${s.quotaTitle[spent.verdict]}</h3>
    <p class="ink2">${text}</p>
    <p class="xs muted"><code>${spent.verdict}</code></p>
  </div>`;
}

function missingNotice({ s, missing }: View): TemplateResult | typeof nothing {
  const [one, both] = missing;
  if (!one) return nothing;
  return html`<p class="warn" role="status" part="notice">${both ? s.panelMissing.both : s.panelMissing[one]}</p>`;
}

function refusedNotice({ s, problems }: View): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<section class="warn" part="notice">
    <h3>${s.panelRefused}</h3>
    <ul>
      ${problems.map(({ message, code, where }) => html`<li><span lang="en">${message}</span> <code>${code} · ${where}</code></li>`)}
    </ul>
  </section>`;
}

const pasteBox = ({ s, typed, report }: View): TemplateResult | typeof nothing =>
  typed === null
    ? nothing
    : html`<ch-paste-box
        .s=${s}
        .label=${s.panelPaste}
        .hint=${s.panelPaste}
        .text=${typed.text}
        .marks=${typed.answered ? marksOf(report) : []}
        .lit=${null}
      ></ch-paste-box>`;

function body(view: View): TemplateResult {
  const { s, engine, report, missing, problems, mode, spent } = view;
  const waits =
    report === null && missing.length + problems.length === 0 && (spent === null || spent.verdict === 'granted');
  return html`<div class="bd">
    ${pasteBox(view)}
    <ch-notices part="notice" .s=${s} .engine=${engine} .warnings=${report?.warnings ?? []}></ch-notices>
    ${refusedNotice(view)} ${missingNotice(view)} ${quotaNotice(view)}
    ${waits && mode === 'candidate' && engine.phase !== 'failed' ? html`<p class="ink2">${s.panelWaiting}</p>` : nothing}
    ${report ? result(view, report) : nothing}
    <p class="xs muted">${s.panelNever}</p>
  </div>`;
}

function footer({ s, report, limits, spent, footed }: View): TemplateResult | typeof nothing {
  if (!footed && !report && !spent) return nothing;
  const left = limits && spent ? html`<span>${s.panelLeft(whole(spent.left), whole(limits.monthly))}</span>` : nothing;
  return html`<footer class="ft" part="footer">
    <slot name="footer"></slot>${left}${report?.model ? html`<span>${report.model.id}</span>` : nothing}
  </footer>`;
}

export const panel = (view: View): TemplateResult =>
  html`${patterns()}
    <section class="panel" part="panel" aria-labelledby="name">
      <h2 class="vh" id="name">${view.s.panelName}</h2>
      ${header(view)} ${body(view)} ${footer(view)}
    </section>`;
