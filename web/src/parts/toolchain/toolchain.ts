import { html, nothing, svg } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Level, Toolchains } from '../../engine/generated/report.ts';
import { percent } from '../../state/format.ts';
import { say } from '../../state/posting.ts';
import type { Lang } from '../../state/state.ts';
import type { TabStrings } from '../../strings/posting.ts';
import { Part } from '../base/part.ts';
import { rich } from '../base/rich.ts';
import './toolchain.css';

const LEVELS: Level[] = ['intern', 'junior', 'mid', 'senior', 'lead', 'architect'];
const HEIGHT = 16;

/** A checklist per level; ticks move the level estimate. */
export class Toolchain extends Part {
  static override properties = {
    ...Part.properties,
    toolchains: { attribute: false },
    ticked: { attribute: false },
    lang: { attribute: false },
  };
  declare s: TabStrings;
  declare toolchains: Toolchains;
  /** Ids that the candidate ticked. */
  declare ticked: string[];
  declare lang: Lang;

  #likeliest(shares: number[]): [string, string] {
    const most = Math.max(...shares);
    const level = LEVELS[shares.indexOf(most)] ?? 'mid';
    return [this.s.levels[level] ?? level, percent(most, 0)];
  }

  #bar(share: number, cls: string) {
    return html`<svg height=${HEIGHT} aria-hidden="true">
      ${svg`<rect class=${cls} y="3" height="10" width=${`${(share * 100).toFixed(1)}%`}></rect>`}
    </svg>`;
  }

  #levels({ before, after }: Toolchains) {
    const { s } = this;
    return html`<table class="levels">
      <caption class="vh">
        ${s.levelAlt(s.level)}
      </caption>
      <thead>
        <tr>
          <td></td>
          <th scope="col">${s.byYears}</th>
          <th scope="col">${s.withTools}</th>
        </tr>
      </thead>
      <tbody>
        ${LEVELS.map((level, i) => {
          const [was, is] = [before[i] ?? 0, after[i] ?? 0];
          return html`<tr>
            <th scope="row">${s.levels[level]}</th>
            <td><span class="num">${percent(was, 0)}</span>${this.#bar(was, 'f-msoft')}</td>
            <td><span class="num">${percent(is, 0)}</span>${this.#bar(is, 'f-mid')}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  #item({ id, name, met, resume }: Toolchains['items'][number]) {
    const { s, lang } = this;
    const named = resume.length > 0;
    const light = (to: string | null) => () => named && this.act({ type: 'light', id: to });
    const change = (event: Event) => this.act({ type: 'tool', id, on: (event.target as HTMLInputElement).checked });
    return html`<li @pointerenter=${light(`tool:${id}`)} @pointerleave=${light(null)}>
      <label class="tick"
        ><input
          type="checkbox"
          .checked=${live(met || this.ticked.includes(id))}
          ?disabled=${named}
          @change=${change}
          @focus=${light(`tool:${id}`)}
          @blur=${light(null)}
        />${say(lang, name)}${named ? html` <small class="muted">${s.inResume}</small>` : nothing}</label
      >
    </li>`;
  }

  override render() {
    const { s, toolchains } = this;
    const { items, before, after } = toolchains;
    const levels = LEVELS.filter((level) => items.some((item) => item.level === level));
    return html`<section class="sheet">
      <h2 class="sec">${s.toolchain}<span class="note">${s.toolchainNote}</span></h2>
      <p class="ink2 moves" role="status">
        ${rich(s.levelMoves(...this.#likeliest(before), ...this.#likeliest(after)))}
      </p>
      ${this.#levels(toolchains)}
      <p class="xs muted">${s.toolchainSource}</p>
      ${levels.map(
        (level) =>
          html`<div class="group">
            <h3 class="gl">${s.levels[level]}</h3>
            <ul class="ticks">
              ${items.filter((item) => item.level === level).map((item) => this.#item(item))}
            </ul>
          </div>`,
      )}
    </section>`;
  }
}
customElements.define('ch-toolchain', Toolchain);
