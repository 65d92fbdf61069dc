/** All words of offers, the page's own among them, and the example offers. They are loaded with the negotiate tab. */
import type { Typed } from '../state/offers.ts';
import type { Lang } from '../state/state.ts';
import { en } from './en.ts';
import { en as offersEn } from './offers.en.ts';
import { zh as offersZh, type OfferStrings } from './offers.zh-CN.ts';
import { zh } from './zh-CN.ts';

export type { OfferStrings };
export const OFFER_STRINGS: Record<Lang, OfferStrings> = {
  'zh-CN': { ...zh, ...offersZh },
  en: { ...en, ...offersEn },
};

/** Invented: a cash offer, one with equity and long hours, one with a small bonus just over a bracket's end. */
const example = (names: [string, string, string]): Typed[] => [
  { name: names[0], city: 'beijing', base: '32,400', months: '15', fund_rate: '12', hours: '9' },
  {
    name: names[1],
    city: 'shanghai',
    base: '30,000',
    months: '14-16',
    fund_rate: '7',
    days: '5.5',
    hours: '10.5',
    stay: '85',
    units: '2,400',
    price: '120',
    volatility: '50',
    cliff: '12',
    every: '3',
    discount: '15',
    tax: 'separate',
  },
  { name: names[2], city: 'shenzhen', base: '37,000', months: '13', fund_rate: '5', sign_on: '40,000' },
];
export const EXAMPLE_OFFERS: Record<Lang, Typed[]> = {
  'zh-CN': example(['示例云', '示例支付', '示例外企']),
  en: example(['Sample Cloud', 'Sample Pay', 'Sample GmbH']),
};
