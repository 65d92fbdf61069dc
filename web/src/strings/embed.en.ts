/** Words of the panel that portals embed, in English. */
import type { EmbedWords } from './embed.zh-CN.ts';

export const en: EmbedWords = {
  panelName: 'Chouma pay reference',
  panelKind: 'pay reference',
  panelBand: 'Comparable pay',
  panelPosted: 'This posting',
  panelMedian: (amount) => `Median *${amount}* a month.`,
  panelInside: (amount, share) => `Median *${amount}* a month, ${share} of the way up this posting’s range.`,
  panelBelow: (amount) => `Median *${amount}* a month, below this posting’s range.`,
  panelAbove: (amount) => `Median *${amount}* a month, above this posting’s range.`,
  panelRests: 'What it rests on',
  panelOverlap: 'overlap',
  panelRequired: 'Required',
  panelMet: (met, all, unknown) => `${met} of ${all} met${unknown > 0 ? `, ${unknown} unknown` : ''}`,
  panelText: 'In the text',
  panelSwap: (declared, asked) => `says ${declared}, asks for ${asked}`,
  panelNever: 'The candidate’s walk-away and ask are not in this panel and are never passed to this site.',
  panelLeft: (left, all) => `${left} of ${all} left this month`,
  panelPaste: 'Paste a posting or a few words of your own',
  panelWaiting: 'Put in a posting, a résumé or skills, and the answer is here.',
  panelMissing: {
    posting: 'Recruiter mode needs the posting’s text, which this site has not given.',
    range: 'Recruiter mode needs the posting’s pay range, which this site has not given.',
    both: 'Recruiter mode needs the posting’s text and its pay range, and this site has given neither.',
  },
  panelRefused: 'This site gave something that cannot be read',
  quotaTitle: { monthly_quota_exhausted: 'This month’s quota is used up', rate_limited: 'Asked too quickly' },
  quotaText: {
    monthly_quota_exhausted: (all, day) => `${all} of ${all}. It returns on ${day}. Results already shown stay open.`,
    rate_limited: (all) => `At most ${all} a second. Try again in a moment; results already shown stay open.`,
  },
};
