/**
 * <chouma-panel>: what a posting, skills or a résumé are worth, on a host's page. Attributes and properties give it what
 * to read; `chouma-report`, `chouma-error` and `chouma-quota` tell the host what it may know. It stores nothing.
 */
import assets from 'virtual:embed-assets';
import sheet from 'virtual:embed-style';
import { LitElement, html, nothing, unsafeCSS, type PropertyValues } from 'lit';
import { month } from '../clock.ts';
import { EngineError, problemOf } from '../engine/client.ts';
import type { Problem, Report } from '../engine/generated/report.ts';
import { openEngine } from '../engine/open.ts';
import { moneyMarks } from '../state/marks.ts';
import { domainHolding, type Domain } from '../state/scale.ts';
import type { Act, EngineState, Lang, Theme } from '../state/state.ts';
import { EMBED_STRINGS } from '../strings/embed.ts';
import '../styles/tokens.css';
import '../styles/base.css';
import './panel.css';
import { allowed, type Allowed } from './allowed.ts';
import {
  GIVEN_FIELDS,
  isNothing,
  missing,
  NOTHING,
  questionOf,
  readGiven,
  refusal,
  type Given,
  type Mode,
  type Range,
} from './given.ts';
import { spend, type Decide, type QuotaHook, type Spent } from './quota.ts';
import { SharedEngine, type Seat } from './shared-engine.ts';
import { reportOf } from './shown.ts';
import { applyTheme } from './theming.ts';
import { panel } from './view.ts';

/** A first load longer than this shows its progress. */
const SLOW_MS = 200;
/** With a quota, typing is asked once it rests: each question is spent. */
const REST_MS = 600;
const LOADING: EngineState = { phase: 'loading', done: 0, total: 0, slow: false };
const EMPTY_DOMAIN: Domain = { lo: 10_000, hi: 60_000 };

const base = new URL('../', import.meta.url).href;
const engine = new SharedEngine((progress) => openEngine(progress, { list: assets, base }));
const styles = unsafeCSS(sheet);

type Raw = Record<keyof Given, unknown>;

export class ChoumaPanel extends LitElement implements Raw {
  static override styles = styles;
  static override properties = {
    ...Object.fromEntries(GIVEN_FIELDS.map((name) => [name, {}])),
    lang: { reflect: true },
    theme: { reflect: true },
    mode: {},
    hostId: { attribute: 'host-id' },
    quota: { attribute: false },
    view: { state: true },
  };
  declare posting: string | null;
  declare range: string | Range | null;
  declare skills: string | string[] | null;
  declare city: string | null;
  declare years: string | number | null;
  declare education: string | null;
  declare level: string | null;
  declare resume: string | null;
  declare theme: Theme;
  declare mode: Mode;
  declare hostId: string | null;
  declare quota: QuotaHook | null;
  /** What is shown; replaced, never changed. */
  declare view: {
    engine: EngineState;
    problems: Problem[];
    late: Problem[];
    /** Why the quota could not be asked. */
    fault: Problem | null;
    answer: Allowed | null;
    answered: Given;
    domain: Domain;
    spent: Spent | null;
    typed: string | null;
    added: string[];
  };
  #seat: Seat | null = null;
  /** The last question that was asked, as text: the same is not asked, nor spent, again. */
  #asked = '';
  #asking: Given = NOTHING;
  #askedIn: Mode = 'candidate';
  #turn = 0;
  #timer = 0;
  #extended = false;
  #screening = false;
  #dark = window.matchMedia('(prefers-color-scheme: dark)');
  #watch = new MutationObserver(() => this.restyle());

  constructor() {
    super();
    for (const name of GIVEN_FIELDS) this[name] = null;
    this.theme = 'auto';
    this.mode = 'candidate';
    this.hostId = null;
    this.quota = null;
    this.view = {
      engine: LOADING,
      problems: [],
      late: [],
      fault: null,
      answer: null,
      answered: NOTHING,
      domain: EMPTY_DOMAIN,
      spent: null,
      typed: null,
      added: [],
    };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#seat = engine.join({
      report: (report) => this.#answered(report),
      failure: (problem) => this.#failed(problem),
      progress: (done, total) => {
        const { engine: now } = this.view;
        if (now.phase === 'loading') this.#show({ engine: { ...now, done, total } });
      },
    });
    this.#dark.addEventListener('change', this.#restyled);
    // The page's own sheets may come after the panel.
    window.addEventListener('load', this.#restyled);
    if (this.hasUpdated) this.restyle();
    this.#watch.observe(this, { attributeFilter: ['class', 'style'] });
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.#timer);
    this.#dark.removeEventListener('change', this.#restyled);
    window.removeEventListener('load', this.#restyled);
    this.#watch.disconnect();
    this.#seat?.leave();
    this.#seat = null;
    this.#asked = '';
    this.#extended = this.#screening = false;
    this.#turn += 1;
  }

  /** Reads again what the page sets as CSS custom properties; the panel does so itself where its class, style or theme changes. */
  restyle(): void {
    const frame = this.renderRoot.querySelector<HTMLElement>('.chouma');
    const probe = this.renderRoot.querySelector<HTMLElement>('.probe');
    if (frame && probe) applyTheme(this, frame, probe);
  }
  #restyled = (): void => this.restyle();

  #show(change: Partial<ChoumaPanel['view']>): void {
    this.view = { ...this.view, ...change };
  }

  #tell(type: 'chouma-report' | 'chouma-error' | 'chouma-quota', detail: object): void {
    const own = { ...detail, host_id: this.hostId };
    this.dispatchEvent(new CustomEvent(type, { detail: own, bubbles: true, composed: true }));
  }
  #tellAll(problems: Problem[]): void {
    for (const problem of problems) this.#tell('chouma-error', problem);
  }

  async #load(): Promise<void> {
    const seat = this.#seat;
    const slow = window.setTimeout(() => {
      const { engine: now } = this.view;
      if (now.phase === 'loading') this.#show({ engine: { ...now, slow: true } });
    }, SLOW_MS);
    try {
      const { version, refused } = (await seat?.load()) ?? { version: '', refused: [] };
      if (seat !== this.#seat) return;
      this.#show({ engine: { phase: 'ready', version, refused } });
      this.#tellAll(refused);
    } catch (error) {
      if (seat === this.#seat) this.#failed(problemOf(error));
    } finally {
      window.clearTimeout(slow);
    }
  }

  #failed(problem: Problem): void {
    this.#asked = '';
    this.#extended = this.#screening = false;
    this.#show({ engine: { phase: 'failed', problem } });
    this.#tell('chouma-error', problem);
  }

  #retry(): void {
    this.#show({ engine: LOADING, late: [] });
    void this.#load();
  }

  /** What screening needs comes behind the first answer to a text, which is then asked again for it. */
  async #extend(): Promise<void> {
    const { posting, resume } = this.#asking;
    if (this.#extended || !(posting ?? resume)) return;
    this.#extended = true;
    const seat = this.#seat;
    let late: Problem[];
    try {
      late = (await seat?.extend()) ?? [];
    } catch (error) {
      late = [problemOf(error)];
    }
    if (seat !== this.#seat) return;
    this.#show({ late });
    this.#tellAll(late);
    this.#screening = late.length === 0;
    if (this.#screening) this.#seat?.ask(this.#question(this.#asking));
  }

  #question = (given: Given) => questionOf(given, this.mode, month(), this.#screening);

  #raw(): Raw {
    return Object.fromEntries(GIVEN_FIELDS.map((name) => [name, this[name]])) as unknown as Raw;
  }

  /** What the host gives, and in a candidate's panel what was typed and picked here. */
  #read(): { given: Given; problems: Problem[] } {
    const { given, problems } = readGiven(this.#raw() as Record<string, unknown>);
    if (this.mode === 'recruiter') return { given, problems };
    if (this.mode !== 'candidate')
      return { given: NOTHING, problems: [refusal('out_of_range', 'mode', this.mode, 'candidate, recruiter')] };
    const { typed, added } = this.view;
    return { given: { ...given, posting: given.posting ?? typed, skills: [...given.skills, ...added] }, problems };
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('mode')) this.view = { ...this.view, answer: null, typed: null, added: [], spent: null };
    const { given, problems } = this.#read();
    if (JSON.stringify(problems) !== JSON.stringify(this.view.problems)) {
      this.view = { ...this.view, problems };
      this.#tellAll(problems);
    }
    const silent = problems.length > 0 || isNothing(given) || missing(given, this.mode).length > 0;
    if (silent) {
      this.#asked = '';
      this.#turn += 1;
      if (this.view.answer) this.view = { ...this.view, answer: null };
    } else if (this.view.engine.phase === 'ready') this.#schedule(given);
  }

  #schedule(given: Given): void {
    const question = JSON.stringify([this.mode, questionOf(given, this.mode, month(), false)]);
    if (question === this.#asked) return;
    this.#asked = question;
    this.#turn += 1;
    window.clearTimeout(this.#timer);
    const turn = this.#turn;
    const rest = this.quota && this.view.answer && this.view.typed !== null ? REST_MS : 0;
    this.#timer = window.setTimeout(() => void this.#ask(given, turn), rest);
  }

  async #ask(given: Given, turn: number): Promise<void> {
    const seat = this.#seat;
    try {
      if (this.quota && !(await this.#granted(this.quota, turn))) return;
    } catch (error) {
      const fault = problemOf(error);
      this.#show({ fault });
      this.#tell('chouma-error', fault);
      return;
    }
    if (turn !== this.#turn || seat !== this.#seat) return;
    this.#asking = given;
    this.#askedIn = this.mode;
    seat?.ask(this.#question(given));
  }

  async #granted(hook: QuotaHook, turn: number): Promise<boolean> {
    const decide: Decide = async (argument) => {
      if (!this.#seat) throw new EngineError(refusal('internal', 'quota', 'no panel', 'a panel on the page'));
      return this.#seat.call('decideQuota', argument);
    };
    const spent = await spend(hook, decide, () => Math.floor(Date.now() / 1000));
    if (turn !== this.#turn) return false;
    this.#show({ spent, fault: null });
    this.#tell('chouma-quota', spent);
    if (spent.verdict === 'rate_limited') this.#again(spent.retry_at);
    return spent.verdict === 'granted';
  }

  /** What came too quickly is asked again once the host's second is over. */
  #again(retryAt: number): void {
    this.#timer = window.setTimeout(
      () => {
        this.#asked = '';
        this.requestUpdate();
      },
      Math.max(0, retryAt * 1000 - Date.now()),
    );
  }

  #answered(report: Report): void {
    // What was asked has been taken back, or was asked as somebody else.
    if (this.#asked === '' || this.#askedIn !== this.mode) return;
    const answer = allowed(report, this.mode);
    const given = this.#asking;
    const domain = domainHolding(moneyMarks(reportOf(answer, given.range)), null) ?? this.view.domain;
    this.#show({ answer, answered: given, domain });
    this.#tell('chouma-report', { ...answer, asked_in: this.mode });
    void this.#extend();
  }

  /** What the parts do stays inside: the host hears of reports alone. */
  #act = (event: Event): void => {
    event.stopPropagation();
    const act = (event as CustomEvent<Act>).detail;
    if (act.type === 'retry') this.#retry();
    if (act.type === 'text') this.#show({ typed: act.text });
    if (act.type === 'add') this.#show({ added: [...this.view.added, act.tag] });
  };

  get #lang(): Lang {
    const lang = this.lang || document.documentElement.lang || navigator.language;
    return lang.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('view') || changed.has('theme')) this.restyle();
  }

  override render() {
    const { view, mode } = this;
    const { given, problems } = this.#read();
    const lang = this.#lang;
    const typed = mode === 'candidate' && given.posting === view.typed;
    const dark = this.theme === 'dark' || this.theme === 'light' ? this.theme : nothing;
    return html`<div class="hold">
      <div class="chouma" lang=${lang} data-theme=${dark} @act=${this.#act}>
        <span class="probe" hidden></span>
        ${panel({
          s: EMBED_STRINGS[lang],
          lang,
          mode,
          engine:
            view.engine.phase === 'ready'
              ? { ...view.engine, refused: [...view.engine.refused, ...view.late] }
              : view.engine,
          problems: view.fault ? [...problems, view.fault] : problems,
          missing: mode === 'recruiter' ? missing(given, mode) : [],
          report: view.answer ? reportOf(view.answer, given.range) : null,
          domain: view.domain,
          spent: view.spent,
          limits: this.quota?.limits ?? null,
          typed: typed ? { text: view.typed ?? '', answered: view.answered.posting === (view.typed ?? '') } : null,
          footed: this.querySelector('[slot=footer]') !== null,
          setLang: (to) => (this.lang = to),
        })}
      </div>
    </div>`;
  }
}
