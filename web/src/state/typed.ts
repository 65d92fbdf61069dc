/** Amounts as people type them. */
const NUMBER = /^([+-]?\d+(?:\.\d+)?)(k|w|万|千)?$/i;
const TIMES: Record<string, number> = { k: 1000, 千: 1000, w: 10_000, 万: 10_000 };

/** 45,000, 45K and 4.5万 are numbers; null where it is none. */
export function numberOf(typed: string): number | null {
  const found = NUMBER.exec(typed.replace(/[\s,，¥￥]/g, '').replace('−', '-'));
  if (!found) return null;
  // Without the rounding 8.2万 would be 81,999.99….
  return Number((Number(found[1]) * (TIMES[(found[2] ?? '').toLowerCase()] ?? 1)).toFixed(6));
}

/** 15, 15薪, or both ends of 13-16; null where it is neither. */
export function endsOf(typed: string): [number] | [number, number] | null {
  const ends = typed
    .replace(/个月|薪|months?/g, '')
    .split(/[-–—~～至]/)
    .map(numberOf);
  const [low = null, high = null] = ends;
  if (low === null || ends.length > 2) return null;
  if (ends.length === 1) return [low];
  return high === null ? null : [low, high];
}
