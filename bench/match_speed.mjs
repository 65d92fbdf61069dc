// Finding the lexicon's phrases in a long text, in WASM under Node, held against a trie in JavaScript: same phrases, same text, same run.
// usage: node bench/match_speed.mjs [--build DIR] [--text FILE] [--mb N] [--rounds N] [--wording 0|1]    figures: docs/speed.md
// Build first: cmake --build build/wasm --target bench_match_speed
//
// Times are of the processor (all threads of the process), medians. The trie is walked from every place where a word may begin, over the
// lower-cased string, and keeps to the same rule of boundaries; it folds no full-width forms and masks nothing.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values: options } = parseArgs({
  options: {
    build: { type: 'string', default: join(root, 'build/wasm') },
    text: { type: 'string' },
    mb: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '7' },
    wording: { type: 'string', default: '1' },
  },
})
const rounds = Number(options.rounds)

const bin = resolve(options.build, 'bin')
const createMatchSpeed = createRequire(import.meta.url)(join(bin, 'bench_match_speed.js'))
const module = await createMatchSpeed({ wasmBinary: readFileSync(join(bin, 'bench_match_speed.wasm')) })

// --- the peer ----------------------------------------------------------------------------------------------------------

/** 1: letter, 2: digit, 0: neither, of lower-cased ASCII. */
const kind = (c) => (c >= 97 && c <= 122 ? 1 : c >= 48 && c <= 57 ? 2 : 0)

class Trie {
  constructor(phrases) {
    this.root = { next: new Map(), phrase: -1 }
    phrases.forEach((phrase, index) => {
      let node = this.root
      for (let i = 0; i < phrase.length; i++) {
        const code = phrase.charCodeAt(i)
        let child = node.next.get(code)
        if (!child) node.next.set(code, (child = { next: new Map(), phrase: -1 }))
        node = child
      }
      node.phrase = index
    })
  }

  /** Hits [begin, end, phrase], flat. */
  find(written) {
    const text = written.toLowerCase()
    const hits = []
    let before = 0
    for (let begin = 0; begin < text.length; begin++) {
      const first = text.charCodeAt(begin)
      const here = kind(first)
      const may = before === 0 || (here === 0 && first !== 46)
      before = here
      if (!may) continue
      let node = this.root.next.get(first)
      for (let end = begin + 1; node !== undefined; node = node.next.get(text.charCodeAt(end++)))
        if (node.phrase >= 0 && bounded(text, begin, end)) hits.push(begin, end, node.phrase)
    }
    return hits
  }
}

function bounded(text, begin, end) {
  const at = (i) => (i < text.length ? text.charCodeAt(i) : 10)
  const last = at(end - 1)
  const after = kind(at(end))
  if (last === 43 || last === 35) return after !== 1
  if (kind(last) === 0 || after === 0) return true
  if (end - begin < 2 || kind(last) !== 1) return false
  let i = end
  let digits = 0
  while (i < end + 6 && (kind(at(i)) === 2 || (at(i) === 46 && kind(at(i + 1)) !== 0))) digits += kind(at(i++)) === 2 ? 1 : 0
  if (digits === 0 || digits > 4 || kind(at(i)) === 2) return false
  if (at(i) === 120) i++
  return kind(at(i)) === 0
}

// --- measuring ---------------------------------------------------------------------------------------------------------

/** Milliseconds of processor time of each call, sorted; the first calls, in which V8 compiles, are not counted. */
function milliseconds(count, call, warmUp = 2) {
  for (let i = 0; i < warmUp; i++) call(i)
  const took = []
  for (let i = 0; i < count; i++) {
    const begin = process.cpuUsage()
    call(i)
    const { user, system } = process.cpuUsage(begin)
    took.push((user + system) / 1000)
  }
  return took.sort((a, b) => a - b)
}
const median = (sorted) => sorted[sorted.length >> 1]

function report(what, bytes, took, hits) {
  const rate = (ms) => (bytes / 1e3 / ms).toFixed(1).padStart(7)
  console.log(`${what.padEnd(34)} ${rate(median(took))} MB/s median ${rate(took[0])} best ${String(hits).padStart(10)} hits`)
}

/** As the other half cuts the text: whole lines, at least 64 KB. */
function inPieces(bytes) {
  const pieces = []
  for (let from = 0; from < bytes.length; ) {
    const line = bytes.indexOf(10, Math.min(from + 65536, bytes.length))
    const end = line < 0 ? bytes.length : line + 1
    pieces.push(new TextDecoder().decode(bytes.subarray(from, end)))
    from = end
  }
  return pieces
}

function measure(bench) {
  const phrases = bench.phrases().split('\n').slice(0, -1)
  const bytes = bench.text().length
  const pieces = inPieces(bench.text())
  console.log(`${phrases.length} phrases, automaton ${Math.round(bench.automatonBytes() / 1e3)} KB; text ${(bytes / 1e6).toFixed(1)} MB`)
  let hits = 0
  const ours = milliseconds(rounds, () => (hits = bench.scan()))
  report('chouma, WASM', bytes, ours, hits)
  report('  of it, decoding and folding', bytes, milliseconds(rounds, () => bench.fold()), 0)
  const trie = new Trie(phrases)
  const theirs = milliseconds(Math.min(rounds, 5), () => {
    hits = 0
    for (const piece of pieces) hits += trie.find(piece).length / 3
  }, 1)
  report('trie, JavaScript', bytes, theirs, hits)
  console.log(`chouma / trie (medians)            ${(median(theirs) / median(ours)).toFixed(2)}`)
}

const lexicon = new Uint8Array(readFileSync(join(root, 'models/lexicon/lexicon.json')))
const cold = performance.now()
const bench = new module.Bench(lexicon, options.wording !== '0')
console.log(`lexicon: the first load, with the automaton twice, ${(performance.now() - cold).toFixed(0)} ms on the clock`)
const load = milliseconds(rounds, () => bench.load(lexicon), 3)
console.log(`lexicon: later loads ${median(load).toFixed(1)} ms median, ${load[0].toFixed(1)} best`)
if (options.text) bench.setText(new Uint8Array(readFileSync(options.text)))
else bench.makeText(Number(options.mb))
measure(bench)

const bytes = bench.text()
const ends = []
for (let at = 0; at + 8192 < bytes.length && ends.length < 1000; at += 3 * 4096) {
  const begin = bytes.indexOf(10, at) + 1
  ends.push([begin, bytes.indexOf(10, begin + 4000)])
}
for (const [what, call] of [
  ['phrases', (i) => bench.scanPart(...ends[i % ends.length])],
  ['the whole extract', (i) => bench.extractPart(...ends[i % ends.length])],
]) {
  // A hundred at a time: a single one is below what the clock of the process tells.
  const took = milliseconds(40, (k) => {
    for (let i = 0; i < 100; i++) call(k * 100 + i)
  }, 10)
  console.log(`a posting of 4 KB: ${what} ${(median(took) * 10).toFixed(1)} us median, ${(took[0] * 10).toFixed(1)} best`)
}

bench.morePhrases(5000)
measure(bench)
