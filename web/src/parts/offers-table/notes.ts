/** What the table cannot hold: dead zones, better splits, overtime over the cap, the simulation's error, the bounds taken. */
import { html, nothing } from 'lit';
import type { OfferWorth } from '../../engine/generated/report.ts';
import { whole } from '../../state/format.ts';
import type { Column } from '../../state/offer-rows.ts';
import type { OfferStrings } from '../../strings/offers.ts';
import { nameOf } from '../offers/names.ts';

function notesOf(s: OfferStrings, name: string, { bonus, hours, standard_error }: OfferWorth): string[] {
  const { amount, dead_zone: dead, best_bonus: best, tax, best_tax: least } = bonus;
  return [
    dead ? s.offerDeadZone(name, whole(amount), whole(dead.from), whole(dead.to)) : '',
    tax - least >= 1 ? s.offerBestSplit(name, whole(amount), whole(best), whole(tax - least)) : '',
    hours.over_cap > 0 ? s.offerOverCap(name, hours.over_cap.toFixed(1)) : '',
    standard_error >= 1 ? s.offerError(name, whole(standard_error)) : '',
  ].filter((note) => note !== '');
}

export function notes(s: OfferStrings, columns: Column[]) {
  const own = columns.flatMap(({ draft, place, worth }) => (worth ? notesOf(s, nameOf(s, draft, place), worth) : []));
  const from = [...new Set(columns.flatMap(({ worth }) => (worth ? [worth.insurance.from] : [])))];
  if (from.length === 0) return nothing;
  return html`<ul class="offer-notes xs">
    ${own.map((note) => html`<li>${note}</li>`)}
    <li class="muted">${s.offerTaken(from.join(', '))}</li>
  </ul>`;
}
