/**
 * Characters that PDF writers put in the place of others: fonts share one glyph between 工 and the radical ⼯, and the map
 * back to text may name the radical. The Kangxi radicals have compatibility mappings; those of the supplement that stand
 * for whole characters are listed (Unicode, CJK Radicals Supplement).
 */
const SUPPLEMENT: Record<string, string> = Object.fromEntries(
  [
    '⺁厂 ⺇几 ⺌小 ⺎兀 ⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺛旡 ⺝月 ⺟母 ⺠民 ⺬示 ⺮竹 ⺯糸 ⺱罒 ⺳罓 ⺷羊 ⺸羊 ⺻聿 ⺼肉',
    '⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食',
    '⻟飠 ⻠饣 ⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻲亀 ⻳龟',
  ]
    .join(' ')
    .split(' ')
    .map(([radical, character]) => [radical, character]),
);

export const plainHan = (text: string): string =>
  text
    .replace(/[\u2f00-\u2fdf]/g, (radical) => radical.normalize('NFKC'))
    .replace(/[\u2e80-\u2eff]/g, (radical) => SUPPLEMENT[radical] ?? radical);
