/** Figures as they are printed: whole yuan, two decimals for factors, true minus, en dash. */
const group = (n: number): string => String(Math.round(Math.abs(n))).replace(/\B(?=(\d{3})+$)/g, ',');

export const whole = (n: number): string => (Math.round(n) < 0 ? `−${group(n)}` : group(n));
export const yuan = (n: number): string => (Math.round(n) < 0 ? `−¥${group(n)}` : `¥${group(n)}`);
export const signed = (n: number): string => (Math.round(n) < 0 ? `−${group(n)}` : `+${group(n)}`);
export const signedYuan = (n: number): string => (Math.round(n) < 0 ? `−¥${group(n)}` : `+¥${group(n)}`);
/** For narrow plots: 44.9 is 44,900. */
export const thousands = (n: number): string => (n / 1000).toFixed(1);
export const tick = (n: number): string => (n === 0 ? '0' : `${Math.round(n / 1000)}K`);
export const factor = (f: number): string => f.toFixed(2);
/** A weight of evidence or log-odds, signed, to one decimal. */
export const signedWeight = (w: number): string => `${w < 0 ? '−' : '+'}${Math.abs(w).toFixed(1)}`;
export const range = (a: string, b: string): string => `${a} – ${b}`;
export const percent = (p: number, digits = 1): string => `${(p * 100).toFixed(digits)}%`;
/** A difference of two shares in signed percentage points. */
export const points = (share: number): string => `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(0)}`;
/** A percentile as a whole number, 1 … 99: the ends of a distribution are not known better. */
export const percentile = (p: number): number => Math.min(99, Math.max(1, Math.round(p * 100)));
/** Chinese where it has a Han character: every quoted span is marked with its language. */
export const langOf = (text: string): 'zh-CN' | 'en' => (/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en');
