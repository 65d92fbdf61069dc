import { html, nothing, svg } from 'lit';
import type { NegotiationSection } from '../../engine/generated/report.ts';
import { percent, range, whole } from '../../state/format.ts';
import { area, onAxis, path } from '../../state/plan-views.ts';
import { say } from '../../state/posting.ts';
import { at, type Domain } from '../../state/scale.ts';
import type { Lang } from '../../state/state.ts';
import type { PlanStrings } from '../../strings/plan.ts';
import { plot, row, vertical, whisker } from '../axis/draw.ts';
import { Part } from '../base/part.ts';
import './limit-ridge.css';

const HEIGHT = 54;
const GROUND = 38;
const WHISKER = 46;

/** What the employer may pay at most: the posterior as a ridge on the money axis, its 80 % and median beneath. */
export class LimitRidge extends Part {
  static override properties = {
    ...Part.properties,
    section: { attribute: false },
    domain: { attribute: false },
    lang: { attribute: false },
  };
  declare s: PlanStrings;
  declare section: NegotiationSection;
  declare domain: Domain;
  declare lang: Lang;

  #types(limit: NonNullable<NegotiationSection['limit']>): string {
    const { s, section, lang } = this;
    const names = limit.types.map(({ id, share }) => {
      const name = section.types.find((type) => type.id === id)?.name;
      return s.typeShare(name ? say(lang, name) : id, percent(share, 0));
    });
    return s.limitTypes(names.join(s.listComma));
  }

  override render() {
    const { s, section, domain: d } = this;
    const { limit, settings } = section;
    if (!limit) return nothing;
    const { median, low, high, prior, density } = limit;
    const points = onAxis(d, density);
    const marks = svg`<svg class="edge" width="100%" height=${GROUND} viewBox="0 0 100 100" preserveAspectRatio="none"><path class="ridge" d=${area(points)}></path><path class="ridge-edge" d=${path(points)} vector-effect="non-scaling-stroke"></path></svg>
      ${vertical('ref', at(d, settings.walk_away), 0, HEIGHT)}${whisker(d, low, high, WHISKER, 't')}<circle class="f-them" cx=${at(d, median)} cy=${WHISKER} r="3.5"></circle>`;
    return html`<div class="axis">
      ${row(
        'first',
        html`<span>${s.limitName}</span><small>${s.limitNote}</small>`,
        plot(d, HEIGHT, s.limitAlt(whole(median), whole(low), whole(high)), marks),
        html`<span class="num">${whole(median)}</span><small class="num">${range(whole(low), whole(high))}</small>`,
      )}
      <p class="xs muted limit-note">
        ${s.limitPrior(whole(prior.median), whole(prior.low), whole(prior.high))} · ${this.#types(limit)}
      </p>
    </div>`;
  }
}
customElements.define('ch-limit-ridge', LimitRidge);
