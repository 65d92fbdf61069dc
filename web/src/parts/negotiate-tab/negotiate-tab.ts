import { html, nothing } from 'lit';
import type { NegotiationSection, Report } from '../../engine/generated/report.ts';
import { nextStep } from '../../state/plan-views.ts';
import { columns } from '../../state/offer-rows.ts';
import type { Seals } from '../../state/seal.ts';
import { domainHolding } from '../../state/scale.ts';
import { practiceMarks } from '../../state/table-views.ts';
import { isBare, problems, type State } from '../../state/state.ts';
import { EXAMPLES } from '../../strings/examples.ts';
import { NEGOTIATE_STRINGS, type NegotiateStrings } from '../../strings/negotiate.ts';
import '../advice/advice.ts';
import { Part } from '../base/part.ts';
import '../concession-plan/concession-plan.ts';
import '../deal-curve/deal-curve.ts';
import '../deal-issues/deal-issues.ts';
import '../later/later.ts';
import '../limit-ridge/limit-ridge.ts';
import '../meso/meso.ts';
import '../moves/moves.ts';
import '../next-step/next-step.ts';
import '../notices/notices.ts';
import '../offer-rows/offer-rows.ts';
import { nameOf } from '../offers/names.ts';
import '../offers/offers.ts';
import '../overlap/overlap.ts';
import '../pay-band/pay-band.ts';
import '../practice/practice.ts';
import '../talk-settings/talk-settings.ts';
import './negotiate-tab.css';

/** What to do next on the left, the table, the odds and the plan on one axis on the right; offers, practice and the sealed check below. */
export class NegotiateTab extends Part {
  static override properties = { ...Part.properties, state: { attribute: false }, seals: { attribute: false } };
  declare state: State;
  declare seals: Seals;

  get #s(): NegotiateStrings {
    return NEGOTIATE_STRINGS[this.state.lang];
  }

  #example = () => {
    const { posting, resume } = EXAMPLES[this.state.lang];
    this.act({ type: 'example', which: 'posting', text: posting, resume });
  };

  #invite() {
    const s = this.#s;
    return html`<section class="sheet invite">
      <h2 class="say">${s.noNegotiation}</h2>
      <p class="say-sub">${s.noNegotiationText}</p>
      <div class="acts"><button class="btn main" @click=${this.#example}>${s.exampleToNegotiate}</button></div>
    </section>`;
  }

  #aside(report: Report, section: NegotiationSection) {
    const s = this.#s;
    const { negotiation: slice, lang } = this.state;
    const warnings = problems(report);
    return html`<ch-next-step .s=${s} .section=${section} .example=${this.state.example !== null}></ch-next-step>
      <ch-moves .s=${s} .slice=${slice}></ch-moves>
      <ch-talk-settings .s=${s} .slice=${slice} .section=${section} .problems=${warnings}></ch-talk-settings>
      <ch-meso .s=${s} .section=${section} .slice=${slice} .lang=${lang} .problems=${warnings}></ch-meso>`;
  }

  #table(report: Report, section: NegotiationSection) {
    const s = this.#s;
    const { domain, lang } = this.state;
    return html`<section class="sheet the-table">
      <h2 class="sec">${s.theTable}<span class="note">${s.theTableNote}</span></h2>
      <ch-pay-band .s=${s} .report=${report} .domain=${domain} .bare=${false} .now=${this.#now(section)}></ch-pay-band>
      ${this.#offers(report, section)}
      <ch-limit-ridge .s=${s} .section=${section} .domain=${domain} .lang=${lang}></ch-limit-ridge>
      <ch-deal-curve .s=${s} .section=${section} .domain=${domain}></ch-deal-curve>
      <ch-concession-plan .s=${s} .section=${section} .domain=${domain} .lang=${lang}></ch-concession-plan>
    </section>`;
  }

  /** The walk-away as it is used, and what the plan asks now. */
  #now(section: NegotiationSection) {
    const s = this.#s;
    const walkAway = { name: s.anchors['walk_away'] ?? '', amount: section.settings.walk_away };
    const step = nextStep(section);
    const ask = step?.action === 'ask' && step.amount !== null ? { name: s.askNow, amount: step.amount } : null;
    return { walk_away: walkAway, ...(ask ? { opening_ask: ask } : {}) };
  }

  #offers(report: Report, section: NegotiationSection) {
    const offers = columns(report.offers, this.state.answeredOffers).flatMap((column) =>
      column.worth ? [{ name: nameOf(this.#s, column.draft, column.place), monthly: column.worth.monthly }] : [],
    );
    if (offers.length === 0) return nothing;
    return html`<ch-offer-rows
      .s=${this.#s}
      .offers=${offers}
      .domain=${this.state.domain}
      .walkAway=${section.settings.walk_away}
    ></ch-offer-rows>`;
  }

  #below(report: Report, section: NegotiationSection) {
    const s = this.#s;
    const { negotiation: slice, lang, domain } = this.state;
    const warnings = problems(report);
    // A practice talk may go beyond what stands on the axis.
    const marks = { marks: practiceMarks(section, slice), whiskers: [], labelled: null };
    const scale = domainHolding(marks, domain) ?? domain;
    return html`<ch-deal-issues
        .s=${s}
        .section=${section}
        .slice=${slice}
        .lang=${lang}
        .problems=${warnings}
      ></ch-deal-issues>
      <ch-practice
        .s=${s}
        .section=${section}
        .slice=${slice}
        .scale=${scale}
        .lang=${lang}
        .problems=${warnings}
      ></ch-practice>`;
  }

  override render() {
    const s = this.#s;
    const { engine, lang, domain, screening, offers, answeredOffers } = this.state;
    const report = isBare(this.state) ? null : this.state.report;
    const section = report?.negotiation ?? null;
    const warnings = this.state.report ? problems(this.state.report) : [];
    return html`<ch-notices .s=${s} .engine=${engine} .warnings=${[]}></ch-notices>
      ${screening.phase === 'ready' ? nothing : html`<ch-later .s=${s} .what=${'negotiation'} .standing=${screening}></ch-later>`}
      ${isBare(this.state) ? this.#invite() : nothing}
      ${
        report && section
          ? html`<div class="two">
                <aside aria-label=${s.yours}>${this.#aside(report, section)}</aside>
                <div class="stack">${this.#table(report, section)}</div>
              </div>
              <div class="stack below">${this.#below(report, section)}</div>`
          : nothing
      }
      <div class="stack below">
        <ch-offers
          .s=${s}
          .slice=${offers}
          .answered=${answeredOffers}
          .section=${this.state.report?.offers ?? null}
          .problems=${warnings}
          .lang=${lang}
          .scale=${domain}
          .walkAway=${section?.settings.walk_away ?? null}
        ></ch-offers>
        <ch-overlap
          .s=${s}
          .slice=${offers.seal}
          .seals=${this.seals}
          .advice=${section?.advice ?? []}
          .lang=${lang}
        ></ch-overlap>
        ${section ? html`<ch-advice .s=${s} .section=${section} .lang=${lang}></ch-advice>` : nothing}
      </div>`;
  }
}
customElements.define('ch-negotiate-tab', NegotiateTab);
