import { html, nothing } from 'lit';
import type { NegotiationSection } from '../../engine/generated/report.ts';
import { percent, whole, yuan } from '../../state/format.ts';
import { say } from '../../state/posting.ts';
import { bundle, type DealIssue, type Term } from '../../state/table-views.ts';
import '../notices/notices.css';
import { TablePart } from '../practice/part.ts';
import './meso.css';

type Found = NonNullable<NegotiationSection['meso']>;
type MesoPackage = Found['packages'][number];

/** Up to three packages that are worth the same to the user, to be offered at once. */
export class MesoPackages extends TablePart {
  #term({ issue, value }: Term) {
    const { lang } = this;
    return html`<div>
      <dt>${say(lang, issue.name)}</dt>
      <dd>${say(lang, value.name)}</dd>
    </div>`;
  }

  #kinds({ optimal_for: kinds }: MesoPackage): string {
    const { s } = this;
    return kinds.map((kind) => s.mesoKinds[kind] ?? kind).join(s.listComma);
  }

  #package(one: MesoPackage, place: number, issues: DealIssue[]) {
    const { s } = this;
    const { base, changed, standing, cost } = bundle(issues, one.package);
    return html`<li class="meso-one">
      <h3>${s.mesoOf(place + 1)}</h3>
      <p class="meso-base num">${yuan(base)} <small class="muted">${s.mesoBaseUnit}</small></p>
      <dl class="meso-terms">${changed.map((term) => this.#term(term))}</dl>
      ${
        standing.length === 0
          ? nothing
          : html`<p class="xs muted">
              ${s.mesoStanding(standing.map(({ issue }) => say(this.lang, issue.name)).join(s.listComma))}
            </p>`
      }
      <dl class="meso-sum">
        <div>
          <dt>${s.mesoWorth}</dt>
          <dd class="num you"><b>${whole(one.worth)}</b></dd>
        </div>
        <div>
          <dt>${s.mesoCost}</dt>
          <dd class="num them">${whole(cost)}</dd>
        </div>
        <div>
          <dt>${s.mesoFor}</dt>
          <dd>${this.#kinds(one)}</dd>
        </div>
      </dl>
    </li>`;
  }

  #packages({ packages, spread, shortage }: Found, issues: DealIssue[]) {
    const { s } = this;
    if (packages.length === 0 && !shortage) return html`<p class="ink2">${s.mesoNone}</p>`;
    return html`${
        packages.length < 2 ? nothing : html`<p class="ink2 meso-say">${s.mesoSpread(percent(spread, 2))}</p>`
      }
      <ol class="meso-cards">
        ${packages.map((one, place) => this.#package(one, place, issues))}
      </ol>
      ${
        shortage
          ? html`<div class="warn xs">
              <p><b>${s.mesoShortage(packages.length)}</b></p>
              <p lang="en">${shortage.message}</p>
            </div>`
          : nothing
      }`;
  }

  override render() {
    const { s } = this;
    const { meso } = this.section;
    if (!meso) return nothing;
    const issues = this.issues();
    // Of base pay alone three packages would be three amounts of it.
    const priced = meso.packages.every((one) => Object.keys(one.package).length === 1);
    return html`<section class="sheet meso">
      <h2 class="sec">${s.meso}<span class="note">${s.mesoNote}</span></h2>
      ${priced && meso.packages.length > 0 ? html`<p class="ink2 meso-say">${s.mesoBaseOnly}</p>` : this.#packages(meso, issues)}
    </section>`;
  }
}
customElements.define('ch-meso', MesoPackages);
