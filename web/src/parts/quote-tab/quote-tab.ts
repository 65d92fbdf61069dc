import { html, nothing } from 'lit';
import type { Report } from '../../engine/generated/report.ts';
import { chips } from '../../state/chips.ts';
import { isEmpty } from '../../state/input.ts';
import { resumeMarks } from '../../state/posting.ts';
import type { Catalogue } from '../../state/search.ts';
import { carry, marksOf } from '../../state/spans.ts';
import { isBare, problems, type State } from '../../state/state.ts';
import '../answer/answer.ts';
import { whenIdle } from '../base/idle.ts';
import { Part } from '../base/part.ts';
import { rods } from '../chip/chip.ts';
import '../chip-tray/chip-tray.ts';
import '../empty-table/empty-table.ts';
import '../facts/facts.ts';
import '../model-card/model-card.ts';
import '../next-chips/next-chips.ts';
import '../notices/notices.ts';
import '../paste-box/paste-box.ts';
import '../pay-band/pay-band.ts';
import '../resume-box/resume-box.ts';
import '../skill-search/skill-search.ts';
import '../talk/talk.ts';
import '../waterfall/waterfall.ts';
import '../why/why.ts';

/** What you have on the left, what it is worth on the right. */
export class QuoteTab extends Part {
  static override properties = {
    ...Part.properties,
    state: { attribute: false },
    catalogue: { attribute: false },
    whole: { state: true },
  };
  declare state: State;
  declare catalogue: Catalogue;
  /** What stands below the visit's first answer is drawn once that is painted. */
  declare whole: boolean;
  static #begun = false;

  constructor() {
    super();
    this.whole = QuoteTab.#begun;
  }

  protected override updated(): void {
    if (QuoteTab.#begun || !this.#answer()) return;
    QuoteTab.#begun = true;
    whenIdle(() => (this.whole = true));
  }

  /** The report on what is on the table; none while the table is empty. */
  #answer(): Report | null {
    return isBare(this.state) ? null : this.state.report;
  }

  #paste(): void {
    const area = this.querySelector<HTMLElement>('#paste');
    area?.scrollIntoView({ block: 'center' });
    area?.focus();
  }

  #tray(compact: boolean) {
    const { lang, lit } = this.state;
    const shown = this.#answer();
    const views = shown ? chips(shown, lang) : [];
    const unknown = shown?.profile?.unknown_tags ?? [];
    return html`<ch-chip-tray
      .s=${this.s}
      .chips=${views}
      .unknown=${unknown}
      .lit=${lit}
      .compact=${compact}
    ></ch-chip-tray>`;
  }

  #editor() {
    const s = this.s;
    const { input, answered, report, example, lang, lit } = this.state;
    const marks = carry(answered.text, input.text, marksOf(report));
    const [strong, used, said] = [s.strengths['required'], s.strengths['preferred'], s.strengths['mentioned']];
    return html`<section class="sheet">
      <h2 class="sec">
        ${s.whatYouHave}<span class="end">${example ? html`<span class="sample">${s.invented}</span>` : nothing}</span>
      </h2>
      <ch-paste-box
        .s=${s}
        .label=${s.pasteLabel}
        .hint=${s.pasteHint}
        .text=${input.text}
        .marks=${marks}
        .lit=${lit}
      ></ch-paste-box>
      <div class="under">
        <div class="key">
          <span>${rods(3)}${strong}</span><span>${rods(2)}${used}</span><span>${rods(1)}${said}</span>
          <span><s>Java</s> ${s.strengths['negated']}</span>
        </div>
        <div class="acts">
          ${isEmpty(input) ? nothing : html`<button class="txtbtn" @click=${() => this.act({ type: 'clear' })}>${s.clear}</button>`}
        </div>
      </div>
      <h3 class="sec gap">${s.chips}<span class="note">${s.chipsNote}</span></h3>
      ${this.#tray(false)}
      <ch-skill-search .s=${s} .catalogue=${this.catalogue} .lang=${lang}></ch-skill-search>
      <ch-facts
        .s=${s}
        .input=${input}
        .profile=${report?.profile ?? null}
        .cities=${this.catalogue.cities}
        .lang=${lang}
      ></ch-facts>
    </section>`;
  }

  /** Above the axis: how to begin, or the answer; nothing while the first answer is on its way. */
  #above() {
    const s = this.s;
    const { report, input, lang } = this.state;
    if (isEmpty(input)) return html`<ch-empty-table .s=${s} .report=${report} .lang=${lang}></ch-empty-table>`;
    const answer = this.#answer();
    return answer ? html`<ch-answer .s=${s} .report=${answer}></ch-answer>` : nothing;
  }

  #below(report: Report) {
    const s = this.s;
    const { domain, lang } = this.state;
    return html`<ch-waterfall .s=${s} .report=${report} .domain=${domain} .lang=${lang}></ch-waterfall>
      <ch-why .s=${s} .report=${report} .lang=${lang}></ch-why>
      <ch-next-chips .s=${s} .report=${report} .domain=${domain} .lang=${lang}></ch-next-chips>`;
  }

  #result() {
    const s = this.s;
    const { report, domain, engine } = this.state;
    const answer = this.#answer();
    return html`<section class="sheet answer-first ${report ? '' : 'awaits'}" aria-label=${s.tabNames['quote']}>
      <ch-notices .s=${s} .engine=${engine} .warnings=${answer ? problems(answer) : []}></ch-notices>
      ${this.#above()}
      <ch-pay-band .s=${s} .report=${report} .domain=${domain} .bare=${answer === null}></ch-pay-band>
      ${answer && this.whole ? this.#below(answer) : nothing}
    </section>`;
  }

  #resume() {
    const { input, answered, lit, reading, exampleResume } = this.state;
    const marks = carry(answered.resume, input.resume, resumeMarks(this.#answer(), lit));
    return html`<ch-resume-box
      .s=${this.s}
      .text=${input.resume}
      .marks=${marks}
      .lit=${lit}
      .reading=${reading}
      .example=${exampleResume}
    ></ch-resume-box>`;
  }

  override render() {
    const s = this.s;
    const { report, lang } = this.state;
    const answer = this.#answer();
    return html`<div class="strip" role="group" aria-label=${s.chips}>
        <button class="btn" @click=${() => this.#paste()}>${s.paste}</button>${this.#tray(true)}
      </div>
      <div class="two">
        <aside aria-label=${s.whatYouHave}>
          ${this.#editor()} ${this.#resume()}
          ${report?.model ? html`<ch-model-card .s=${s} .model=${report.model}></ch-model-card>` : nothing}
        </aside>
        ${this.#result()}
      </div>
      ${answer && this.whole ? html`<ch-talk .s=${s} .report=${answer} .lang=${lang}></ch-talk>` : nothing}`;
  }
}
customElements.define('ch-quote-tab', QuoteTab);
