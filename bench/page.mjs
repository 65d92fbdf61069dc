// Figures of the page in Chromium, and of the engine in Node and in Chromium's worker. Build first (the test workflow does), then:
//   ./emsdk-env.sh node bench/page.mjs [ROUNDS]      prints JSON
// analyze:    one Engine.analyze of bench/posting.txt, every request distinct so that no memo of the text helps
// navigation: from the start of navigation until the coefficient of a text supplied at run time is painted, in pairs with an empty page
// bytes:      what the page had fetched when it gave that answer, in a visit of its own
// typing:     a sentence typed key by key behind the posting: tasks of the page's thread over 50 ms, and how long after a key the page had painted
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { serve } from '../tools/serve.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const at = (...parts) => resolve(root, ...parts)
const require = createRequire(at('web/package.json'))
const { chromium } = require('playwright-core')
const rounds = Number(process.argv[2] ?? 2000)
const pairs = 21
const posting = readFileSync(at('bench/posting.txt'), 'utf8')
const files = JSON.parse(readFileSync(at('web/resources.json'), 'utf8')).filter(({ group }) => group === undefined)

const at_quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]
const ms = (x) => Math.round(x * 1000) / 1000
const summary = (times) => {
  const sorted = [...times].sort((a, b) => a - b)
  return { median_ms: ms(at_quantile(sorted, 0.5)), p99_ms: ms(at_quantile(sorted, 0.99)), min_ms: ms(sorted[0]) }
}

/** Runs in Node and, as text, in a worker: times `rounds` analyses after a tenth as many to warm up. */
function timeAnalyses(engine, text, count) {
  const times = []
  for (let i = -count / 10; i < count; i++) {
    const request = JSON.stringify({ schema: 'chouma.request/1', id: i + count, text: `${text}${i}` })
    const begin = performance.now()
    const report = engine.analyze(request)
    const took = performance.now() - begin
    if (!report.includes('"quantiles"')) throw new Error(report.slice(0, 300))
    if (i >= 0) times.push(took)
  }
  return times
}

async function inNode() {
  const create = require(at('build/wasm/bin/engine.js'))
  const module = await create({ wasmBinary: readFileSync(at('build/wasm/bin/engine.wasm')) })
  const engine = new module.Engine()
  for (const { kind, file } of files) engine.load(kind, readFileSync(at('models', file)))
  const times = timeAnalyses(engine, posting, rounds)
  engine.delete()
  return summary(times)
}

/** The same in a classic worker made from a blob, as the page runs it. */
async function inChromium(browser) {
  const page = await browser.newPage()
  const glue = readFileSync(at('build/wasm/bin/engine.js'), 'utf8')
  const body = `${glue}
    const timeAnalyses = ${timeAnalyses}
    onmessage = async ({ data: { wasm, files, text, count } }) => {
      const bytes = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
      const module = await createChouma({ wasmBinary: bytes(wasm) })
      const engine = new module.Engine()
      for (const [kind, base64] of files) engine.load(kind, bytes(base64))
      postMessage(timeAnalyses(engine, text, count))
    }`
  const data = {
    wasm: readFileSync(at('build/wasm/bin/engine.wasm')).toString('base64'),
    files: files.map(({ kind, file }) => [kind, readFileSync(at('models', file)).toString('base64')]),
    text: posting,
    count: rounds,
  }
  const times = await page.evaluate(
    ([source, message]) =>
      new Promise((done, failed) => {
        const worker = new Worker(URL.createObjectURL(new Blob([source])))
        worker.onmessage = (event) => done(event.data)
        worker.onerror = (event) => failed(new Error(event.message))
        worker.postMessage(message)
      }),
    [body, data],
  )
  await page.close()
  return summary(times)
}

/** In the page, before anything of it runs: types the posting as soon as there is a box for it, and notes when the answer is painted. */
function typeAndWatch(text) {
  const answered = () => {
    const said = document.querySelector('.say b')?.textContent ?? ''
    return document.querySelector('.coef') !== null && /\d/.test(said)
  }
  let typed = false
  const look = () => {
    const box = document.querySelector('textarea')
    if (box && !typed) {
      typed = true
      box.value = text
      box.dispatchEvent(new Event('input', { bubbles: true }))
    }
    // A frame is painted before the task after its callback.
    if (typed && answered()) requestAnimationFrame(() => setTimeout(() => (window.answeredAt = performance.now())))
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

const desktop = { locale: 'zh-CN', viewport: { width: 1440, height: 900 } }

/** One visit in a context of its own: what `ready` gives once it holds. */
async function visit(browser, address, ready, prepare) {
  const context = await browser.newContext(desktop)
  const page = await context.newPage()
  await prepare?.(page)
  await page.goto(address)
  const value = await page.waitForFunction(ready).then((handle) => handle.jsonValue())
  await context.close()
  return value
}
const typed = (page) => page.addInitScript(typeAndWatch, posting)
const answeredAt = () => window.answeredAt

async function navigation(browser, url) {
  const first = []
  const empty = []
  const loaded = () => performance.timing.loadEventEnd && performance.timing.loadEventEnd - performance.timing.navigationStart
  for (let i = 0; i < pairs; i++) {
    // A 404 of the same server, with its headers: the least that a navigation can be.
    empty.push(await visit(browser, `${url}empty`, loaded))
    first.push(await visit(browser, url, answeredAt, typed))
  }
  const difference = summary(first.map((time, i) => time - empty[i]))
  return { first_answer: summary(first), empty_page: summary(empty), difference, pairs }
}

async function bytes(browser, url) {
  const fetched = new Map()
  await visit(browser, url, answeredAt, async (page) => {
    await typed(page)
    page.on('response', async (response) => fetched.set(response.url(), await response.body().catch(() => Buffer.alloc(0))))
  })
  const own = [...fetched].filter(([address, body]) => address.startsWith(url) && body.length > 0)
  const files = own.map(([address, body]) => ({
    file: address.slice(url.length) || 'index.html',
    raw: body.length,
    brotli: brotliCompressSync(body).length,
  }))
  const total = (key) => files.reduce((sum, file) => sum + file[key], 0)
  return { raw: total('raw'), brotli: total('brotli'), files }
}

/** Keys at the pace of a quick typist, once the page has been at rest. */
async function typing(browser, url) {
  const context = await browser.newContext(desktop)
  const page = await context.newPage()
  await page.addInitScript(() => {
    window.seen = { longtask: [], event: [] }
    const watch = (type, more) =>
      new PerformanceObserver((list) => {
        for (const { name, duration } of list.getEntries()) if (type === 'longtask' || name === 'keydown') window.seen[type].push(duration)
      }).observe({ type, ...more })
    watch('longtask', {})
    watch('event', { durationThreshold: 16 })
  })
  await page.goto(url)
  const box = page.locator('textarea').first()
  await box.fill(posting)
  await page.locator('.coef').first().waitFor()
  await page.waitForTimeout(3000)
  await page.keyboard.press('Control+End')
  await page.evaluate(() => (window.seen = { longtask: [], event: [] }))
  const keys = ` 熟悉 Kubernetes 和 eBPF，5年以上经验，负责高并发系统设计；熟悉 MySQL、Redis、Kafka，有分布式经验者优先 and experience with Terraform`
  await page.keyboard.type(keys, { delay: 80 })
  await page.waitForTimeout(1000)
  const { longtask, event } = await page.evaluate(() => window.seen)
  await context.close()
  return { keys: keys.length, tasks_over_50_ms: longtask, key_to_paint: summary(event) }
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' })
const server = await serve(at('build/site'))
const figures = {
  posting_bytes: Buffer.byteLength(posting),
  analyze: { rounds, node: await inNode(), chromium: await inChromium(browser) },
  navigation: await navigation(browser, server.url),
  bytes: await bytes(browser, server.url),
  typing: await typing(browser, server.url),
}
await browser.close()
await server.close()
console.log(JSON.stringify(figures, null, 2))
