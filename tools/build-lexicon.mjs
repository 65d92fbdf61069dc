// usage: node tools/build-lexicon.mjs
// Joins models/lexicon/skills.json (skills, rules, cities) and models/lexicon/words.json (wording of strength, level, education,
// years) into models/lexicon/lexicon.json, the file that engines load.
import { readFileSync, writeFileSync } from 'node:fs'

const folder = new URL('../models/lexicon/', import.meta.url)
const read = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const { skills, rules, cities } = read('skills.json')
const { words } = read('words.json')

// One entry per line: diffs read well.
const list = (entries) => '[\n' + entries.map((e) => '    ' + JSON.stringify(e)).join(',\n') + '\n  ]'
const lines = Object.entries(words).map(([kind, phrases]) => `    ${JSON.stringify(kind)}: ${JSON.stringify(phrases)}`)
writeFileSync(
  new URL('lexicon.json', folder),
  `{
  "format": "chouma.lexicon/1",
  "id": "zh-en-1",
  "skills": ${list(skills)},
  "rules": ${list(rules)},
  "cities": ${list(cities)},
  "words": {
${lines.join(',\n')}
  }
}
`,
)
