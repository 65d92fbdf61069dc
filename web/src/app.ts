import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { EngineClient, problemOf } from './engine/client.ts';
import { readCatalogue } from './state/catalogue.ts';
import { openEngine } from './engine/open.ts';
import { sentence } from './parts/answer/words.ts';
import { patterns } from './parts/axis/draw.ts';
import './parts/later/later.ts';
import './parts/quote-tab/quote-tab.ts';
import './parts/top-bar/top-bar.ts';
import { FileError } from './reading/fault.ts';
import { readFile } from './reading/read-file.ts';
import { BLANK } from './state/input.ts';
import type { Catalogue } from './state/search.ts';
import { initial, isBare, question, reduce, type Act, type Lang, type State, type Tab } from './state/state.ts';
import { readSettings, writeSettings } from './settings.ts';
import { EXAMPLES } from './strings/examples.ts';
import { STRINGS, type Strings } from './strings/index.ts';

/** A first load longer than this shows its progress. */
const SLOW_MS = 200;
/** A screen reader hears the answer once typing rests this long. */
const SAY_MS = 700;

/** The month now, as the engine takes it. */
const month = (): string => {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`;
};

/** The tab that an address names, the first where it names nothing; a citation's address names none. */
const tabOf = (hash: string): Tab | null => {
  const name = hash.slice(1);
  if (name === '') return 'quote';
  return name === 'quote' || name === 'posting' ? name : null;
};

/** Runs when the page has nothing better to do. */
const whenIdle = (run: () => void): void => {
  if ('requestIdleCallback' in window) window.requestIdleCallback(run, { timeout: 1000 });
  else setTimeout(run, 200);
};

/** The page: holds the state, asks the engine on every edit, hands slices to the parts. */
export class App extends LitElement {
  static override properties = { state: { state: true }, catalogue: { state: true }, spoken: { state: true } };
  declare state: State;
  declare catalogue: Catalogue;
  declare spoken: string;

  #client = new EngineClient(() => openEngine(this.#progress, this.#lexicon), {
    report: (report, ms) => {
      this.#dispatch({ type: 'report', report, ms, input: this.#asked });
      this.#extendOnce();
    },
    failure: (problem) => this.#dispatch({ type: 'failed', problem }),
  });
  /** What the newest request asks for. */
  #asked = BLANK;
  /** The later group of files is there or under way. */
  #extended = false;
  #frame = 0;
  #sayTimer = 0;

  constructor() {
    super();
    const { lang, theme } = readSettings();
    this.state = initial(lang, theme, tabOf(location.hash) ?? 'quote');
    this.catalogue = { skills: [], cities: [] };
    this.spoken = '';
    this.addEventListener('act', (event) => this.#dispatch((event as CustomEvent<Act>).detail));
    window.addEventListener('hashchange', this.#route);
    void this.#load();
  }

  #route = (): void => {
    const tab = tabOf(location.hash);
    if (!tab || tab === this.state.tab) return;
    this.#dispatch({ type: 'tab', tab });
    window.scrollTo(0, 0);
  };

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #progress = (done: number, total: number): void => this.#dispatch({ type: 'progress', done, total });
  #lexicon = (bytes: ArrayBuffer): void => {
    this.catalogue = readCatalogue(bytes);
  };

  async #load(): Promise<void> {
    const slow = window.setTimeout(() => this.#dispatch({ type: 'slow' }), SLOW_MS);
    this.#ask();
    try {
      const { version, refused } = await this.#client.load();
      this.#dispatch({ type: 'ready', version, refused });
    } catch (error) {
      this.#dispatch({ type: 'failed', problem: problemOf(error) });
    } finally {
      window.clearTimeout(slow);
    }
  }

  #dispatch(act: Act): void {
    const before = this.state;
    this.state = reduce(before, act);
    const { input, tab, screening } = this.state;
    const looks = tab === 'posting' && (tab !== before.tab || screening !== before.screening);
    if (input !== before.input || looks) this.#schedule();
    if (act.type === 'lang') this.#exampleIn(act.lang);
    if (act.type === 'lang' || act.type === 'theme') writeSettings(this.state);
    if (act.type === 'report') this.#say();
    if (act.type === 'retry') this.#retry(before);
    if (act.type === 'file') void this.#read(act.file);
  }

  /** Untouched examples follow the language. */
  #exampleIn(lang: Lang): void {
    const { example, exampleResume } = this.state;
    const texts = EXAMPLES[lang];
    if (example) this.#dispatch({ type: 'example', which: example, text: texts[example] });
    if (exampleResume) this.#dispatch({ type: 'example-resume', text: texts.resume });
  }

  #retry(before: State): void {
    this.#extended = false;
    if (before.engine.phase === 'failed') void this.#load();
    else this.#extendOnce();
  }

  /** What the first answer can do without comes behind it; at once where it is looked at. */
  #extendOnce(): void {
    if (this.#extended) return;
    this.#extended = true;
    if (this.state.tab === 'posting') void this.#extend();
    else whenIdle(() => void this.#extend());
  }

  async #extend(): Promise<void> {
    try {
      const [refused] = await Promise.all([this.#client.extend(), import('./parts/posting-tab/posting-tab.ts')]);
      this.#dispatch({ type: 'screening', refused });
    } catch (error) {
      this.#dispatch({ type: 'unscreened', problem: problemOf(error) });
    }
  }

  async #read(file: File): Promise<void> {
    const { name } = file;
    this.#dispatch({ type: 'reading', name });
    try {
      this.#dispatch({ type: 'read', name, text: await readFile(file) });
    } catch (error) {
      this.#dispatch({ type: 'unread', name, fault: error instanceof FileError ? error.fault : 'not_loaded' });
    }
  }

  /** At most one request a frame, for the newest input. */
  #schedule(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#ask();
    });
  }

  #ask(): void {
    this.#asked = this.state.input;
    const { tab, screening } = this.state;
    this.#client.ask(
      question(this.#asked, { today: month(), screening: tab === 'posting' && screening.phase === 'ready' }),
    );
  }

  #say(): void {
    window.clearTimeout(this.#sayTimer);
    this.#sayTimer = window.setTimeout(() => {
      const { report } = this.state;
      if (report && !isBare(this.state)) this.spoken = sentence(this.#s, report).replaceAll('*', '');
    }, SAY_MS);
  }

  get #s(): Strings {
    return STRINGS[this.state.lang];
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('state')) return;
    const root = document.documentElement;
    const { lang, theme, tab } = this.state;
    root.lang = lang;
    document.title = this.#s.pageTitles[tab] ?? '';
    if (theme === 'auto') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
  }

  #foot() {
    const s = this.#s;
    const { report, engine } = this.state;
    return html`<footer class="foot">
      ${report?.model ? html`<span>${s.model} ${report.model.id}</span>` : nothing}
      <span>${s.postedNotPaid}</span><span>${s.association}</span>
      ${engine.phase === 'ready' ? html`<span>${s.engineVersion(engine.version)}</span>` : nothing}
    </footer>`;
  }

  #tab() {
    const s = this.#s;
    const { state } = this;
    if (state.tab === 'quote')
      return html`<ch-quote-tab .s=${s} .state=${state} .catalogue=${this.catalogue}></ch-quote-tab>`;
    return customElements.get('ch-posting-tab')
      ? html`<ch-posting-tab .state=${state}></ch-posting-tab>`
      : html`<ch-later .s=${s} .screening=${state.screening}></ch-later>`;
  }

  override render() {
    const s = this.#s;
    const { lang, theme, ms, tab } = this.state;
    return html`${patterns()}
      <ch-top-bar .s=${s} .lang=${lang} .theme=${theme} .ms=${ms} .tab=${tab}></ch-top-bar>
      <main class="page">
        <h1 class="vh">${s.tabNames[tab]}</h1>
        ${this.#tab()} ${this.#foot()}
        <p class="vh" role="status" id="spoken">${this.spoken}</p>
      </main>`;
  }
}
customElements.define('ch-app', App);
