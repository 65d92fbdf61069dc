import { html, nothing, svg } from 'lit';
import { live } from 'lit/directives/live.js';
import type { NegotiationSection } from '../../engine/generated/report.ts';
import { signed, whole } from '../../state/format.ts';
import { say } from '../../state/posting.ts';
import { at, type Domain } from '../../state/scale.ts';
import { problemsAt, type DealIssue, type IssueValue } from '../../state/table-views.ts';
import { rich } from '../base/rich.ts';
import '../facts/facts.css';
import '../notices/notices.css';
import { TablePart } from '../practice/part.ts';
import '../why/why.css';
import './deal-issues.css';

/** Of the bars: yours above, theirs beneath, on one scale. */
const HEIGHT = 20;
const added = (amount: number): string => (Math.round(amount) === 0 ? '0' : signed(amount));

/** What may be put on the table beside base pay, what it is worth and costs, and the trades worth making. */
export class DealIssues extends TablePart {
  static override properties = { ...TablePart.properties, opened: { state: true } };
  /** Issues whose values are shown. */
  declare opened: string[];

  constructor() {
    super();
    this.opened = [];
  }

  #bars({ worth, cost }: IssueValue, d: Domain) {
    const { s } = this;
    const bar = (amount: number, cls: string, y: number) => {
      const [from, to] = [at(d, Math.min(0, amount)), at(d, Math.max(0, amount))];
      const width = `${(parseFloat(to) - parseFloat(from)).toFixed(2)}%`;
      return svg`<rect class=${cls} x=${from} width=${width} y=${y} height="6"></rect>`;
    };
    return html`<svg
      class="amount-bar"
      height=${HEIGHT}
      role="img"
      aria-label=${s.dealBarsAlt(added(worth), added(cost))}
    >
      ${bar(worth, 'f-mid', 3)}${bar(cost, 'f-them', 11)}${svg`<line class="conn" x1=${at(d, 0)} x2=${at(d, 0)} y1="0" y2=${HEIGHT}></line>`}
    </svg>`;
  }

  #figures(value: IssueValue, d: Domain) {
    const { worth, cost } = value;
    if (!this.section.limit)
      return html`<td class="n muted">–</td>
        <td class="n muted">–</td>
        <td class="n muted">–</td>
        <td></td>`;
    const gain = worth - cost;
    return html`<td class="n you">${added(worth)}</td>
      <td class="n them">${added(cost)}</td>
      <td class="n">${Math.round(gain) > 0 ? html`<b>${signed(gain)}</b>` : added(gain)}</td>
      <td class="bar-cell">${this.#bars(value, d)}</td>`;
  }

  #toggle(id: string): void {
    const { opened } = this;
    this.opened = opened.includes(id) ? opened.filter((other) => other !== id) : [...opened, id];
  }

  #value(issue: DealIssue, value: IssueValue, d: Domain) {
    const { s, lang } = this;
    const comes = value.id === issue.standard.id;
    return html`<tr class="deal-value">
      <th scope="row">${say(lang, value.name)}${comes ? html` <small>${s.dealStandard}</small>` : nothing}</th>
      ${this.#figures(value, d)}
      <td></td>
    </tr>`;
  }

  #own({ id, name, best, own, problem }: DealIssue) {
    const { s, lang, section } = this;
    const grey = section.issues.find((issue) => issue.id === id)?.values.find((value) => value.id === best.id)?.worth;
    const input = (event: Event) =>
      this.tell({ type: 'worth', issue: id, text: (event.target as HTMLInputElement).value });
    return html`<input
      class="input deal-own"
      autocomplete="off"
      inputmode="decimal"
      maxlength="20"
      placeholder=${section.limit && grey !== undefined ? whole(grey) : ''}
      aria-label=${s.dealOwnOf(say(lang, name), say(lang, best.name))}
      aria-invalid=${problem !== null}
      aria-describedby=${problem ? `deal-fault-${id}` : nothing}
      .value=${live(own)}
      @input=${input}
    />`;
  }

  #issue(issue: DealIssue, all: string[], d: Domain) {
    const { s, lang } = this;
    const { id, values, standard, best, on, problem } = issue;
    const name = say(lang, issue.name);
    const open = this.opened.includes(id);
    const tick = (event: Event) =>
      this.tell({ type: 'issue', id, on: (event.target as HTMLInputElement).checked, all });
    return html`<tbody class=${open ? 'open' : ''}>
      <tr class=${on ? 'on' : ''}>
        <th scope="row">
          <div class="deal-name">
            <label class="tick"><input type="checkbox" .checked=${live(on)} @change=${tick} />${name}</label>
            <button class="deal-more" aria-expanded=${open} @click=${() => this.#toggle(id)}>
              ${s.dealFromTo(say(lang, standard.name), say(lang, best.name))}<span class="vh"
                >${s.dealValuesOf(values.length)}</span
              >
            </button>
          </div>
        </th>
        ${this.#figures(best, d)}
        <td class="n">${this.#own(issue)}</td>
      </tr>
      ${
        problem
          ? html`<tr class="deal-fault" id="deal-fault-${id}">
              <td colspan="6">
                <div class="err xs">
                  <p><b>${s.dealWorthRefused}</b></p>
                  <p lang="en">${problem.message}</p>
                </div>
              </td>
            </tr>`
          : nothing
      }
      ${open ? values.map((value) => this.#value(issue, value, d)) : nothing}
    </tbody>`;
  }

  #table(issues: DealIssue[]) {
    const { s } = this;
    const amounts = issues.flatMap(({ values }) => values.flatMap(({ worth, cost }) => [worth, cost]));
    const d = { lo: Math.min(0, ...amounts), hi: Math.max(1, ...amounts) };
    // What the engine takes by itself is base pay alone.
    const all = issues.filter(({ on }) => on).map(({ id }) => id);
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${s.dealIssues}>
      <table class="deal-table">
        <caption class="vh">
          ${s.dealIssues}
        </caption>
        <thead>
          <tr>
            <th scope="col">${s.dealOnTable}</th>
            <th scope="col" class="n">${s.dealWorth}</th>
            <th scope="col" class="n">${s.dealCost}</th>
            <th scope="col" class="n">${s.dealGain}</th>
            <td></td>
            <th scope="col" class="n">${s.dealOwn}</th>
          </tr>
        </thead>
        ${issues.map((issue) => this.#issue(issue, all, d))}
      </table>
    </div>`;
  }

  #trade({ issue: id, from, to, worth, cost }: NegotiationSection['trades'][number], issues: DealIssue[]) {
    const { s, lang } = this;
    const issue = issues.find((one) => one.id === id);
    const name = (value: string) => {
      const found = issue?.values.find((one) => one.id === value);
      return found ? say(lang, found.name) : value;
    };
    const why =
      worth >= 0
        ? s.dealTradeTake(whole(worth), whole(cost))
        : s.dealTradeGive(whole(Math.abs(worth)), whole(Math.abs(cost)));
    return html`<li>
      <p>
        ${issue ? say(lang, issue.name) : id} <span class="ink2">${s.dealFromTo(name(from), name(to))}</span>
        <span class="xs muted">${why}</span>
      </p>
      <b class="num">${signed(worth - cost)}</b>
    </li>`;
  }

  #trades(issues: DealIssue[]) {
    const { s, section } = this;
    const on = issues.some((issue) => issue.on);
    if (section.trades.length === 0)
      return html`<p class="ink2 deal-none">${on ? s.dealNoTrades : rich(s.dealNoneOn)}</p>`;
    return html`<h3 class="sec gap">${s.dealTrades}<span class="note">${s.dealTradesNote}</span></h3>
      <ol class="deal-trades">
        ${section.trades.map((trade) => this.#trade(trade, issues))}
      </ol>`;
  }

  override render() {
    const { s } = this;
    const issues = this.issues();
    if (issues.length === 0) return nothing;
    return html`<section class="sheet deal-issues">
      <h2 class="sec">${s.dealIssues}<span class="note">${s.dealIssuesNote}</span></h2>
      ${this.#table(issues)}
      ${problemsAt(this.problems, 'request.negotiation.issues').map(
        ({ message }) =>
          html`<div class="err xs">
            <p><b>${s.dealIssueRefused}</b></p>
            <p lang="en">${message}</p>
          </div>`,
      )}
      <div role="status">${this.#trades(issues)}</div>
      <p class="xs muted deal-source">${s.dealSource}</p>
    </section>`;
  }
}
customElements.define('ch-deal-issues', DealIssues);
