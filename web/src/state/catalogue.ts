/** What the page itself needs of models/lexicon: names to search and to offer. The engine reads the rest. */
import type { Catalogue } from './search.ts';

interface LexiconFile {
  skills?: { id: string; name: string; zh: string; aliases?: string[] }[];
  cities?: { id: string; en: string }[];
}

/** An unreadable lexicon gives an empty catalogue: the page stays usable, skills are taken as they are typed. */
export function readCatalogue(bytes: ArrayBuffer): Catalogue {
  try {
    const file = JSON.parse(new TextDecoder().decode(bytes)) as LexiconFile;
    const skills = (file.skills ?? []).map(({ id, name, zh, aliases }) => ({ id, name, zh, aliases: aliases ?? [] }));
    return { skills, cities: (file.cities ?? []).map(({ id, en }) => ({ id, en })) };
  } catch {
    return { skills: [], cities: [] };
  }
}
