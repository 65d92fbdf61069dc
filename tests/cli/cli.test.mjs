// The native command as a person calls it: what it prints, and what it says when it refuses.
import assert from 'node:assert/strict'
import test from 'node:test'
import { chouma, json } from './chouma.mjs'

for (const [tags, factor] of [['Go', 1], ['Go,eBPF', 1.42], ['Go,WASM', 1.28], ['Go,eBPF,WASM', 1.67], ['Go语言', 1]])
  test(`predict --tags ${tags} is the given table's within 2.6 %`, () => {
    const answer = json(['predict', '--tags', tags])
    assert.ok(Math.abs(answer.coefficient / factor - 1) < 0.027, String(answer.coefficient))
    assert.ok(answer.interval[0] <= answer.coefficient && answer.coefficient <= answer.interval[1])
    assert.deepEqual(answer.unknown, [])
    assert.equal(typeof answer.clamped, 'boolean')
    assert.equal(typeof answer.raw, 'number')
    assert.ok(Array.isArray(answer.parts))
  })

test('predict lists a tag that it does not know', () => {
  assert.deepEqual(json(['predict', '--tags', 'Go,quux-42']).unknown, ['quux-42'])
})

test('analyze answers a request from standard input', () => {
  const report = json(['analyze', '-'], JSON.stringify({ schema: 'chouma.request/1', id: 7, tags: [1, 'Go', 'quux-42'] }))
  assert.equal(report.id, 7)
  assert.equal(report.pay.quantiles.length, 5)
  assert.equal(report.anchors.length, 3)
  const places = report.warnings.map((warning) => warning.where)
  assert.deepEqual(places.sort(), ['request.tags[0]', 'request.tags[2]'])
})

test('extract prints one line: skills with spans in UTF-16 units, years, education, level, pay', () => {
  const text = '高级Go工程师🚀\n3-5年经验，本科，熟悉Kubernetes；15-25K·16薪'
  const line = json(['extract', '-'], text)
  assert.deepEqual([line.years_min, line.years_max, line.education, line.level], [3, 5, 'bachelor', 'senior'])
  assert.deepEqual([line.pay.monthly_low, line.pay.monthly_high, line.pay.months], [15000, 25000, 16])
  const found = line.skills.map(({ name, spans }) => [name, spans.map(([begin, end]) => text.slice(begin, end))])
  assert.deepEqual(found, [['Go', ['Go']], ['Kubernetes', ['Kubernetes']]])
})

test('extract --lines answers the good lines, complains of the bad ones by number and code, and exits with 1', () => {
  const lines = ['{"id":"a","text":"熟悉Go"}', 'not json', '{"id":"b"}', '{"id":"c","text":"half \\ud800 Redis"}', '{"id":5,"text":"Kafka"}']
  const { code, out, err } = chouma(['extract', '--lines', '-'], lines.join('\n'))
  assert.equal(code, 1)
  const answers = out.trim().split('\n').map((line) => JSON.parse(line))
  assert.deepEqual(answers.map(({ id, skills }) => [id, skills[0].name]), [['a', 'Go'], ['c', 'Redis'], ['5', 'Kafka']])
  assert.match(err, /\[bad_json\] line 2/)
  assert.match(err, /\[bad_schema\] line 3, text/)
  assert.match(err, /\[bad_utf8\] line 4/)
})

test('extract says where a text is not UTF-8', () => {
  const { code, out, err } = chouma(['extract', '-'], Buffer.from([0xff, 0x20, 0x52, 0x65, 0x64, 0x69, 0x73]))
  assert.equal(code, 0)
  assert.equal(JSON.parse(out).skills[0].name, 'Redis')
  assert.match(err, /\[bad_utf8\] -, byte 0/)
})

for (const [what, args, input, said] of [
  ['a request that is not JSON', ['analyze', '-'], '{', /^chouma: \[bad_json\] request, byte 1 is the end; allowed: JSON\.\n$/],
  ['offers without what they need', ['offers', '-'], '{}', /^chouma: \[bad_schema\] request\.offers\.start is missing/],
  ['a posting that says nothing', ['screen', '--posting', '-'], '', /^chouma: \[no_data\] the input is nothing that an answer could be made from; /],
  ['a file that is not there', ['analyze', 'no-such-file.json'], '', /\[unknown_name\] file is "?no-such-file\.json/],
  ['a model that is not one', ['evaluate', '--model', 'package.json', '--data', 'README.md'], '', /chouma: \[/],
])
  test(`${what} is refused`, () => {
    const { code, err } = chouma(args, input)
    assert.equal(code, 1)
    assert.match(err, said)
  })

test('evaluate prints its figures by row, company and group', () => {
  const header = '发布平台,职位,公司,地区,职位描述,学历,所需经验,技能,福利,最低薪资,最高薪资,几薪,首次扫描日期'
  const rows = [
    'BOSS,Go开发工程师,a,上海,熟悉Go和Redis,本科,3,,,20000,30000,,2024-10-09',
    'BOSS,Java开发工程师,b,北京,熟悉Java,本科,5,,双休,18000,26000,13,2024-10-09',
    '51JOB,前端开发,b,北京,熟悉Vue,大专,1,,,8000,12000,,2024-10-09',
    '51JOB,测试,c,成都,日结,大专,,,,100,200,,',
  ]
  for (const mode of ['posting', 'profile']) {
    const figures = json(['evaluate', '--model', 'models/salary/cn-2024/model.json', '--data', '-', '--mode', mode], [header, ...rows].join('\n'))
    assert.deepEqual([figures.n, figures.companies, figures.groups.go.n], [3, 2, 1])
    for (const part of [figures.row, figures.company]) {
      assert.deepEqual(Object.keys(part.pinball), ['0.10', '0.25', '0.50', '0.75', '0.90'])
      for (const key of ['mean_pinball', 'coverage_80', 'mdape']) assert.ok(Number.isFinite(part[key]), key)
    }
  }
})

const posting = '高级Go工程师 28-45K·15薪 北京\n熟悉 Go、Kubernetes，5年以上经验'

test('plan says what to ask of the posting on standard input, and moves change it', () => {
  const plain = json(['plan', '--posting', '-'], posting).negotiation
  assert.equal(plain.action, 'ask')
  const after = json(['plan', '--posting', '-', '--moves', 'employer:30000', '--issues', 'months,remote'], posting).negotiation
  assert.deepEqual(after.moves, [{ by: 'employer', amount: 30000 }])
  assert.notEqual(after.rounds[0].ask, plain.rounds[0].ask)
  assert.ok('remote' in after.rounds[0].package)
  const { code, err } = chouma(['plan', '--posting', '-', '--moves', 'thirty'], posting)
  assert.equal(code, 1)
  assert.match(err, /--moves is thirty/)
})

test('a setting that cannot be used is said on standard error, and the rest is answered', () => {
  const { code, out, err } = chouma(['plan', '--posting', '-', '--rounds', '99'], posting)
  assert.equal(code, 0)
  assert.equal(err, 'chouma: [out_of_range] request.negotiation.rounds is 99; allowed: a number from 1 to 12.\n')
  assert.equal(JSON.parse(out).warnings[0].where, 'request.negotiation.rounds')
})

test('simulate plays the plan against every employer type', () => {
  const { rehearsal, rounds } = json(['simulate', '--posting', '-', '--rounds', '3'], posting)
  assert.equal(rounds.length, 3)
  assert.deepEqual(rehearsal.map(({ type }) => type), ['hard', 'fair', 'hurried', 'committee'])
  for (const { deals, share } of rehearsal) assert.ok(deals > 0 && deals <= 1 && share >= 0 && share <= 1)
})

test('offers compares a book of offers', () => {
  const book = { start: '2026-12', offers: [{ name: 'a', city: '北京', base: 30000, months: 15 }, { name: 'b', city: 'shanghai', base: 33000 }] }
  const { offers } = json(['offers', '-'], JSON.stringify(book))
  assert.equal(offers.verdict.decides, 'promised_bonus')
  assert.equal(chouma(['offers', '-'], '{').code, 1)
})

test('quote prices named fields from a table model, and says what it cannot price', () => {
  const model = 'models/salary/survey-intl/model.json'
  const fields = ['--field', 'country=Atlantis', '--field', 'years=3', '--field', 'employment=Employed, full-time']
  const quote = json(['quote', '--model', model, ...fields, '--json'])
  assert.deepEqual([quote.model, quote.response, quote.currency, quote.unit], ['survey-intl', 'pay', 'USD', 'year'])
  assert.equal(quote.quantiles.length, 5)
  for (let j = 1; j < 5; j++) assert.ok(quote.quantiles[j - 1] < quote.quantiles[j])
  const log = quote.contributions.reduce((sum, { log }) => sum + log, 0)
  assert.ok(Math.abs(Math.exp(log) / quote.quantiles[2] - 1) < 1e-6)
  assert.ok(quote.median_interval_95[0] < quote.quantiles[2] && quote.quantiles[2] < quote.median_interval_95[1])
  assert.deepEqual(quote.unpriced, ['country:Atlantis'])
  const { out } = chouma(['quote', '--model', model, ...fields])
  assert.match(out, /^yearly pay, USD a year: P10 [\d,]+, P25 /)
  assert.match(out, /median 95 %: [\d,]+ to [\d,]+/)
  assert.match(out, /no coefficient: country:Atlantis/)
  for (const [field, said] of [['salary=1', /unknown_name.*field is salary; allowed: country/], ['years=many', /bad_schema.*field years is many/], ['years', /--field is years/]]) {
    const { code, err } = chouma(['quote', '--model', model, '--field', field])
    assert.equal(code, 1)
    assert.match(err, said)
  }
})
