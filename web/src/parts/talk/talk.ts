import { html, nothing } from 'lit';
import type { Report, TalkingPoint } from '../../engine/generated/report.ts';
import { nameIn, rodsOf } from '../../state/chips.ts';
import { yuan } from '../../state/format.ts';
import type { Lang } from '../../state/state.ts';
import { Part } from '../base/part.ts';
import { copyText } from '../base/copy.ts';
import { chip } from '../chip/chip.ts';
import { inLang, plain, sentence, sources } from './said.ts';
import './scripts.ts';
import './talk.css';

const PROOF_RODS = { proven: 3, used: 2, mentioned: 1 };

/** Sentences to say, strongest first, each number with the letter of its source; below, whole texts made of them. */
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

  #name(id: string): string {
    const { profile, candidate, next } = this.report;
    const known = [...(profile?.skills ?? []), ...(candidate?.skills ?? []), ...next];
    const skill = known.find((found) => found.id === id);
    return skill ? nameIn(this.lang, skill) : id;
  }

  #head(point: TalkingPoint): string {
    const { s, report } = this;
    const anchor = report.anchors.find((a) => a.id === point.anchor);
    if (anchor) return s.anchors[anchor.id] ?? anchor.id;
    const names = point.skills.map((id) => this.#name(id));
    return names.length > 0 ? names.join(' + ') : (s.talkKinds[point.kind] ?? point.kind);
  }

  /** Rods of the résumé where it has the skill, else of the text. */
  #rods(id: string): number {
    const held = this.report.candidate?.skills.find((skill) => skill.id === id);
    return held ? PROOF_RODS[held.proof] : rodsOf(this.report, id);
  }

  #chip(point: TalkingPoint) {
    const anchor = this.report.anchors.find((a) => a.id === point.anchor);
    const [skill] = point.skills;
    return chip({
      name: this.#head(point),
      rods: skill === undefined || point.kind === 'next' ? undefined : this.#rods(skill),
      worth: anchor ? yuan(anchor.amount) : undefined,
      look: point.kind === 'next' ? 'next' : '',
      small: true,
    });
  }

  async #copy(point: TalkingPoint): Promise<void> {
    const done = await copyText(plain(inLang(this.lang, point.parts)));
    this.copied = done ? point.id : null;
    this.said = done ? `${this.s.copied}：${this.#head(point)}` : this.s.copyFailed;
  }

  #card(point: TalkingPoint) {
    const { s, lang } = this;
    return html`<li class="card">
      <div class="card-top">
        ${this.#chip(point)}
        <button class="txtbtn xs" aria-label=${s.copyOf(this.#head(point))} @click=${() => this.#copy(point)}>
          ${this.copied === point.id ? s.copied : s.copy}
        </button>
      </div>
      <p class="prose">${sentence(s, lang, point.id, inLang(lang, point.parts))}</p>
      ${point.citations.length === 0 ? nothing : sources(lang, point.id, point.citations)}
    </li>`;
  }

  override render() {
    const { s, report, lang } = this;
    if (report.talk.length === 0) return nothing;
    return html`<section class="talk">
      <h2 class="sec">${s.talk}<span class="note">${s.talkNote}</span></h2>
      <ol class="cards">
        ${report.talk.map((point) => this.#card(point))}
      </ol>
      <span class="vh" role="status">${this.said}</span>
      <ch-scripts .s=${s} .scripts=${report.scripts} .lang=${lang}></ch-scripts>
    </section>`;
  }
}
customElements.define('ch-talk', Talk);
