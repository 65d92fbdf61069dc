// usage: node fuzz.mjs [SECONDS [TARGET…]]
// Runs the libFuzzer programs of build/fuzz (cmake --preset fuzz; cmake --build --preset fuzz), all or those named, SECONDS each (60), one after the
// other, and closes with one line for each. Begins from the committed models and test cases and from what earlier runs kept in build/fuzz/corpus.
// An input that fails is left in build/fuzz/TARGET-crash-… ; run the program on that file to see it again.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'build/fuzz/bin')
const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

function files(folder, ending) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
}

/** The texts of a table of cases: each string of each line. */
const texts = (path) => json(path).flatMap((line) => (Array.isArray(line) ? line : [line.text])).filter((cell) => typeof cell === 'string')

const cases = () => readdirSync(join(root, 'tests/cases/text')).flatMap((name) => texts(join('tests/cases/text', name)))
/** The lexicon with a few of its skills: the whole of it is too long to be changed byte by byte. */
function smallLexicon() {
  const lexicon = json('models/lexicon/lexicon.json')
  return JSON.stringify({ ...lexicon, skills: lexicon.skills.filter((skill) => !skill.parent).slice(0, 4) })
}
const seeds = {
  csv: () => ['a,b\n1,2\n', '\uFEFF"a ""quoted"" cell",b\r\n"two\nlines",\r\n', '"never closed'],
  extract: cases,
  load: () => [...files('models', '.json').filter((text) => text.length < 100_000), smallLexicon()],
  offers: () => [...files('tests/cases/bargain', 'offers.json'), ...files('models/tax', '.json')],
  pack: () => ['\0\x30\x01abc', '\x01\0\0xyz\x02\x10\x02xyz'],
  pay: () => texts('tests/cases/text/pay.json'),
  recipe: () => files('models/salary', 'recipe.json'),
  request: () => [...cases(), ...json('tests/cases/engine.json').cases.map((one) => one.raw ?? JSON.stringify(one.request))],
  resume: cases,
}

function run(target, seconds) {
  const corpus = join(root, 'build/fuzz/corpus', target)
  const given = join(root, 'build/fuzz/seeds', target)
  for (const folder of [corpus, given]) mkdirSync(folder, { recursive: true })
  seeds[target]().forEach((text, i) => writeFileSync(join(given, String(i)), text))
  // The seed makes a run repeatable on the same corpus.
  const options = ['-seed=1', `-max_total_time=${seconds}`, '-timeout=25', '-rss_limit_mb=3072', `-artifact_prefix=build/fuzz/${target}-`]
  const { status, stderr } = spawnSync(join(bin, `fuzz_${target}`), [...options, corpus, given], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 })
  const runs = stderr.match(/Done (\d+) runs in (\d+) second/)
  if (status !== 0) console.log(stderr.slice(-4000))
  console.log(`${target}: ${status === 0 && runs ? `${runs[1]} runs in ${runs[2]} s, clean` : 'failed'}`)
  return status === 0
}

const [seconds = '60', ...named] = process.argv.slice(2)
const targets = named.length ? named : readdirSync(bin).filter((name) => name.startsWith('fuzz_') && statSync(join(bin, name)).isFile()).map((name) => basename(name).slice(5))
const unknown = targets.filter((name) => !seeds[name])
if (unknown.length) {
  console.error(`no target ${unknown.join(', ')}; there are ${Object.keys(seeds).join(', ')}`)
  process.exit(2)
}
process.exitCode = targets.map((name) => run(name, seconds)).every(Boolean) ? 0 : 1
