/** Words of the panel that portals embed, in Chinese. They come with its own script. */
export const zh = {
  panelName: '筹码薪酬参考',
  panelKind: '薪酬参考',
  panelBand: '同类薪酬',
  panelPosted: '本岗位',
  panelMedian: (amount: string) => `中位月薪 *${amount}*。`,
  panelInside: (amount: string, share: string) => `中位月薪 *${amount}*，在本岗位区间的 ${share} 处。`,
  panelBelow: (amount: string) => `中位月薪 *${amount}*，低于本岗位区间。`,
  panelAbove: (amount: string) => `中位月薪 *${amount}*，高于本岗位区间。`,
  panelRests: '依据',
  panelOverlap: '重叠',
  panelRequired: '必须项',
  panelMet: (met: number, all: number, unknown: number) =>
    `${all} 项满足 ${met}${unknown > 0 ? `，${unknown} 项未知` : ''}`,
  panelText: '原文提示',
  panelSwap: (declared: string, asked: string) => `写 ${declared}，要 ${asked}`,
  panelNever: '候选人的底线与开价不在此面板，也不会传给本网站。',
  panelLeft: (left: string, all: string) => `本月还可用 ${left} / ${all} 次`,
  panelPaste: '粘贴岗位描述或自己的几句话',
  panelWaiting: '放入岗位、简历或技能，结果就在这里。',
  panelMissing: {
    posting: '招聘方模式需要岗位原文，网站没有给出。',
    range: '招聘方模式需要岗位的薪酬区间，网站没有给出。',
    both: '招聘方模式需要岗位原文和薪酬区间，网站都没有给出。',
  },
  panelRefused: '网站给出的内容有误',
  quotaTitle: { monthly_quota_exhausted: '本月次数已用完', rate_limited: '问得太快' },
  quotaText: {
    monthly_quota_exhausted: (all: string, day: string) => `${all} / ${all}。${day}恢复。已有的结果仍可查看。`,
    rate_limited: (all: string) => `每秒限 ${all} 次。稍后再试，已有的结果仍可查看。`,
  },
};
export type EmbedWords = typeof zh;
