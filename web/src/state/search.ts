/** Finding skills and cities by what was typed: names, Chinese names, ids and aliases. */

export interface SkillName {
  id: string;
  name: string;
  zh: string;
  aliases: string[];
}
export interface CityName {
  id: string;
  en: string;
}
export interface Catalogue {
  skills: SkillName[];
  cities: CityName[];
}

/** Lower case, full width to ASCII, blanks and hyphens alike. */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();

/** 0 the whole, 1 a beginning, 2 the beginning of a word, 3 inside; null nowhere. */
function rank(text: string, query: string): number | null {
  const folded = fold(text);
  if (folded === query) return 0;
  if (folded.startsWith(query)) return 1;
  if (folded.includes(` ${query}`)) return 2;
  return folded.includes(query) ? 3 : null;
}

/** Names before aliases at the same rank, then shorter names, then the lexicon's order. */
function score(skill: SkillName, query: string): number | null {
  let best: number | null = null;
  const names = [skill.name, skill.zh, skill.id].filter((name) => name !== '');
  for (const [penalty, words] of [
    [0, names],
    [0.5, skill.aliases],
  ] as const) {
    for (const word of words) {
      const found = rank(word, query);
      if (found !== null && (best === null || found + penalty < best)) best = found + penalty;
    }
  }
  return best;
}

export function searchSkills(catalogue: Catalogue, typed: string, limit = 8): SkillName[] {
  const query = fold(typed);
  if (query === '') return [];
  return catalogue.skills
    .map((skill, order) => ({ skill, order, at: score(skill, query) }))
    .filter((hit) => hit.at !== null)
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || a.skill.name.length - b.skill.name.length || a.order - b.order)
    .slice(0, limit)
    .map((hit) => hit.skill);
}

/** Whether what was typed is one of the lexicon's names exactly. */
export const isKnown = (catalogue: Catalogue, typed: string): boolean => {
  const query = fold(typed);
  return catalogue.skills.some((skill) => (score(skill, query) ?? 9) < 1);
};
