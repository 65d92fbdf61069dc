// Every file under models/ is what its schema says, and every model comes with a card.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const Ajv = createRequire(join(root, 'web/package.json'))('ajv/dist/2020.js').default
const json = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))
const walk = (dir) =>
  readdirSync(join(root, dir), { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? walk(`${dir}/${e.name}`) : [`${dir}/${e.name}`]))

const files = walk('models').sort()
const schemaFiles = files.filter((f) => f.startsWith('models/schema/'))
const models = files.filter((f) => f.endsWith('.json') && !f.startsWith('models/schema/'))

// Schemas refer to each other by file name, files name their schema by its $id ("chouma.lexicon/1").
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true })
const ids = new Map(schemaFiles.map((path) => [json(path).$id, path]))
for (const path of schemaFiles) ajv.addSchema({ ...json(path), $id: path })

for (const path of schemaFiles)
  test(`${path} is a JSON Schema with an $id of its own`, () => {
    const { $id } = json(path)
    assert.match($id ?? '', /^chouma\.[a-z_]+\/\d+$/)
    assert.equal(ids.get($id), path)
    ajv.getSchema(path)
  })

for (const path of models)
  test(`${path} names its schema in "format" and keeps it`, () => {
    const model = json(path)
    assert.ok(ids.has(model.format), `"format" is ${JSON.stringify(model.format)}, which no file in models/schema has as its $id`)
    const validate = ajv.getSchema(ids.get(model.format))
    assert.ok(validate(model), ajv.errorsText(validate.errors, { dataVar: path, separator: '\n' }))
  })

test('every folder with a model has a card', () => {
  assert.ok(models.length > 0, 'no model was found')
  const bare = [...new Set(models.map(dirname))].filter((dir) => !existsSync(join(root, dir, 'card.md')))
  assert.deepEqual(bare, [])
})
