import { html, nothing, svg } from 'lit';
import type { Change, NegotiationSection } from '../../engine/generated/report.ts';
import { percent, range, thousands, whole } from '../../state/format.ts';
import { changeNames, PATHS, planRows, type PathId, type PlanRow } from '../../state/plan-views.ts';
import { say } from '../../state/posting.ts';
import { at, type Domain } from '../../state/scale.ts';
import type { Lang } from '../../state/state.ts';
import type { PlanStrings } from '../../strings/plan.ts';
import { axisRow, plot, row, vertical, whisker } from '../axis/draw.ts';
import { Part } from '../base/part.ts';
import '../why/why.css';
import './concession-plan.css';

const HEIGHT = 42;
const MIDDLE = HEIGHT / 2;

/** Rounds downward, money across: what happened is filled, what is expected hollow; both sides' paths close on each other. */
export class ConcessionPlan extends Part {
  static override properties = {
    ...Part.properties,
    section: { attribute: false },
    domain: { attribute: false },
    lang: { attribute: false },
    compared: { state: true },
  };
  declare s: PlanStrings;
  declare section: NegotiationSection;
  declare domain: Domain;
  declare lang: Lang;
  /** The path drawn beside the plan, for comparison. */
  declare compared: PathId | null;

  constructor() {
    super();
    this.compared = null;
  }

  /** From the row before to this one; rows stand close, so that the pieces join. */
  #piece(cls: string, before: number | null | undefined, here: number | null | undefined) {
    if (before === null || before === undefined || here === null || here === undefined) return nothing;
    const d = this.domain;
    return svg`<line class=${cls} x1=${at(d, before)} y1=${MIDDLE - HEIGHT} x2=${at(d, here)} y2=${MIDDLE}></line>`;
  }

  #ask({ ask, phase }: PlanRow) {
    if (ask === null) return nothing;
    const cls = phase === 'done' ? 'f-you' : 'f-hollow';
    return svg`<circle class=${cls} cx=${at(this.domain, ask)} cy=${MIDDLE} r="4.5"></circle>
      <text class="halo" x=${at(this.domain, ask)} dx="10" y=${MIDDLE + 4}><tspan class="strong t-you">${thousands(ask)}</tspan></text>`;
  }

  #offer({ offer, phase }: PlanRow) {
    if (!offer) return nothing;
    const d = this.domain;
    const real = phase === 'done';
    return svg`${real ? nothing : whisker(d, offer.low, offer.high, MIDDLE, 't')}
      <svg x=${at(d, offer.amount)} y=${MIDDLE} overflow="visible"><path class=${real ? 'f-them' : 'f-hollow-them'} d="M-6 0L0-6 6 0 0 6z"></path></svg>
      <text class="halo" x=${at(d, offer.amount)} dx="-11" y=${MIDDLE + 4} text-anchor="end"><tspan class="t-them">${thousands(offer.amount)}</tspan></text>`;
  }

  #alt({ round, ask, offer, phase }: PlanRow): string {
    const { s } = this;
    const mine = ask === null ? '' : s.planAltAsk(whole(ask));
    const theirs = !offer
      ? ''
      : phase === 'done'
        ? s.planAltOffered(whole(offer.amount))
        : s.planAltOffer(whole(offer.amount), whole(offer.low), whole(offer.high));
    return s.planAlt(s.planRound(round), mine, theirs);
  }

  #figure({ phase, step, acceptFrom }: PlanRow) {
    const { s } = this;
    if (phase === 'done') return html`<small>${s.planPhases['done']}</small>`;
    const change = step === null ? '—' : step <= 0 ? s.planGive(whole(-step)) : s.planUp(whole(step));
    return html`<span class="num">${change}</span
      >${acceptFrom === null ? nothing : html`<small class="num">${s.planAcceptFrom(whole(acceptFrom))}</small>`}`;
  }

  #row(rows: PlanRow[], here: PlanRow, i: number) {
    const { s, section, domain: d } = this;
    const before = rows[i - 1];
    const done = rows.findIndex(({ phase }) => phase === 'now');
    const points = this.compared ? section.paths[this.compared] : [];
    const marks = svg`${vertical('ref', at(d, section.settings.walk_away), 0, HEIGHT)}
      ${this.#piece('path-other', points[i - done - 1], points[i - done])}
      ${this.#piece('path-you', before?.ask, here.ask)}${this.#piece('path-them', before?.offer?.amount, here.offer?.amount)}
      ${this.#offer(here)}${this.#ask(here)}`;
    const chance =
      here.reached === null || here.accepted === null
        ? s.planPhases[here.phase]
        : s.planChance(percent(here.reached, 0), percent(here.accepted, 0));
    return row(
      here.phase === 'now' ? 'plan-now' : '',
      html`<span>${s.planRound(here.round)}</span><small>${chance}</small>`,
      plot(d, HEIGHT, this.#alt(here), marks),
      this.#figure(here),
    );
  }

  #choice() {
    const { s } = this;
    return html`<span class="end seg" role="group" aria-label=${s.planPath}
      >${PATHS.map(
        (id) =>
          html`<button
            aria-pressed=${this.compared === id ? 'true' : 'false'}
            @click=${() => (this.compared = this.compared === id ? null : id)}
          >
            ${s.planPaths[id]}
          </button>`,
      )}</span
    >`;
  }

  #changes(changes: Change[]): string {
    const { s, lang, section } = this;
    return changes
      .map((change) => {
        const { issue, from, to } = changeNames(section.issues, change);
        return issue
          ? s.planChangeOf(say(lang, issue), say(lang, from), say(lang, to))
          : s.planChangeOf(s.planBase, whole(Number(change.from)), whole(Number(change.to)));
      })
      .join(s.listComma);
  }

  #table(rows: PlanRow[]) {
    const { s, section, lang } = this;
    const planned = rows.filter(({ phase }) => phase !== 'done');
    const share = (n: number | null) => (n === null ? '—' : percent(n, 0));
    return html`<details class="why">
      <summary>${s.asTable}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${s.planTitle}>
        <table>
          <caption class="vh">
            ${s.planTitle}
          </caption>
          <thead>
            <tr>
              <td></td>
              ${[s.planAsk, s.planReached, s.planAccepted, s.planTheirs].map((name) => html`<th scope="col" class="n">${name}</th>`)}
              <th scope="col">${s.planChange}</th>
            </tr>
          </thead>
          <tbody>
            ${planned.map(
              ({ round, ask, reached, accepted, offer, gives, gets }) =>
                html`<tr>
                  <th scope="row">${s.planRound(round)}</th>
                  <td class="n">${ask === null ? '—' : whole(ask)}</td>
                  <td class="n">${share(reached)}</td>
                  <td class="n">${share(accepted)}</td>
                  <td class="n">
                    ${offer ? html`${whole(offer.amount)} <small>${range(whole(offer.low), whole(offer.high))}</small>` : '—'}
                  </td>
                  <td>${this.#changes([...gives, ...gets])}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label=${s.rehearsal}>
        <table>
          <caption>
            ${s.rehearsal}
          </caption>
          <thead>
            <tr>
              <th scope="col">${s.rehearsalType}</th>
              ${[s.rehearsalDeals, s.rehearsalOverlap, s.rehearsalPay, s.rehearsalShare].map((name) => html`<th scope="col" class="n">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${section.rehearsal.map(({ type, deals, pay, share: part, overlap }) => {
              const name = section.types.find(({ id }) => id === type)?.name;
              return html`<tr>
                <th scope="row">${name ? say(lang, name) : type}</th>
                <td class="n">${share(deals)}</td>
                <td class="n">${share(overlap)}</td>
                <td class="n">${deals > 0 ? whole(pay) : '—'}</td>
                <td class="n">${share(part)}</td>
              </tr>`;
            })}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  override render() {
    const { s, section, domain: d } = this;
    const rows = planRows(section);
    if (rows.length === 0) return nothing;
    return html`<h3 class="sec gap">${s.planTitle}<span class="note">${s.planNote}</span>${this.#choice()}</h3>
      <div class="axis plan-rows">${rows.map((here, i) => this.#row(rows, here, i))} ${axisRow(d, s.perMonth)}</div>
      ${section.rounds.length === 0 ? html`<p class="xs ink2">${s.planNone}</p>` : this.#table(rows)}`;
  }
}
customElements.define('ch-concession-plan', ConcessionPlan);
