/** Who is best, by how much, how surely, what decides it, and what would make the second draw level. */
import { html, nothing, svg } from 'lit';
import type { OfferVerdict, OffersSection } from '../../engine/generated/report.ts';
import { percent, range, signed as withSign, signedYuan, whole, yuan } from '../../state/format.ts';
import { PARTS, type Column, type PartId } from '../../state/offer-rows.ts';
import type { OfferStrings } from '../../strings/offers.ts';
import { rich } from '../base/rich.ts';
import { nameOf } from '../offers/names.ts';

/** A chance from draws is never sure: 4,096 of them tell no more than a thousandth. */
const chanceOf = (chance: number): string => (chance > 0.999 ? '> 99.9%' : percent(chance));

const signed = (n: number): string => (Math.round(n) === 0 ? '0' : withSign(n));

const SPAN = 50;

/** From the middle: right is for the best, left (hatched) for the second. */
function bar(s: OfferStrings, part: PartId, amount: number, most: number) {
  const width = (Math.abs(amount) / most) * SPAN;
  const x = amount < 0 ? SPAN - width : SPAN;
  return html`<svg
    class="amount-bar"
    height="12"
    role="img"
    aria-label=${s.offerBarAlt(s.offerRows[part], signed(amount))}
  >
    ${svg`<line class="conn" x1="50%" x2="50%" y1="0" y2="12"></line><rect class=${amount < 0 ? 'f-hatch' : 'f-mid'} x=${`${x.toFixed(2)}%`} width=${`${width.toFixed(2)}%`} y="1" height="10"></rect>`}
  </svg>`;
}

function differences(s: OfferStrings, { by_part, difference }: OfferVerdict, title: string) {
  const parts = PARTS.filter((part) => by_part[part].low !== 0 || by_part[part].high !== 0);
  const most = Math.max(1, ...parts.map((part) => Math.abs(by_part[part].expected)));
  const interval = (low: number, high: number) =>
    low === high ? '' : html`<small>${range(signed(low), signed(high))}</small>`;
  return html`<details class="why plain">
    <summary>${title}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${title}>
      <table>
        <thead>
          <tr>
            <th scope="col">${s.offerDifferencePart}</th>
            <th scope="col" class="n">${s.offerDifferenceAmount}</th>
            <th scope="col" class="n">${s.offerDifferenceInterval}</th>
            <td></td>
          </tr>
        </thead>
        <tbody>
          ${parts.map((part) => {
            const { expected, low, high } = by_part[part];
            return html`<tr>
              <th scope="row">${s.offerRows[part]}</th>
              <td class="n">${signed(expected)}</td>
              <td class="n">${interval(low, high)}</td>
              <td class="bar-cell">${bar(s, part, expected, most)}</td>
            </tr>`;
          })}
          <tr class="sum">
            <th scope="row">${s.offerRows.total}</th>
            <td class="n">${signed(difference.expected)}</td>
            <td class="n">${interval(difference.low, difference.high)}</td>
            <td></td>
          </tr>
        </tbody>
      </table>
    </div>
  </details>`;
}

function level(s: OfferStrings, { break_even, break_even_low, break_even_high }: OfferVerdict, second: string) {
  if (break_even === null) return s.offerNoBreakEven(second) + s.stop;
  const sure = break_even_low === null || break_even_high === null || break_even_low === break_even_high;
  const within = sure ? '' : s.offerBreakEvenRange(whole(break_even_low), whole(break_even_high));
  return html`${rich(s.offerBreakEven(second, whole(break_even)))}${within}${s.stop}`;
}

export function verdict(s: OfferStrings, { verdict: found }: OffersSection, columns: Column[]) {
  const [one, other] = found ? [columns[found.best], columns[found.second]] : [];
  if (!found || !one || !other) return nothing;
  const [best, second] = [nameOf(s, one.draft, one.place), nameOf(s, other.draft, other.place)];
  const { difference, chance, decides, by_part } = found;
  const sure = difference.low === difference.high;
  if (sure && Math.round(difference.expected) === 0)
    return html`<p class="say offer-verdict">${s.offerLevel(best, second)}</p>`;
  return html`<div class="offer-verdict">
    <p class="say">${rich(s.offerVerdict(best, second, yuan(difference.expected)))}</p>
    <p class="say-sub">
      ${sure ? s.offerVerdictSure : s.offerVerdictRange(whole(difference.low), whole(difference.high), chanceOf(chance))}${rich(s.offerDecides(s.offerParts[decides], signedYuan(by_part[decides].expected)))}
    </p>
    <p class="say-sub">${level(s, found, second)}</p>
    ${differences(s, found, s.offerDifference(best, second))}
  </div>`;
}
