import { html, nothing } from 'lit';
import type { Report, Sentence, TalkingPoint } from '../../engine/generated/report.ts';
import { nameIn, rodsOf } from '../../state/chips.ts';
import { langOf, yuan } from '../../state/format.ts';
import type { Lang } from '../../state/state.ts';
import { Part } from '../base/part.ts';
import { copyText } from '../base/copy.ts';
import { chip } from '../chip/chip.ts';
import './talk.css';

export const plain = (sentence: Sentence): string => sentence.map((run) => run.text).join('');

/** Sentences to say, each number with the letter of its source. */
export class Talk extends Part {
  static override properties = {
    ...Part.properties,
    report: { attribute: false },
    lang: { attribute: false },
    said: { state: true },
    copied: { state: true },
  };
  declare report: Report;
  declare lang: Lang;
  /** What the live region says about the last copy. */
  declare said: string;
  declare copied: string | null;

  constructor() {
    super();
    this.said = '';
    this.copied = null;
  }

  #head(point: TalkingPoint): string {
    const { s, report } = this;
    const anchor = report.anchors.find((a) => a.id === point.anchor);
    if (anchor) return s.anchors[anchor.id] ?? anchor.id;
    const names = point.skills.map((id) => {
      const skill = report.profile?.skills.find((found) => found.id === id);
      return skill ? nameIn(this.lang, skill) : id;
    });
    return names.length > 0 ? names.join(' + ') : (s.talkKinds[point.kind] ?? point.kind);
  }

  #chip(point: TalkingPoint) {
    const anchor = this.report.anchors.find((a) => a.id === point.anchor);
    return chip({
      name: this.#head(point),
      rods: point.skills[0] === undefined ? undefined : rodsOf(this.report, point.skills[0]),
      worth: anchor ? yuan(anchor.amount) : undefined,
      small: true,
    });
  }

  async #copy(point: TalkingPoint): Promise<void> {
    const done = await copyText(plain(this.#sentence(point)));
    this.copied = done ? point.id : null;
    this.said = done ? `${this.s.copied}：${this.#head(point)}` : this.s.copyFailed;
  }

  #sentence(point: TalkingPoint): Sentence {
    return this.lang === 'zh-CN' ? point.parts.zh : point.parts.en;
  }

  #run(point: TalkingPoint, { text, mark }: Sentence[number]) {
    if (!mark) return text;
    const href = `#source-${point.id}-${mark}`;
    return html`<b>${text}</b><a class="cite" href=${href} aria-label=${this.s.source(mark)}>${mark}</a>`;
  }

  #card(point: TalkingPoint) {
    const { s, lang } = this;
    return html`<article class="card">
      <div class="card-top">
        ${this.#chip(point)}
        <button class="txtbtn xs" aria-label=${s.copyOf(this.#head(point))} @click=${() => this.#copy(point)}>
          ${this.copied === point.id ? s.copied : s.copy}
        </button>
      </div>
      <p class="prose">${this.#sentence(point).map((run) => this.#run(point, run))}</p>
      <ol class="src">
        ${point.citations.map((citation) => {
          const text = lang === 'zh-CN' ? citation.text.zh : citation.text.en;
          return html`<li id="source-${point.id}-${citation.mark}" tabindex="-1">
            <span class="cite">${citation.mark}</span><span lang=${langOf(text)}>${text}</span>
          </li>`;
        })}
      </ol>
    </article>`;
  }

  override render() {
    const { s, report } = this;
    if (report.talk.length === 0) return nothing;
    return html`<section class="talk">
      <h2 class="sec">${s.talk}<span class="note">${s.talkNote}</span></h2>
      <div class="cards">${report.talk.map((point) => this.#card(point))}</div>
      <span class="vh" role="status">${this.said}</span>
    </section>`;
  }
}
customElements.define('ch-talk', Talk);
