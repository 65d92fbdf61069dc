/** The cities that models/tax/cn.json has contributions of; a test holds the two together. */
export const PAY_CITIES: { id: string; zh: string; en: string }[] = [
  { id: 'beijing', zh: '北京', en: 'Beijing' },
  { id: 'shanghai', zh: '上海', en: 'Shanghai' },
  { id: 'shenzhen', zh: '深圳', en: 'Shenzhen' },
  { id: 'guangzhou', zh: '广州', en: 'Guangzhou' },
  { id: 'hangzhou', zh: '杭州', en: 'Hangzhou' },
  { id: 'chengdu', zh: '成都', en: 'Chengdu' },
  { id: 'nanjing', zh: '南京', en: 'Nanjing' },
  { id: 'suzhou', zh: '苏州', en: 'Suzhou' },
  { id: 'wuhan', zh: '武汉', en: 'Wuhan' },
  { id: 'xian', zh: '西安', en: "Xi'an" },
  { id: 'chongqing', zh: '重庆', en: 'Chongqing' },
  { id: 'xiamen', zh: '厦门', en: 'Xiamen' },
  { id: 'tianjin', zh: '天津', en: 'Tianjin' },
  { id: 'changsha', zh: '长沙', en: 'Changsha' },
];
