/** What was left on the table, once the talk is over. Amounts are what packages cost the employer, as its limit is. */
import { html, nothing, svg } from 'lit';
import type { NegotiationSection, Package } from '../../engine/generated/report.ts';
import { whole, yuan } from '../../state/format.ts';
import { at } from '../../state/scale.ts';
import { bundle, leftOf, type PracticeRound } from '../../state/table-views.ts';
import { axisRow, box, plot, row, vertical } from '../axis/draw.ts';
import { rich } from '../base/rich.ts';
import { packageText } from './package.ts';
import { reference, type Words } from './talk.ts';

type Debrief = NonNullable<NonNullable<NegotiationSection['practice']>['debrief']>;

const HEIGHT = 34;

const ending = (rounds: PracticeRound[]): 'accepted' | 'taken' | 'left' | 'lost' => {
  const last = rounds.at(-1);
  if (last?.move?.do === 'accept') return 'accepted';
  if (last?.move?.do === 'leave') return 'left';
  return last?.reply?.kind === 'accept' ? 'taken' : 'lost';
};

/** From what the deal cost them, or the walk-away, up to their limit: what could still have been won. */
function drawn({ s, scale: d, walkAway }: Words, { limit, cost }: Debrief, left: number) {
  const from = cost ?? Math.min(walkAway, limit);
  const marks = svg`${left > 0 ? box('f-hatch', d, from, limit, 12, 10) : nothing}${reference(d, walkAway, HEIGHT)}${vertical('s-them', at(d, limit), 5, 29)}${
    cost === null
      ? nothing
      : svg`<svg x=${at(d, cost)} y="17" overflow="visible"><path class="practice-offer" d="M0-6L6 0 0 6-6 0z"></path></svg>`
  }`;
  const alt =
    cost === null
      ? s.debriefAltNone(whole(limit), whole(walkAway))
      : s.debriefAlt(whole(limit), whole(cost), whole(left));
  return html`<div class="axis">
    ${row(
      '',
      html`<span>${s.debriefLimit}</span><small>${s.debriefCostUnit}</small>`,
      plot(d, HEIGHT, alt, marks),
      html`<span class="num">${whole(limit)}</span>`,
    )}
    ${axisRow(d, s.practiceUnit)}
  </div>`;
}

function sentence({ s, walkAway }: Words, { limit, cost, overlap }: Debrief, left: number, worth: number | null) {
  if (cost !== null && worth !== null) {
    const below = worth < walkAway ? s.debriefBelow(whole(walkAway)) : '';
    return html`<p class="say">${rich(s.debriefLeft(yuan(left)))}</p>
      <p class="say-sub">${s.debriefSum(whole(limit), whole(cost), whole(left))}${below}</p>`;
  }
  const missed = left > 0 ? s.debriefMissed(yuan(left)) : s.debriefMissedTerms;
  return html`<p class="say">${overlap ? rich(missed) : s.debriefNothing}</p>
    <p class="say-sub">${s.debriefMissedSum(whole(limit), whole(walkAway))}</p>`;
}

export function debrief(words: Words, found: Debrief, deal: Package | null, rounds: PracticeRound[]) {
  const { s, lang, issues } = words;
  const made = deal ? bundle(issues, deal) : null;
  const left = leftOf(found, words.walkAway);
  const named = (name: string, note: string, pack: Package | null) => {
    if (!pack) return nothing;
    const priced = bundle(issues, pack);
    return html`<tr>
      <th scope="row">
        <b>${name}</b>${note === '' ? nothing : html` <small>${note}</small>`}
        <span class="debrief-package">${packageText(s, lang, priced)}</span>
      </th>
      <td class="n you">${whole(priced.worth)}</td>
      <td class="n them">${whole(priced.cost)}</td>
    </tr>`;
  };
  const refused = found.refused_though_affordable.map((place) => s.practiceRound(place + 1));
  return html`<h3 tabindex="-1">${s.debrief} <span class="muted">${s.debriefEnds[ending(rounds)]}</span></h3>
    ${sentence(words, found, left, made?.worth ?? null)} ${drawn(words, found, left)}
    <div class="scroll" tabindex="0" role="region" aria-label=${s.debriefTable}>
      <table class="debrief-table">
        <caption class="vh">
          ${s.debriefTable}
        </caption>
        <thead>
          <tr>
            <th scope="col">${s.debriefPackage}</th>
            <th scope="col" class="n">${s.dealWorth}</th>
            <th scope="col" class="n">${s.dealCost}</th>
          </tr>
        </thead>
        <tbody>
          ${named(s.debriefDeal, '', deal)} ${named(s.debriefBetter, s.debriefBetterNote, found.better)}
          ${named(s.debriefBest, s.debriefBestNote, found.best)}
        </tbody>
      </table>
    </div>
    ${deal && !found.better ? html`<p class="xs ink2">${s.debriefPareto}</p>` : nothing}
    ${refused.length > 0 ? html`<p class="xs ink2">${s.debriefRefused(refused.join(s.listComma))}</p>` : nothing}
    <p class="xs muted">${s.debriefSource}</p>`;
}
