/** The menu and what it opens, in Chinese. */
const counted = (n: number, words: string): string[] => (n > 0 ? [words.replace('#', String(n))] : []);

export const zh = {
  menuName: '分享、存档、导出',
  menuShare: '分享地址',
  menuProfiles: '存档',
  menuCopy: '复制报告文字',
  menuExport: '导出报告 JSON',
  menuPrint: '打印或存为 PDF',
  menuGuide: '看一遍引导',
  menuCopied: '报告已复制',
  noReport: '先放上一枚筹码，才有报告可以复制和导出。',
  close: '关闭',

  share: '分享地址',
  shareAddress: '地址',
  shareText: '连同岗位、简历的文字，和公司、项目的名字',
  shareCopied: '地址已复制',
  shareLength: (length: string) => `${length} 个字符`,
  shareLong: '超过 2,000 个字符，有些聊天和邮件程序会截断它',
  shareHolds: (chips: number, facts: number, answers: number, moves: number, offers: number) => {
    const parts = [
      ...counted(chips, '# 枚筹码'),
      ...counted(facts, '# 项条件'),
      ...counted(answers, '# 项回答'),
      ...counted(moves, '# 项谈判设定和出价'),
      ...counted(offers, '# 份 offer'),
    ];
    return parts.length === 0 ? '里面还什么都没有。' : `里面有 ${parts.join('、')}。`;
  },
  shareNoText: '不含岗位和简历的文字：读出的技能和条件代替它，金额会略有不同。',
  shareWithText: '含岗位和简历的全部文字。',
  sharePrivate: '你的底线和出价也在里面，别发给对方。',
  shareWhere: '全部写在 # 之后，浏览器不把它发给任何服务器；谁拿到地址，谁就能读。',
  shareFile: '这是本机文件的地址，只在有同一文件的电脑上能打开。',
  shareFaults: {
    broken: '这个分享地址不完整或被改动过，读不出来；页面照常可用。',
    version: '这个分享地址来自另一个版本的页面，这里读不了；页面照常可用。',
    large: '这个分享地址太大，没有打开；页面照常可用。',
  } as Record<string, string>,
  shareOpened: '已打开分享的内容；撤销可回到原来的。',

  renewReady: '新版本已备好。换用时页面会重新打开，你放上的内容会带过去。',
  renew: '换用新版本',

  profileName: '存为',
  save: '保存',
  profileSaved: (name: string) => `已保存 ${name}`,
  profileDeleted: (name: string) => `已删除 ${name}`,
  profilesNote: '存在这台设备的浏览器里，岗位和简历的文字也在内，不上传。同名的会被替换。',
  noProfiles: '还没有存档。',
  open: '打开',
  openProfile: (name: string) => `打开 ${name}`,
  delete: '删除',
  deleteProfile: (name: string) => `删除 ${name}`,
  exportProfiles: '全部导出',
  importProfiles: '从文件导入',
  profilesRead: (n: number) => `已导入 ${n} 份存档`,
  profilesUnread: (name: string) => `没有导入 ${name}：这不是本页导出的存档文件，或已被改动；原有的存档没有变。`,
  eraseAll: '清除本页存过的一切',
  eraseNote: '一次清除全部存档，语言、配色和引导的设置，以及留作离线用的文件，不能撤销；页面上正放着的不动。',
  erased: '已清除，本页在这台设备上不再存有任何东西。',
  noStorage: '浏览器不让本页存东西（无痕窗口，或从磁盘打开的文件）；可以改用分享地址。',

  chipsNoted: '筹码（少了它，中位数会少多少）',
  yearsOf: (years: string) => `${years} 年`,

  guide: '引导',
  guideStep: (step: number, of: number) => `${step} / ${of}`,
  guideNext: '下一步',
  guideDone: '完成',
  guideSkip: '跳过',
  guideSteps: [
    {
      title: '放上筹码',
      text: '粘贴一段岗位、简历或自述，或点选技能。答案随手更新，没有提交按钮。',
      show: '去粘贴框',
    },
    {
      title: '看答案',
      text: '所有金额都在同一根轴上：你的在上，对方的在下。区间就在数旁，“怎么来的”列出公式和出处。',
      show: '看示例的答案',
    },
    {
      title: '接着谈',
      text: '岗位页对照简历看门槛，谈判页排出让步。菜单里可以分享、存档、打印，也能再看这段引导。',
      show: '到菜单',
    },
  ],
};

export type DeskWords = typeof zh;
