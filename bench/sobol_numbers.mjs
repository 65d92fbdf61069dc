// usage: node sobol_numbers.mjs [DIMENSIONS]
// Prints the table of engine/src/base/sobol.cpp: primitive polynomials over GF(2) in ascending order, and for each the initial direction numbers
// whose two-dimensional projections with all earlier coordinates are spread best. A projection's t after 2^m points: every box of volume 2^(t−m)
// that halving both axes makes holds the same number of points. Least is Σ_j 2^t(j, d) / j over the earlier coordinates j, at m = 7 (the points of one
// shifted copy) and, where equal, at m = 11 (of all copies). Up to 4,096 candidates a coordinate, all of them where there are fewer, else by a fixed generator.
const dimensions = Number(process.argv[2] ?? 32)
const BITS = 11

/** Coefficients as bits, x^degree first; primitive if x has order 2^degree − 1. */
function primitive(poly, degree) {
  let x = 1
  for (let k = 1; k < 2 ** degree; ++k) {
    x <<= 1
    if (x >> degree) x ^= poly
    if (x === 1) return k === 2 ** degree - 1
  }
  return false
}
function* polynomials() {
  for (let degree = 1; ; ++degree) for (let poly = 2 ** degree + 1; poly < 2 ** (degree + 1); poly += 2) if (primitive(poly, degree)) yield { poly, degree }
}

/** m_k for k = 1 … BITS from the first `degree` of them (Bratley & Fox 1988). */
function extend(poly, degree, initial) {
  const m = [...initial]
  for (let k = degree; k < BITS; ++k) {
    let next = m[k - degree] ^ (m[k - degree] << degree)
    for (let i = 1; i < degree; ++i) if ((poly >> (degree - i)) & 1) next ^= m[k - i] << i
    m.push(next)
  }
  return m
}

/** Row r: which bits of the index make binary digit r of the coordinate. */
const rows = (m) => Array.from({ length: BITS }, (_, r) => m.reduce((row, mk, k) => (k >= r && (mk >> (k - r)) & 1 ? row | (1 << k) : row), 0))

/** t of the first 2^m points of two coordinates. */
function tValue(a, b, m) {
  const mask = 2 ** m - 1
  for (let k = m; k > 0; --k) {
    let all = true
    for (let first = 0; first <= k && all; ++first) {
      const basis = []
      all = [...a.slice(0, first), ...b.slice(0, k - first)].every((row) => {
        let x = row & mask
        for (const y of basis) x = Math.min(x, x ^ y)
        return x !== 0 && basis.push(x)
      })
    }
    if (all) return m - k
  }
  return m
}

let state = 1
const random = (n) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 2 ** 32) * n)
}

const chosen = [rows(Array(BITS).fill(1))] // the first coordinate is van der Corput's
const source = polynomials()
for (let d = 1; d < dimensions; ++d) {
  const { poly, degree } = source.next().value
  const count = 2 ** ((degree * (degree - 1)) / 2)
  let best
  for (let c = 0; c < Math.min(count, 4096); ++c) {
    let code = count <= 4096 ? c : random(count)
    const initial = Array.from({ length: degree }, (_, k) => {
      const odd = (code % 2 ** k) * 2 + 1
      code = Math.floor(code / 2 ** k)
      return odd
    })
    const mine = rows(extend(poly, degree, initial))
    const score = [7, 11].map((m) => chosen.reduce((sum, theirs, j) => sum + 2 ** tValue(theirs, mine, m) / (j + 1), 0))
    if (!best || score[0] < best.score[0] || (score[0] === best.score[0] && score[1] < best.score[1])) best = { initial, score, mine }
  }
  chosen.push(best.mine)
  console.log(`    {${degree}, ${poly}, {${best.initial.join(', ')}}},`)
}
for (const m of [7, 11])
  for (const n of [4, 8, 16, dimensions]) {
    let worst = 0
    for (let i = 0; i < n; ++i) for (let j = 0; j < i; ++j) worst = Math.max(worst, tValue(chosen[j], chosen[i], m))
    console.log(`// largest t of two of the first ${n} coordinates at 2^${m} points: ${worst}`)
  }
