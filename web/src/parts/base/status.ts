import { svg } from 'lit';

/** Met, partly, not met, unknown: told apart by shape. Unknown is never drawn as not met. */
const SHAPES: Record<string, unknown> = {
  met: svg`<circle class="st-full" cx="7" cy="7" r="7"></circle><path class="st-tick" d="M3.8 7.2l2.2 2.2 4.2-4.6"></path>`,
  partly: svg`<circle class="st-half" cx="7" cy="7" r="6.25"></circle><path class="st-fill" d="M7 .75a6.25 6.25 0 0 1 0 12.5z"></path>`,
  missing: svg`<circle class="st-ring" cx="7" cy="7" r="6.25"></circle><path class="st-ring" d="M4.5 4.5l5 5M9.5 4.5l-5 5"></path>`,
  unknown: svg`<circle class="st-dash" cx="7" cy="7" r="6.25"></circle>`,
};

export const statusMark = (status: string) =>
  svg`<svg class="st-mark" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">${SHAPES[status === 'not_met' ? 'missing' : status]}</svg>`;
