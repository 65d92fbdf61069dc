/** The premium as a table: the same parts as the bars, with prior, estimate and weight each in its column. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PremiumPart, Report } from '../../engine/generated/report.ts';
import { factor, percent, range, whole } from '../../state/format.ts';
import type { Lang } from '../../state/state.ts';
import type { Strings } from '../../strings/index.ts';

export function partName(s: Strings, lang: Lang, part: PremiumPart): string {
  const names = part.names.map((name) => (lang === 'zh-CN' ? name.zh : name.en) || name.en).join(' + ');
  return part.source === 'overlap' ? s.overlapOf(names) : names;
}

/** Where a factor comes from, in a few words. */
export function shortSource(s: Strings, { source, parent, weight }: PremiumPart): string {
  if (source === 'blend') return s.blend(percent(weight, 0));
  if (source === 'parent' && parent !== null) return s.borrowed(parent);
  return s.shortSources[source] ?? source;
}

const orDash = (value: number | null, print: (n: number) => string): string => (value === null ? '–' : print(value));
const times = (f: number): string => `×${factor(f)}`;

function tableRow(s: Strings, lang: Lang, part: PremiumPart): TemplateResult {
  const count = (n: number) => (n > 0 ? whole(n) : '–');
  return html`<tr>
    <th scope="row">${partName(s, lang, part)} <small>${shortSource(s, part)}</small></th>
    <td class="n">${times(part.factor)}</td>
    <td class="n">
      <small>${part.source === 'base' ? '' : range(...(part.interval.map(factor) as [string, string]))}</small>
    </td>
    <td class="n">${orDash(part.prior, times)}</td>
    <td class="n">${orDash(part.estimate, times)}</td>
    <td class="n">${part.estimate === null ? '–' : percent(part.weight, 0)}</td>
    <td class="n">${count(part.rows)}</td>
    <td class="n">${count(part.companies)}</td>
  </tr>`;
}

export function premiumTable(s: Strings, lang: Lang, { premium }: Report): TemplateResult | typeof nothing {
  if (!premium) return nothing;
  const heads = [
    s.tableFactor,
    s.tableInterval,
    s.tablePrior,
    s.tableEstimate,
    s.tableWeight,
    s.tableRows,
    s.tableCompanies,
  ];
  return html`<details class="why plain">
    <summary>${s.asTable}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${s.waterfall}>
      <table>
        <caption class="vh">
          ${s.waterfall}
        </caption>
        <thead>
          <tr>
            <th scope="col">${s.tableWhat}</th>
            ${heads.map((head) => html`<th scope="col" class="n">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${premium.parts.map((part) => tableRow(s, lang, part))}
          <tr class="sum">
            <th scope="row">${s.total}</th>
            <td class="n">${times(premium.coefficient)}</td>
            <td class="n"><small>${range(factor(premium.interval[0]), factor(premium.interval[1]))}</small></td>
            <td class="n" colspan="5"></td>
          </tr>
        </tbody>
      </table>
    </div>
  </details>`;
}
