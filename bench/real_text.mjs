// Real text for bench/match_speed: descriptions of postings in Chinese, and where `--mixed` is given, as many bytes of postings in English
// (SkillSpan, over and over: it has less than a megabyte).
// usage: node bench/real_text.mjs --data DIR [--mixed] [--mb N] > FILE    DIR: as `data` beside the project
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'

const { values: options } = parseArgs({
  options: { data: { type: 'string' }, mixed: { type: 'boolean', default: false }, mb: { type: 'string', default: '20' } },
})
const read = (name) => gunzipSync(readFileSync(join(options.data, name))).toString('utf8')

/** The fields of each row of a CSV text (RFC 4180). */
function* rows(text) {
  let row = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    yield row
    row = []
  }
}

function chinese() {
  const [header, ...table] = rows(read('postings-2024.csv.gz'))
  const column = header.findIndex((name) => name.endsWith('职位描述'))
  return table.map((row) => row[column]).filter(Boolean)
}

/** The sentences of each posting, a line each. */
function english() {
  const postings = new Map()
  for (const part of ['train', 'dev'])
    for (const line of read(`skills/skillspan-${part}.json.gz`).trim().split('\n')) {
      const { idx, tokens } = JSON.parse(line)
      const id = `${part} ${idx}`
      postings.set(id, `${postings.get(id) ?? ''}${tokens.join(' ')}\n`)
    }
  return [...postings.values()]
}

const sources = [chinese(), ...(options.mixed ? [english()] : [])].map((texts) => ({ texts, next: 0, bytes: 0 }))
const pieces = []
while (sources.reduce((sum, source) => sum + source.bytes, 0) < Number(options.mb) * 1e6) {
  const least = sources.reduce((a, b) => (b.bytes < a.bytes ? b : a))
  const piece = Buffer.from(`${least.texts[least.next++ % least.texts.length]}\n\n`)
  least.bytes += piece.length
  pieces.push(piece)
}
process.stdout.write(Buffer.concat(pieces))
