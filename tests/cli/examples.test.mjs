// Every example in the help and every command of the README is run as it stands, in a folder that holds the files it names.
import assert from 'node:assert/strict'
import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { gzipSync } from 'node:zlib'
import { binary, commands, folder, missing, root, run } from './chouma.mjs'

const dir = folder()
const posting = '高级Go工程师 28-45K·15薪 北京\n熟悉 Go、Kubernetes，5年以上经验'
const resume = '求职意向：Go开发\n工作经历\n2019.03-2023.06 后端开发\n用 Go 写交易网关，QPS 3 万'
const table = readFileSync(join(root, 'tests/cases/fit/postings.csv'))
symlinkSync(join(root, 'models'), join(dir, 'models'))
symlinkSync(binary, join(dir, 'chouma'))
for (const [name, text] of [
  ['posting.txt', posting],
  ['resume.txt', resume],
  ['postings.jsonl', JSON.stringify({ id: 1, text: posting })],
  ['request.json', JSON.stringify({ schema: 'chouma.request/1', id: 1, text: posting })],
  ['offers.json', JSON.stringify({ start: '2026-12', offers: [{ name: 'a', city: '北京', base: 30000 }, { name: 'b', city: '上海', base: 33000 }] })],
  ['postings.csv.gz', gzipSync(table)],
])
  writeFileSync(join(dir, name), text)
copyFileSync(join(root, 'tests/cases/fit/recipe.json'), join(dir, 'recipe.json'))

const env = { ...process.env, PATH: `${dir}:${process.env.PATH}`, HOME: dir, MANPAGER: 'cat' }
// train comes before what reads its model
const shell = (line) => {
  const { code, out, err } = run('bash', ['-c', `set -o pipefail; mkdir -p ~/.local/share/bash-completion/completions ~/.config/fish/completions; ${line}`], { cwd: dir, env })
  assert.deepEqual([code, err], [0, ''], line)
  return out
}

for (const { name, examples } of commands())
  for (const line of examples)
    test(`help: ${line}`, { skip: line.includes('| man ') && missing('man') }, () => {
      if (name === 'completions' || line.includes(' > ') || line.includes('--out')) shell(line)
      else assert.notEqual(shell(line), '')
    })

// The README's lines are those of its block of commands; $chouma is the built command.
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const block = readme.split('```sh\n').map((part) => part.split('```')[0]).find((part) => part.startsWith('chouma='))
const lines = block.split('\n').filter((line) => line.startsWith('$chouma ')).map((line) => line.replace('$chouma', 'chouma').replace(/ +#.*$/, ''))

test('the README shows every command once', () => {
  assert.equal(block.split('\n')[0], 'chouma=build/native/bin/chouma')
  assert.deepEqual(lines.map((line) => line.split(' ')[1]).sort(), commands().map(({ name }) => name).sort())
})
for (const line of lines) test(`README: ${line}`, () => void shell(line))
