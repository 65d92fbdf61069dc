// The installed package in Node: answers as the engine does, refuses in its sentences, works in threads; the README does what it says; types hold.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { after, before } from 'node:test'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { chouma as command } from '../cli/chouma.mjs'
import { allRequests, consumer, posting, read, reference, requests, root, run, snippets, web } from './support.mjs'

const dir = consumer()
const { ChoumaError, open, shipped } = await import(pathToFileURL(join(dir, 'node_modules/chouma/index.js')).href)
let chouma
before(async () => (chouma = await open()))
after(() => chouma.close())

const refuses = (call, expected) =>
  assert.throws(call, (error) => {
    assert.ok(error instanceof ChoumaError && error instanceof Error, String(error))
    for (const [key, value] of Object.entries(expected)) value instanceof RegExp ? assert.match(error[key], value) : assert.equal(error[key], value)
    return true
  })

test('every report is, byte for byte, the one of the engine itself', async () => {
  const engine = await reference()
  assert.ok(allRequests.length > requests.length)
  for (const request of allRequests) assert.equal(chouma.analyzeText(request), engine(request))
  for (const request of requests) assert.deepEqual(chouma.analyze(JSON.parse(request)), JSON.parse(engine(request)))
})

test('every report is the one of the native command', () => {
  for (const request of allRequests) {
    const { out } = command(['analyze', '-'], request)
    assert.equal(JSON.stringify(JSON.parse(out)), JSON.stringify(JSON.parse(chouma.analyzeText(request))))
  }
})

test('schema and id of a question are filled in', () => {
  const report = chouma.analyze({ text: posting })
  assert.deepEqual([report.schema, report.id, report.error, report.model.id], ['chouma.report/1', 0, null, 'cn-2024'])
  assert.equal(chouma.analyze({ text: posting, id: 7 }).id, 7)
})

test('extract and predict answer with objects', () => {
  const { skills, pay, years_min: years, id } = chouma.extract(posting)
  assert.deepEqual(skills.map(({ spans: [[begin, end]] }) => posting.slice(begin, end)), ['Go', 'eBPF', 'Kubernetes'])
  assert.deepEqual([pay.low, pay.high, pay.months, years, id], [28000, 45000, 15, 5, undefined])
  assert.equal(chouma.predict(['Go', 'eBPF']).clamped, false)
  assert.equal(chouma.predict(['Go']).coefficient, 1)
})

test('refusals are errors with the engine\'s sentence', () => {
  refuses(() => chouma.analyze({ schema: 'chouma.request/0' }), { code: 'bad_version', message: /chouma\.request\/0.*allowed: chouma\.request\/1/ })
  refuses(() => chouma.predict('Go'), { code: 'bad_schema', where: 'tags', value: 'string', allowed: 'an array of strings' })
  refuses(() => chouma.load('salary', new Uint8Array()), { code: 'unknown_name', value: 'salary' })
  refuses(() => chouma.load('tax', new TextEncoder().encode('{}')), { name: 'ChoumaError', message: /^tax/ })
  refuses(() => chouma.removeModel('mine'), { code: 'unknown_name', message: /mine.*cn-2024/ })
})

test('an engine is closed once, and says so from then on; another is not touched', async () => {
  const other = await open({ resources: await shipped('lexicon') })
  other.close()
  other.close()
  for (const call of [() => other.analyze({}), () => other.extract(''), () => other.predict([]), () => other.analyzeText('{}')])
    refuses(call, { code: 'closed', message: 'chouma is closed; open another.' })
  assert.equal(chouma.predict(['Go']).coefficient, 1)
})

test('what releases a `using` block closes the engine', async () => {
  const other = await open({ resources: [] })
  other[Symbol.dispose ?? Symbol.for('Symbol.dispose')]()
  refuses(() => other.extract(''), { code: 'closed' })
})

test('resources of one\'s own replace the shipped ones, and a refused one is named', async () => {
  const bare = await open({ resources: await shipped('lexicon', 'scarcity') })
  refuses(() => bare.removeModel('cn-2024'), { code: 'unknown_name' })
  const [{ bytes }] = await shipped('salary_model')
  assert.equal(bare.load('salary_model', new Uint8Array(bytes)).id, 'cn-2024')
  bare.removeModel('cn-2024')
  bare.close()
  await assert.rejects(open({ resources: [{ kind: 'lexicon', bytes: new TextEncoder().encode('[]') }] }), ChoumaError)
})

test('a worker of the browser is asked for where there is none', async () => {
  const { openInWorker } = await import(pathToFileURL(join(dir, 'node_modules/chouma/worker.js')).href)
  await assert.rejects(openInWorker({}), { code: 'no_worker', message: /node:worker_threads/ })
})

test('two threads, each with an engine of its own, answer the same', async () => {
  const script = join(dir, 'thread.mjs')
  writeFileSync(script, `import { parentPort, workerData } from 'node:worker_threads'
import { open } from 'chouma'
const chouma = await open()
parentPort.postMessage(workerData.map((request) => chouma.analyzeText(request)))
chouma.close()
`)
  const answer = () =>
    new Promise((resolve, reject) => new Worker(script, { workerData: requests }).on('message', resolve).on('error', reject))
  const expected = requests.map((request) => chouma.analyzeText(request))
  assert.deepEqual(await Promise.all([answer(), answer()]), [expected, expected])
})

const forNode = snippets().filter(({ language }) => language === 'js')
test('the README has snippets for Node', () => assert.ok(forNode.length >= 4))
for (const [i, { code }] of forNode.entries())
  test(`README, snippet ${i + 1} runs and prints`, () => {
    const file = join(dir, `snippet-${i}.mjs`)
    writeFileSync(file, code)
    assert.notEqual(run(process.execPath, [file], dir).trim(), '')
  })

test('the README names every call that the types have', () => {
  const types = read(join(dir, 'node_modules/chouma/types.d.ts'))
  const [, body] = /interface Chouma extends Disposable \{([^]*?)^\}/m.exec(types)
  const calls = [...body.matchAll(/^ {4}(\w+)\(/gm)].map(([, name]) => name)
  assert.deepEqual(calls, ['analyze', 'analyzeText', 'extract', 'predict', 'load', 'removeModel', 'close'])
  const readme = read(join(root, 'packages/chouma/README.md'))
  for (const call of calls) assert.ok(readme.includes(`\`chouma.${call}(`), call)
})

const typed = `import { ChoumaError, open, shipped, type Chouma, type Question, type Report } from 'chouma'
import { openInWorker, type ChoumaWorker } from 'chouma/worker'

const question: Question = { text: 'Go', education: 'master', negotiation: { moves: [{ by: 'employer', amount: 30000 }] } }
export async function median(): Promise<number | undefined> {
  using chouma: Chouma = await open({ resources: await shipped('lexicon') })
  const report: Report = chouma.analyze(question)
  const place: number | undefined = chouma.extract('Go').skills[0]?.spans[0]?.[0]
  const coefficient: number = chouma.predict(['Go']).coefficient
  try {
    chouma.load('salary_model', new Uint8Array())
  } catch (error) {
    if (error instanceof ChoumaError) console.log(error.code, error.allowed, place, coefficient)
  }
  return report.pay?.quantiles[2]?.amount
}
export async function typing(): Promise<ChoumaWorker> {
  const worker = await openInWorker({ report: (report, ms) => console.log(report.anchors.length, ms), failure: (error) => console.log(error.message) })
  worker.ask({ text: 'Go' })
  return worker
}
// @ts-expect-error no such level of education
export const wrong: Question = { education: 'nursery' }
// @ts-expect-error no such kind of file
await shipped('salary')
// @ts-expect-error the report may have no pay section
export const careless = (report: Report) => report.pay.quantiles
`
const consumers = [
  ['with moduleResolution bundler', { module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom'], types: [] }],
  ['with moduleResolution node16', { module: 'node16', moduleResolution: 'node16', lib: ['es2022', 'dom'], types: [] }],
  ['in Node, without the types of browsers', { module: 'node16', moduleResolution: 'node16', lib: ['es2022'], types: ['node'] }],
]
for (const [what, options] of consumers)
  test(`a strict consumer compiles ${what}`, () => {
    const compilerOptions = {
      ...{ target: 'es2022', strict: true, noEmit: true, skipLibCheck: false, typeRoots: [join(root, 'web/node_modules/@types')] },
      ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, verbatimModuleSyntax: true, ...options },
    }
    writeFileSync(join(dir, 'app.ts'), typed)
    writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['app.ts'] }))
    run(process.execPath, [web.resolve('typescript/bin/tsc'), '-p', dir], dir)
  })
