// usage: node check-imports.mjs      checks the import law of ARCHITECTURE.md, one sentence per violation
// The tests call check([{path, text}…]) with samples of their own.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

// --- the engine ----------------------------------------------------------------------------------------------------------

const floors = { base: 1, regress: 2, text: 2, salary: 3, market: 4, evidence: 4, screening: 4, bargain: 5, talk: 6, engine: 7 }

/** Which room each public header is the face of. */
const publicHeaders = {
  'error.h': 'base',
  'money.h': 'base',
  'profile.h': 'text',
  'model.h': 'salary',
  'market.h': 'market',
  'report.h': 'engine',
  'engine.h': 'engine',
  'job.h': 'engine',
}

const forbiddenHeaders = {
  fstream: 'reads files',
  filesystem: 'reads files',
  iostream: 'reads and writes the console',
  cstdio: 'reads and writes files',
  'stdio.h': 'reads and writes files',
  chrono: 'reads the clock',
  ctime: 'reads the clock',
  'time.h': 'reads the clock',
  random: 'differs from one standard library to the next, where base/random.h does not',
  locale: 'depends on the locale',
  clocale: 'depends on the locale',
  regex: 'depends on the locale and has no bound on its time',
}

const forbiddenNames = [
  [/\b(?:getenv|setenv|putenv)\b/, 'depends on the environment'],
  [/\b(?:setlocale|std::locale)\b/, 'depends on the locale'],
  [/\b(?:srand|rand|random_device|mt19937(?:_64)?)\b/, 'is global or foreign random state, where base/random.h is a counter and a seed'],
  [/\b(?:fopen|ifstream|ofstream|fread|fwrite)\b/, 'reads or writes files'],
  [/\bstd::(?:unsequenced|par|par_unseq)\b|\bexecution::/, 'sums in no fixed order'],
  [/\bstd::(?:transform_)?reduce\b/, 'sums in no fixed order'],
]

// Their last bits differ between C libraries; base/math.h has ours.
const libm = /(?:\bstd::|(?<![\w.>:])::|\b__builtin_)(exp|exp2|expm1|log|log2|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|erf|erfc|tgamma|lgamma|cbrt|hypot|fma)\s*\(/

/** Comments become blanks; with `strings`, the insides of string literals too. Line breaks stay. */
export function strip(text, { strings = false } = {}) {
  const blank = (s) => s.replace(/[^\n]/g, ' ')
  return text.replace(
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"(\w*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'/g,
    (token) => (token.startsWith('/') || strings ? blank(token) : token),
  )
}

const lineOf = (text, index) => text.slice(0, index).split('\n').length

/** {room, floor, kind} of a file of the engine; kind: room, public, cli, wasm. */
function place(path) {
  let m
  if ((m = path.match(/^engine\/include\/chouma\/([^/]+)$/))) {
    const room = publicHeaders[m[1]]
    return { kind: 'public', room, floor: floors[room] }
  }
  if ((m = path.match(/^engine\/src\/([^/]+)\/.+$/))) return { kind: 'room', room: m[1], floor: floors[m[1]] }
  if (/^engine\/src\/engine(_json)?\.(cpp|h)$/.test(path)) return { kind: 'room', room: 'engine', floor: floors.engine }
  if (path.startsWith('engine/cli/')) return { kind: 'cli' }
  if (path.startsWith('engine/wasm/')) return { kind: 'wasm' }
  return { kind: 'lost' }
}

function checkInclude(path, here, header, say) {
  const [first] = header.split('/')
  const jsonFile = /_json\.(cpp|h)$/.test(path)
  if (first === 'emscripten' && here.kind !== 'wasm') say(`includes <${header}>: only engine/wasm knows Emscripten`)
  if (first === 'nlohmann' && here.kind !== 'cli' && here.kind !== 'wasm' && !jsonFile)
    say(`includes <${header}>: JSON is for files called *_json.cpp or *_json.h, engine/cli and engine/wasm`)
  if (here.kind !== 'room' && here.kind !== 'public') return

  if (header in forbiddenHeaders)
    say(`includes <${header}>, which ${forbiddenHeaders[header]}: rooms are given bytes, dates and seeds`)
  if (first === 'chouma') {
    const name = header.slice('chouma/'.length)
    const room = publicHeaders[name]
    if (!room) say(`includes <${header}>, which has no floor: give it one in tools/check-imports.mjs`)
    else if (room !== here.room && floors[room] >= here.floor)
      say(`(${here.room}, floor ${here.floor}) includes <${header}> of ${room}, floor ${floors[room]}: only lower floors may be included`)
  } else if (first in floors && header.includes('/')) {
    if (here.kind === 'public') say(`is public and includes "${header}", which is not: the public face stands alone`)
    else if (first !== here.room && floors[first] >= here.floor)
      say(`(${here.room}, floor ${here.floor}) includes "${header}" of ${first}, floor ${floors[first]}: only lower floors may be included`)
  }
}

function checkEngineFile({ path, text }, errors) {
  const here = place(path)
  const code = strip(text)
  const bare = strip(text, { strings: true })
  const sayAt = (line) => (sentence) => errors.push(`${path}:${line} ${sentence}.`)

  if (here.kind === 'lost') return sayAt(1)('lies in no room: engine/include/chouma, engine/src/<room>, engine/cli and engine/wasm are what there is')
  if (here.floor === undefined && here.kind === 'room')
    return sayAt(1)(`is in the room ${here.room}, which has no floor: give it one in tools/check-imports.mjs`)
  if (here.floor === undefined && here.kind === 'public') return sayAt(1)('is a public header without a floor: give it one in tools/check-imports.mjs')

  for (const m of code.matchAll(/^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]/gm)) {
    const say = sayAt(lineOf(code, m.index))
    // "x.h" without a folder would hide which room it is from
    if (m[1] === '"' && !m[2].includes('/')) say(`includes "${m[2]}" without its room: write "room/${m[2]}"`)
    if (m[2].includes('..')) say(`includes "${m[2]}" by a relative path: write "room/file.h"`)
    checkInclude(path, here, m[2], say)
  }
  if (here.kind !== 'wasm') {
    const m = bare.match(/\b__EMSCRIPTEN__\b|\bEMSCRIPTEN_\w+/)
    if (m) sayAt(lineOf(bare, m.index))(`names ${m[0]}: only engine/wasm knows Emscripten`)
  }
  if (here.kind !== 'room' && here.kind !== 'public') return
  for (const [pattern, why] of forbiddenNames) {
    const m = bare.match(pattern)
    if (m) sayAt(lineOf(bare, m.index))(`names ${m[0]}, which ${why}: rooms are given bytes, dates and seeds`)
  }
  const m = bare.match(libm)
  if (m && !/^engine\/src\/base\/math\.(h|cpp)$/.test(path))
    sayAt(lineOf(bare, m.index))(`calls ${m[0].replace(/\s*\($/, '')}, whose last bits differ between C libraries: use base/math.h`)
}

// --- the page ------------------------------------------------------------------------------------------------------------

// What each folder of web/src may import. `types`: engine/generated and engine/messages.ts, which hold types and no code.
// The app (files directly in web/src) may import everything but the worker's inside.
const webLaw = {
  state: ['state', 'types', 'strings'],
  strings: ['strings', 'types'],
  styles: ['styles'],
  reading: ['reading', 'state'],
  engine: ['engine', 'types'],
  parts: ['parts', 'state', 'strings', 'styles', 'types'],
  embed: ['embed', 'app', 'parts', 'state', 'strings', 'styles', 'types', 'engine'],
  sw: ['sw'],
  app: ['app', 'parts', 'reading', 'state', 'strings', 'styles', 'types', 'engine', 'sw'],
}
// Below the parts, `import type` ties nothing: it is gone once compiled.
const shapesMayCross = ['state', 'strings', 'engine']
const isWorker = (path) => /^web\/src\/engine\/worker[^/]*$/.test(path)

function webPlace(path) {
  const m = path.match(/^web\/src\/(?:([^/]+)\/)?/)
  if (/^web\/src\/engine\/(types|generated|messages)\b/.test(path)) return 'types'
  return m[1] ?? 'app'
}

function checkWebFile({ path, text }, errors) {
  if (/\.(test|d)\.ts$/.test(path)) return
  const here = webPlace(path)
  const allowed = webLaw[here] ?? (here === 'types' ? ['types'] : undefined)
  const code = strip(text)
  const sayAt = (index) => (sentence) => errors.push(`${path}:${lineOf(code, index)} ${sentence}.`)
  if (!allowed) return sayAt(0)(`is in web/src/${here}, a folder that the law does not know: give it a line in tools/check-imports.mjs`)

  for (const m of code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/g)) {
    const say = sayAt(m.index)
    const spec = m[2]
    if (/(^|\/)engine\.js(\?|$)/.test(spec) && !isWorker(path)) say(`imports ${spec}: only the worker knows the WASM glue`)
    if (!spec.startsWith('.')) continue
    const target = posix.normalize(posix.join(posix.dirname(path), spec.replace(/\?.*$/, '')))
    if (!target.startsWith('web/src/')) continue
    const there = webPlace(target)
    const typeOnly = /^import\s+type\b/.test(code.slice(code.lastIndexOf('import', m.index + 1), m.index))
    if (typeOnly && shapesMayCross.includes(here) && shapesMayCross.includes(there)) continue
    if (!allowed.includes(there)) say(`(${here}) imports ${spec} of ${there}: ${here} may import ${allowed.join(', ')} only`)
    // `?worker`, `?inline` and the like hand over the file as an asset, which is how the client starts the worker
    else if (isWorker(target) && !isWorker(path) && !spec.includes('?')) say(`imports ${spec}: the worker is started by the client, its inside is nobody's`)
  }
  const glue = code.match(/\bcreateChouma\b/)
  if (glue && !isWorker(path)) sayAt(glue.index)('names createChouma: only the worker knows the WASM glue')
  if (here === 'state') {
    const dom = strip(text, { strings: true }).match(/\b(?:document|window|localStorage|sessionStorage|navigator|location)\s*\.|\bfetch\s*\(/)
    if (dom) sayAt(dom.index)(`names ${dom[0].replace(/[\s.(]/g, '')}: state is pure, without DOM or network`)
  }
}

// --- all -----------------------------------------------------------------------------------------------------------------

/** Sentences about what breaks the law, in files given as {path (from the root, with '/'), text}. */
export function check(files) {
  const errors = []
  for (const file of files) {
    if (/^engine\/.*\.(cpp|h)$/.test(file.path)) checkEngineFile(file, errors)
    else if (/^web\/src\/.*\.ts$/.test(file.path)) checkWebFile(file, errors)
  }
  return errors
}

/** The files of this repository that the law is about. */
export function repositoryFiles(root = fileURLToPath(new URL('..', import.meta.url))) {
  const walk = (dir) =>
    existsSync(join(root, dir))
      ? readdirSync(join(root, dir), { withFileTypes: true }).flatMap((e) =>
          e.isDirectory() ? walk(`${dir}/${e.name}`) : [{ path: `${dir}/${e.name}`, text: readFileSync(join(root, dir, e.name), 'utf8') }],
        )
      : []
  return [...walk('engine'), ...walk('web/src')].sort((a, b) => (a.path < b.path ? -1 : 1))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = repositoryFiles()
  const errors = check(files)
  console.log(errors.length ? errors.join('\n') : `${files.length} files keep the import law`)
  process.exitCode = errors.length ? 1 : 0
}
