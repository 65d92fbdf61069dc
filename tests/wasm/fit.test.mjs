// A fit in steps as JavaScript has it: the bytes of the native command, whatever runs between the steps.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dir = process.env.CHOUMA_WASM_DIR ?? join(root, 'build/wasm/bin')
const chouma = join(root, 'build/native/bin/chouma')
const bytes = (path) => new Uint8Array(readFileSync(join(root, path)))
const load = (name) => createRequire(import.meta.url)(join(dir, `${name}.js`))({ wasmBinary: readFileSync(join(dir, `${name}.wasm`)) })
const [fitting, answering] = await Promise.all([load('fit'), load('engine')])

const csv = bytes('tests/cases/fit/postings.csv')
const lexicon = bytes('models/lexicon/lexicon.json')
const recipe = readFileSync(join(root, 'tests/cases/fit/recipe.json'), 'utf8')
const shipped = bytes('models/salary/cn-2024/model.json')
const DAY = '2026-01-02'

/** Begins a job with the table, gives it to `use` and closes it whatever happens. */
function withJob(use, { table = csv, text = recipe, against = '' } = {}) {
  const job = new fitting.FitJob()
  try {
    job.table(table.length).set(table)
    return use(job, JSON.parse(job.begin(lexicon, text, against, DAY)))
  } finally {
    job.delete()
  }
}

function finish(job, between = () => {}) {
  for (let said = {}; said.stage !== 'done'; between()) {
    said = JSON.parse(job.step())
    assert.ok(!said.error, JSON.stringify(said))
  }
  return JSON.parse(job.finish())
}

/** What `chouma train` writes of the same files. */
function native() {
  const folder = mkdtempSync(join(tmpdir(), 'chouma-'))
  try {
    const out = join(folder, 'model.json')
    const at = (path) => join(root, path)
    execFileSync(chouma, ['train', '--recipe', at('tests/cases/fit/recipe.json'), '--data', at('tests/cases/fit/postings.csv'), '--lexicon', at('models/lexicon/lexicon.json'), '--date', DAY, '--out', out])
    return readFileSync(out, 'utf8')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('the model is the native command’s byte by byte, with requests answered between the steps', () => {
  const engine = new answering.Engine()
  engine.load('lexicon', lexicon)
  const fit = withJob((job) => finish(job, () => engine.analyze('{"schema": "chouma.request/1", "id": 1, "text": "熟悉 Go"}')), { against: shipped })
  engine.delete()
  assert.equal(fit.model, native())
  assert.equal(fit.shipped.id, 'cn-2024')
  assert.ok(fit.shipped.posting.mdape.value > 0)
})

test('the model is taken by an engine at once', () => {
  const fit = withJob((job) => finish(job))
  assert.equal(fit.shipped, null)
  const engine = new answering.Engine()
  engine.load('lexicon', lexicon)
  const { id, hash, passport } = JSON.parse(engine.load('salary_model', fit.model))
  assert.deepEqual([id, hash, passport.rows, passport.fitted_on], [fit.id, fit.hash, fit.rows, DAY])
  const report = JSON.parse(engine.analyze('{"schema": "chouma.request/1", "id": 1, "text": "上海 熟悉 Go、Kubernetes，5 年以上"}'))
  assert.equal(report.model.hash, fit.hash)
  assert.ok(report.pay)
  assert.equal(JSON.parse(engine.removeModel(id)).id, id)
  assert.equal(JSON.parse(engine.removeModel(id)).error.code, 'unknown_name')
  engine.delete()
})

test('a job can be left at any step, and another begun', () => {
  withJob((job) => {
    for (let i = 0; i < 5; ++i) job.step()
  })
  assert.equal(withJob((job) => finish(job)).rows, 352)
})

for (const [what, options, code, where] of [
  ['a recipe that is none', { text: '{' }, 'bad_json', 'recipe, byte 1'],
  ['a column that the table lacks', { text: recipe.replace('"岗位名称"', '"职位"') }, 'unknown_name', 'the table\'s header'],
  ['an empty table', { table: new Uint8Array(0) }, 'no_data', 'the table'],
])
  test(`${what} is refused at once, by name`, () => {
    withJob((job, { error }) => {
      assert.deepEqual([error.code, error.where], [code, where])
      assert.equal(JSON.parse(job.step()).error.message, error.message)
    }, options)
  })

test('a table above the limit is refused before it is given', () => {
  const job = new fitting.FitJob()
  for (const size of [2 ** 28 + 1, -1, NaN]) assert.equal(job.table(size).error.code, 'too_large')
  job.delete()
})
