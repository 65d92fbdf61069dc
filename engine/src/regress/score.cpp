#include "regress/score.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>

#include "regress/numbers.h"

namespace chouma::regress {

namespace {

constexpr std::size_t BLOCK = 512;
constexpr std::uint32_t MOST_LEVELS = 65536;

// Two doubles that a machine's vectors hold as one.
typedef double Pair __attribute__((vector_size(16), aligned(8), may_alias));
typedef float FloatPair __attribute__((vector_size(8)));

Error wrong(const char* where, std::size_t value, const std::string& allowed) {
  return {Code::out_of_range, where, std::to_string(value), allowed};
}

}  // namespace

Result<Scorer> Scorer::make(std::size_t outputs, std::span<const std::uint32_t> levels, std::span<const double> effects,
                            std::span<const double> intercept) {
  if (outputs < 1 || outputs > MOST_OUTPUTS) return wrong("outputs", outputs, "1 to 8 outputs");
  if (levels.empty()) return wrong("levels", 0, "at least one field");
  std::size_t total = 0;
  for (const std::uint32_t n : levels) {
    if (n < 1 || n > MOST_LEVELS) return wrong("levels", n, "1 to 65,536 levels a field");
    total += n;
  }
  if (effects.size() != total * outputs)
    return wrong("effects", effects.size(), std::to_string(total * outputs) + " numbers, `outputs` a level");
  if (intercept.size() != outputs) return wrong("intercept", intercept.size(), "one number an output");
  const auto finite = [](double v) { return std::isfinite(v); };
  if (!all(effects, finite) || !all(intercept, finite))
    return Error{Code::not_finite, "effects", "not finite", "finite numbers"};

  Scorer scorer;
  scorer.outputs_ = outputs;
  scorer.stride_ = (outputs + 1) / 2 * 2;
  scorer.fields_ = levels.size();
  std::size_t place = 0, at = 0;
  while (place < levels.size()) {
    Table table;
    std::size_t joint = 1;
    // A table's sums, level after level of each field that joins it; the last field's code runs fastest.
    std::vector<double> sum(scorer.stride_, 0.0);
    if (scorer.tables_.empty()) std::copy(intercept.begin(), intercept.end(), sum.begin());
    do {
      const std::uint32_t n = levels[place];
      std::vector<double> next(joint * n * scorer.stride_, 0.0);
      for (std::size_t j = 0; j < joint; ++j)
        for (std::size_t k = 0; k < n; ++k)
          for (std::size_t q = 0; q < outputs; ++q)
            next[(j * n + k) * scorer.stride_ + q] = sum[j * scorer.stride_ + q] + effects[at + k * outputs + q];
      sum = std::move(next);
      for (Field& field : table.fields) field.times *= n;
      table.fields.push_back({place++, n, 1});
      joint *= n;
      at += n * outputs;
    } while (place < levels.size() && joint * levels[place] <= MOST_JOINT_LEVELS);
    table.sum = std::move(sum);
    scorer.tables_.push_back(std::move(table));
  }
  return scorer;
}

template <std::size_t Outputs>
void Scorer::score_block(std::span<const std::uint32_t> joint, std::size_t rows, float* out) const {
  constexpr std::size_t PAIRS = (Outputs + 1) / 2;
  const std::size_t tables = tables_.size();
  const auto entry = [&](std::size_t table, std::size_t row) {
    return reinterpret_cast<const Pair*>(tables_[table].sum.data() + joint[table * BLOCK + row] * (2 * PAIRS));
  };
  for (std::size_t i = 0; i < rows; ++i, out += Outputs) {
    Pair sum[PAIRS];
    const Pair* const first = entry(0, i);
    for (std::size_t p = 0; p < PAIRS; ++p) sum[p] = first[p];
    for (std::size_t t = 1; t < tables; ++t) {
      const Pair* const more = entry(t, i);
      for (std::size_t p = 0; p < PAIRS; ++p) sum[p] += more[p];
    }
    for (std::size_t p = 0; p < PAIRS; ++p) {
      const FloatPair rounded = __builtin_convertvector(sum[p], FloatPair);
      std::memcpy(out + 2 * p, &rounded, sizeof(float) * std::min<std::size_t>(2, Outputs - 2 * p));
    }
  }
}

Result<bool> Scorer::score(std::span<const std::span<const std::uint16_t>> codes, std::span<float> out) const {
  if (codes.size() != fields_) return wrong("codes", codes.size(), std::to_string(fields_) + " columns, one a field");
  const std::size_t rows = codes[0].size();
  for (const auto& column : codes)
    if (column.size() != rows)
      return wrong("codes", column.size(), std::to_string(rows) + " codes, as the first column");
  if (out.size() != rows * outputs_)
    return wrong("out", out.size(), std::to_string(rows * outputs_) + " numbers, `outputs` a row");

  using Block = void (*)(const Scorer&, std::span<const std::uint32_t>, std::size_t, float*);
  static constexpr auto BLOCKS = []<std::size_t... Q>(std::index_sequence<Q...>) {
    return std::array<Block, MOST_OUTPUTS>{[](const Scorer& s, std::span<const std::uint32_t> joint, std::size_t n,
                                              float* to) { s.score_block<Q + 1>(joint, n, to); }...};
  }
  (std::make_index_sequence<MOST_OUTPUTS>());
  std::vector<std::uint32_t> joint(tables_.size() * BLOCK);
  for (std::size_t begin = 0; begin < rows; begin += BLOCK) {
    const std::size_t n = std::min(BLOCK, rows - begin);
    for (std::size_t t = 0; t < tables_.size(); ++t) {
      const std::span at = std::span(joint).subspan(t * BLOCK, n);
      std::fill(at.begin(), at.end(), 0U);
      for (const Field& field : tables_[t].fields) {
        const std::uint16_t* code = codes[field.place].data() + begin;
        unsigned most = 0;
        for (std::size_t i = 0; i < n; ++i) {
          most = std::max<unsigned>(most, code[i]);
          at[i] += code[i] * field.times;
        }
        if (most < field.levels) continue;
        const auto bad = std::find_if(code, code + n, [&](std::uint16_t c) { return c >= field.levels; });
        return Error{Code::out_of_range,
                     "codes[" + std::to_string(field.place) + "], row " +
                         std::to_string(begin + static_cast<std::size_t>(bad - code)),
                     std::to_string(*bad), "codes below " + std::to_string(field.levels)};
      }
    }
    BLOCKS[outputs_ - 1](*this, joint, n, out.data() + begin * outputs_);
  }
  return true;
}

}  // namespace chouma::regress
