// usage: node split.mjs BINARYEN FOLDER
// Parts FOLDER/engine.wasm, linked with the functions' names, into engine-first.wasm, all that ran while the page's first files were loaded and the requests of
// first_answers.json and every text of tests/cases/text were answered, and engine-rest.wasm, the rest (binaryen's wasm-split, by a profile). engine.wasm stays whole,
// and loses the names.
// A function that is not there yet is an import of engine-first.wasm; web/src/engine/halves.ts is what puts the two together.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packed } from './pack.mjs'

const [binaryen, folder] = process.argv.slice(2).map((path) => resolve(path))
const root = fileURLToPath(new URL('../..', import.meta.url))
const at = (name) => join(folder, name)
/** What the engine's code uses of WebAssembly. Not reference types: with them the stand-ins would get a table of their own. */
const features = ['bulk-memory', 'exception-handling', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'sign-ext', 'simd']
const flags = features.map((feature) => `--enable-${feature}`)
const tool = (name, ...options) =>
  execFileSync(join(binaryen, 'bin', name), [...flags, ...options], { stdio: ['ignore', 'inherit', 'inherit'] })
const json = (...path) => JSON.parse(readFileSync(join(root, ...path), 'utf8'))

/** What may be asked first: whole requests, and texts of every kind. */
function firstRequests() {
  const folder = 'tests/cases/text'
  const texts = readdirSync(join(root, folder)).flatMap((file) => json(folder, file).map((item) => item.text ?? item[0]))
  return [...json('engine/wasm/first_answers.json'), ...texts.map((text) => ({ text }))]
}

/** Runs the instrumented engine through a first answer, and then through every other; the profile that it wrote. */
async function profile(wasm) {
  let exports
  const instantiateWasm = (imports, receive) => {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), imports)
    exports = instance.exports
    return receive(instance) ?? exports
  }
  const module = await createRequire(import.meta.url)(at('engine.js'))({ instantiateWasm })
  module.version()
  const engine = new module.Engine()
  for (const { kind, file, group } of json('web/resources.json')) {
    if (group) continue
    const bytes = new Uint8Array(readFileSync(join(root, 'models', file)))
    const { error } = JSON.parse(engine.load(kind, kind === 'lexicon' ? await packed(folder, bytes) : bytes))
    if (error) throw new Error(error.message)
  }
  for (const [id, request] of firstRequests().entries()) {
    const { error } = JSON.parse(engine.analyze(JSON.stringify({ schema: 'chouma.request/1', id, ...request })))
    if (error) throw new Error(error.message)
  }
  const memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory)
  const size = exports.__write_profile(0, 0)
  const free = memory.buffer.byteLength
  memory.grow((size >> 16) + 1)
  exports.__write_profile(free, size)
  return new Uint8Array(memory.buffer, free, size)
}

/** Kept beside what ran: the other pieces of each std::sort that did. Which of them run hangs on how long a list is, and how it lies. */
function sorting() {
  const told = execFileSync(join(binaryen, 'bin/wasm-split'), [...flags, `--print-profile=${at('engine.profile')}`, at('engine.wasm')], { encoding: 'utf8', maxBuffer: 64 << 20 })
  const pieces = told.split('\n').flatMap((line) => {
    const what = /std::__2::__(?:introsort|sort[345]|insertion_sort|partition|bitset|sift|floyd).*?_ClassicAlgPolicy(.{0,200}?\*|.{200})/.exec(line.padEnd(2000))
    return what ? [{ ran: line.startsWith('+ '), name: line.slice(2), of: what[1] }] : []
  })
  const sorts = new Set(pieces.filter(({ ran }) => ran).map(({ of }) => of))
  return pieces.filter(({ ran, of }) => !ran && sorts.has(of)).map(({ name }) => name)
}

tool('wasm-split', '--instrument', at('engine.wasm'), '-o', at('engine-instrumented.wasm'))
writeFileSync(at('engine.profile'), await profile(readFileSync(at('engine-instrumented.wasm'))))
writeFileSync(at('engine.keep'), sorting().join('\n'))
tool('wasm-split', at('engine.wasm'), `--profile=${at('engine.profile')}`, `--keep-funcs=@${at('engine.keep')}`, '-o1', at('engine-first.wasm'), '-o2', at('engine-rest.wasm'))
tool('wasm-opt', '--strip-debug', at('engine.wasm'), '-o', at('engine-whole.wasm'))
renameSync(at('engine-whole.wasm'), at('engine.wasm'))
for (const name of ['engine-instrumented.wasm', 'engine.profile', 'engine.keep']) rmSync(at(name))
