// The engine as JavaScript has it: tests/cases/engine.json through the WASM build, as the native tests do, and what the bindings add.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dir = process.env.CHOUMA_WASM_DIR ?? join(root, 'build/wasm/bin')
const bytes = (path) => new Uint8Array(readFileSync(join(root, path)))
const module = await createRequire(import.meta.url)(join(dir, 'engine.js'))({ wasmBinary: readFileSync(join(dir, 'engine.wasm')) })

const files = {
  lexicon: 'models/lexicon/lexicon.json',
  scarcity: 'models/scarcity/given.json',
  anchors: 'models/bargain/anchors.json',
  talk: 'models/talk/phrases.json',
}
const engine = new module.Engine()
for (const [kind, path] of Object.entries(files)) {
  const answer = JSON.parse(engine.load(kind, bytes(path)))
  assert.ok(answer.hash, JSON.stringify(answer))
}

const at = (value, pointer) => pointer.split('/').slice(1).reduce((v, key) => v[key], value)

for (const item of JSON.parse(readFileSync(join(root, 'tests/cases/engine.json'), 'utf8')).cases)
  test(item.name, () => {
    const report = JSON.parse(engine.analyze(item.raw ?? JSON.stringify(item.request)))
    for (const [pointer, expected] of Object.entries(item.report)) {
      const value = at(report, pointer)
      if (expected?.near !== undefined) assert.ok(Math.abs(value - expected.near) <= expected.within, `${pointer} is ${value}`)
      else if (expected?.has !== undefined) assert.equal(value.length, expected.has, pointer)
      else assert.deepEqual(value, expected, pointer)
    }
  })

test('predictValue answers with an object', () => {
  const answer = engine.predictValue(['Go', 'eBPF', 'WASM'])
  assert.equal(answer.clamped, false)
  assert.ok(Math.abs(answer.coefficient - 1.69) < 0.0006)
  assert.ok(answer.interval[0] < answer.raw && answer.raw < answer.interval[1])
  assert.equal(answer.parts.length, 4)
  assert.equal(engine.predictValue(['Go']).coefficient, 1)
})

test('predictValue of the module needs its own files, and says so', () => {
  assert.equal(module.predictValue(['Go']).error.code, 'not_loaded')
  for (const kind of ['lexicon', 'scarcity']) assert.ok(JSON.parse(module.load(kind, bytes(files[kind]))).id)
  assert.equal(module.predictValue(['Go']).coefficient, 1)
})

for (const [what, tags, where] of [
  ['a string', 'Go', 'tags'],
  ['nothing', undefined, 'tags'],
  ['a number among the tags', ['Go', 7], 'tags[1]'],
])
  test(`predictValue refuses ${what} by name`, () => {
    const { error } = engine.predictValue(tags)
    assert.equal(error.code, 'bad_schema')
    assert.equal(error.where, where)
  })

test('a refused file is named, and what was loaded stays in use', () => {
  for (const [kind, content] of [
    ['lexicon', '{}'],
    ['scarcity', 'null'],
    ['tax', '{}'],
  ]) {
    const { error } = JSON.parse(engine.load(kind, new TextEncoder().encode(content)))
    assert.ok(error.code && error.message.includes(error.where), JSON.stringify(error))
  }
  assert.equal(engine.predictValue(['Go', 'eBPF']).coefficient, 1.4186)
})

test('spans index the string as JavaScript holds it', () => {
  const text = '🎲 熟悉 eBPF，用过 Go语言'
  const { skills } = JSON.parse(engine.extract('x', text))
  assert.deepEqual(
    skills.map((skill) => text.slice(...skill.spans[0])),
    ['eBPF', 'Go'],
  )
})

test('an engine can be deleted and another made', () => {
  const second = new module.Engine()
  second.delete()
  assert.equal(engine.predictValue(['Go']).coefficient, 1)
})
