// The runner reads each test tool's summary right: a wrong count would hide a failure.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import test from 'node:test'
import { closingLine, count } from '../../tools/run-tests.mjs'

const cases = [
  ['catch2', 'All tests passed (8 assertions in 4 test cases)\n', 0, [4, 0, 0]],
  ['catch2', 'All tests passed (1 assertion in 1 test case)\n', 0, [1, 0, 0]],
  ['catch2', 'test cases: 4 | 3 passed | 1 failed\nassertions: 6 | 5 passed | 1 failed\n', 1, [3, 1, 0]],
  ['catch2', 'test cases: 5 | 3 passed | 1 failed | 1 skipped\nassertions: 6 | 6 passed\n', 4, [3, 1, 1]],
  ['catch2', '\x1b[1;32mAll tests passed\x1b[0m (2 assertions in 2 test cases)\n', 0, [2, 0, 0]],
  ['node', '# tests 5\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 0\n# todo 0\n', 1, [3, 2, 0]],
  ['node', '# tests 1\n# pass 0\n# fail 0\n# cancelled 0\n# skipped 1\n# todo 0\n', 0, [0, 0, 1]],
  ['npm', ' Test Files  2 passed (2)\n      Tests  12 passed | 1 failed | 2 skipped (15)\n', 1, [12, 1, 2]],
  ['npm', 'Running 4 tests\n\n  1 failed\n    a.spec.ts:3\n  3 passed (2.1s)\n', 1, [3, 1, 0]],
  ['npm', '# pass 7\n# fail 0\n', 0, [7, 0, 0]],
  ['npm', 'ℹ tests 9\nℹ pass 8\nℹ fail 1\nℹ skipped 0\n', 1, [8, 1, 0]],
  ['exit', '', 0, [1, 0, 0]],
  ['exit', 'All tests passed', 2, [0, 1, 0]],
  // A crash after a good summary, and silence, are failures.
  ['catch2', 'All tests passed (8 assertions in 4 test cases)\nSegmentation fault\n', 139, [4, 1, 0]],
  ['catch2', '', 0, [0, 1, 0]],
  ['catch2', 'No tests ran\n', 0, [0, 1, 0]],
  ['npm', '', 0, [0, 1, 0]],
]
for (const [reader, output, code, [passed, failed, skipped]] of cases)
  test(`${reader}: ${JSON.stringify(output.slice(0, 50))}, exit ${code}`, () => {
    assert.deepEqual(count(reader, output, code), { passed, failed, skipped })
  })

test('the closing line', () => {
  assert.equal(closingLine({ passed: 12, failed: 0, skipped: 0 }), '12 passed, 0 failed')
  assert.equal(closingLine({ passed: 12, failed: 1, skipped: 3 }), '12 passed, 1 failed, 3 skipped')
})

test('a suite that is not there is refused by name', () => {
  const { status, stderr } = spawnSync(process.execPath, ['tools/run-tests.mjs', 'nosuch'], {
    cwd: new URL('../..', import.meta.url),
    encoding: 'utf8',
  })
  assert.equal(status, 2)
  assert.match(stderr, /no suite nosuch; there are native/)
})
