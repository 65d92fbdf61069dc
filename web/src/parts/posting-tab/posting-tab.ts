import { html, nothing } from 'lit';
import type { Report } from '../../engine/generated/report.ts';
import { isBlank } from '../../state/input.ts';
import { postingMarks, resumeMarks, swapBoxes } from '../../state/posting.ts';
import { carry, carrySpans } from '../../state/spans.ts';
import { isBare, problems, type State } from '../../state/state.ts';
import { EXAMPLES } from '../../strings/examples.ts';
import { TAB_STRINGS, type TabStrings } from '../../strings/posting.ts';
import { Part } from '../base/part.ts';
import '../bp-score/bp-score.ts';
import '../carries/carries.ts';
import { rods } from '../chip/chip.ts';
import '../funnel/funnel.ts';
import '../later/later.ts';
import '../notices/notices.ts';
import '../paste-box/paste-box.ts';
import '../pay-written/pay-written.ts';
import '../requirements/requirements.ts';
import '../resume-box/resume-box.ts';
import '../swap/swap.ts';
import '../toolchain/toolchain.ts';
import '../vetoes/vetoes.ts';
import './posting-tab.css';

/** The posting on the left with the résumé that is held against it, what they make of each other on the right. */
export class PostingTab extends Part {
  static override properties = { ...Part.properties, state: { attribute: false } };
  declare state: State;

  get #s(): TabStrings {
    return TAB_STRINGS[this.state.lang];
  }

  /** The report, once it answers for something. */
  get #report(): Report | null {
    return isBare(this.state) ? null : this.state.report;
  }

  #example = () => {
    const { posting, resume } = EXAMPLES[this.state.lang];
    this.act({ type: 'example', which: 'posting', text: posting, resume });
  };

  #key() {
    const s = this.#s;
    const boxes = swapBoxes(this.#report?.screening?.swap).length;
    return html`<div class="key their">
      <span>${rods(3)}${s.strengths['required']}</span><span>${rods(2)}${s.strengths['preferred']}</span
      ><span>${rods(1)}${s.strengths['mentioned']}</span><span><s>Java</s> ${s.strengths['negated']}</span>
      ${boxes === 0 ? nothing : html`<span><span class="boxno">1</span>${s.swapKey}</span>`}
    </div>`;
  }

  #posting() {
    const s = this.#s;
    const { input, answered, lit, example } = this.state;
    const report = this.#report;
    const marks = carry(answered.text, input.text, postingMarks(report, lit));
    const boxes = carrySpans(answered.text, input.text, swapBoxes(report?.screening?.swap));
    return html`<section class="sheet the-posting">
      <h2 class="sec">
        ${s.thePosting}${example ? html`<span class="end"><span class="sample">${s.invented}</span></span>` : nothing}
      </h2>
      <ch-paste-box
        .s=${s}
        .field=${'text'}
        .label=${s.postingLabel}
        .hint=${s.postingHint}
        .text=${input.text}
        .marks=${marks}
        .boxes=${boxes}
        .lit=${lit}
        .theirs=${true}
      ></ch-paste-box>
      <div class="under">
        ${this.#key()}
        <div class="acts">
          ${isBlank(input.text) ? nothing : html`<button class="txtbtn" @click=${() => this.act({ type: 'clear' })}>${s.clear}</button>`}
        </div>
      </div>
    </section>`;
  }

  #resume() {
    const { input, answered, lit, reading, exampleResume } = this.state;
    const marks = carry(answered.resume, input.resume, resumeMarks(this.#report, lit));
    return html`<ch-resume-box
      .s=${this.#s}
      .text=${input.resume}
      .marks=${marks}
      .lit=${lit}
      .reading=${reading}
      .example=${exampleResume}
    ></ch-resume-box>`;
  }

  #vetoes() {
    const s = this.#s;
    const { input, lang } = this.state;
    const vetoes = this.#report?.screening?.vetoes ?? [];
    return html`<ch-vetoes .s=${s} .vetoes=${vetoes} .said=${input.said} .lang=${lang}></ch-vetoes>`;
  }

  #noPosting() {
    const s = this.#s;
    return html`<section class="sheet invite">
      <h2 class="say">${s.noPosting}</h2>
      <p class="say-sub">${s.noPostingText}</p>
      <div class="acts"><button class="btn main" @click=${this.#example}>${s.examplePosting}</button></div>
    </section>`;
  }

  #noResume() {
    const s = this.#s;
    return html`<section class="sheet invite">
      <h2 class="sec">${s.resumeNeeded}</h2>
      <p class="ink2">${s.resumeNeededText}</p>
    </section>`;
  }

  #later() {
    return html`<ch-later .s=${this.#s} .what=${'screening'} .standing=${this.state.screening}></ch-later>`;
  }

  #screened(report: Report) {
    const s = this.#s;
    const { input, lang } = this.state;
    const { screening, candidate } = report;
    if (!screening) return this.#later();
    const { funnel, carries, toolchains } = screening;
    return html`${candidate && candidate.skills.length === 0 ? html`<p class="sheet ink2">${s.resumeThin}</p>` : nothing}
      ${
        funnel
          ? html`<ch-funnel .s=${s} .funnel=${funnel} .lang=${lang}></ch-funnel>
              <ch-bp-score .s=${s} .bp=${funnel.bp} .scores=${input.said.scores}></ch-bp-score>`
          : nothing
      }
      <ch-carries .s=${s} .carries=${carries} .lang=${lang}></ch-carries>
      ${
        toolchains
          ? html`<ch-toolchain
              .s=${s}
              .toolchains=${toolchains}
              .ticked=${input.said.tools}
              .lang=${lang}
            ></ch-toolchain>`
          : nothing
      }`;
  }

  #read(report: Report) {
    const s = this.#s;
    const { answered, domain, lang, lit } = this.state;
    return html`<ch-swap .s=${s} .swap=${report.screening?.swap ?? null} .text=${answered.text} .lang=${lang}></ch-swap>
      <ch-pay-written .s=${s} .report=${report} .domain=${domain}></ch-pay-written>
      <ch-requirements .s=${s} .report=${report} .lang=${lang} .lit=${lit}></ch-requirements>`;
  }

  override render() {
    const s = this.#s;
    const { input, answered, engine, screening } = this.state;
    const report = this.#report;
    const hasPosting = !isBlank(answered.text);
    const warnings = report ? problems(report) : [];
    return html`<div class="two">
      <aside aria-label=${s.thePosting}>${this.#posting()} ${this.#resume()} ${this.#vetoes()}</aside>
      <div class="stack">
        <ch-notices .s=${s} .engine=${engine} .warnings=${warnings}></ch-notices>
        ${isBlank(input.text) ? this.#noPosting() : nothing} ${report && hasPosting ? this.#read(report) : nothing}
        ${report && isBlank(input.resume) ? this.#noResume() : nothing}
        ${report ? this.#screened(report) : screening.phase === 'failed' ? this.#later() : nothing}
      </div>
    </div>`;
  }
}
customElements.define('ch-posting-tab', PostingTab);
