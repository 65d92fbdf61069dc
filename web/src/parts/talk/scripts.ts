import { html, nothing } from 'lit';
import type { Script } from '../../engine/generated/report.ts';
import type { Lang } from '../../state/state.ts';
import { Part } from '../base/part.ts';
import { copyText } from '../base/copy.ts';
import { inLang, plain, sentence, sources } from './said.ts';
import './scripts.css';

type Form = Script['form'];
type Register = Script['register'];

const FORMS: Form[] = ['spoken', 'written'];
const REGISTERS: Register[] = ['formal', 'warm', 'brief'];
const LANGS: [Lang, string][] = [
  ['zh-CN', '中文'],
  ['en', 'English'],
];

/** What to say in each situation, or an e-mail: register and language are the user's, whatever the page's language. */
export class Scripts extends Part {
  static override properties = {
    ...Part.properties,
    scripts: { attribute: false },
    lang: { attribute: false },
    form: { state: true },
    situation: { state: true },
    register: { state: true },
    chosen: { state: true },
    said: { state: true },
  };
  declare scripts: Script[];
  declare lang: Lang;
  declare form: Form;
  declare situation: string | null;
  declare register: Register;
  /** The script's language, once chosen; till then the page's. */
  declare chosen: Lang | null;
  declare said: string;

  constructor() {
    super();
    this.form = 'spoken';
    this.situation = null;
    this.register = 'formal';
    this.chosen = null;
    this.said = '';
  }

  /** Buttons of which one is pressed. */
  #choice<T extends string>(label: string, options: [T, string][], now: T, choose: (value: T) => void, lang = false) {
    return html`<div class="seg small" role="group" aria-label=${label}>
      ${options.map(
        ([value, name]) =>
          html`<button
            aria-pressed=${value === now ? 'true' : 'false'}
            lang=${lang ? value : nothing}
            @click=${() => {
              choose(value);
              this.said = '';
            }}
          >
            ${name}
          </button>`,
      )}
    </div>`;
  }

  async #copy(script: Script, lang: Lang): Promise<void> {
    const text = inLang(lang, script.parts).map(plain).join('\n\n');
    this.said = (await copyText(text)) ? this.s.copied : this.s.copyFailed;
  }

  #text(script: Script, lang: Lang) {
    const { s } = this;
    const paragraphs = inLang(lang, script.parts);
    const marks = new Set(paragraphs.flatMap((runs) => runs.map((run) => run.mark)));
    const cited = script.citations.filter(({ mark }) => marks.has(mark));
    const owner = `script-${script.id}-${script.register}`;
    return html`<div class="body">
      <blockquote class="script prose" lang=${lang}>
        ${paragraphs.map((runs) => html`<p>${sentence(s, lang, owner, runs)}</p>`)}
      </blockquote>
      ${cited.length === 0 ? nothing : sources(this.lang, owner, cited)}
    </div>`;
  }

  override render() {
    const { s, scripts } = this;
    const forms = FORMS.filter((form) => scripts.some((script) => script.form === form));
    const form = forms.includes(this.form) ? this.form : forms[0];
    if (form === undefined) return nothing;
    const ids = [...new Set(scripts.filter((script) => script.form === form).map(({ id }) => id))];
    const id = ids.find((known) => known === this.situation) ?? ids[0];
    const script = scripts.find((found) => found.id === id && found.register === this.register);
    if (!script) return nothing;
    const lang = this.chosen ?? this.lang;
    const named = <T extends string>(values: T[], names: Record<string, string>): [T, string][] =>
      values.map((value) => [value, names[value] ?? value]);
    return html`<section class="scripts sheet">
      <h3 class="sec">${s.scripts}<span class="note">${s.scriptsNote}</span></h3>
      <div class="choices">
        ${this.#choice(s.scriptForm, named(forms, s.scriptForms), form, (value) => (this.form = value))}
        ${this.#choice(s.scriptRegister, named(REGISTERS, s.registers), this.register, (v) => (this.register = v))}
        ${this.#choice(s.scriptLang, LANGS, lang, (value) => (this.chosen = value), true)}
      </div>
      ${
        ids.length < 2
          ? nothing
          : this.#choice(s.situation, named(ids, s.situations), script.id, (value) => (this.situation = value))
      }
      ${this.#text(script, lang)}
      <div class="acts">
        <button class="btn main" @click=${() => this.#copy(script, lang)}>${s.copyScript}</button>
        <span class="xs ink2" role="status">${this.said}</span>
      </div>
    </section>`;
  }
}
customElements.define('ch-scripts', Scripts);
