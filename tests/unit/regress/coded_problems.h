// Random coded designs of every kind of column, for the tests of this room.
#pragma once

#include <cstdint>
#include <vector>

#include "base/random.h"
#include "regress/coded.h"

namespace chouma::test {

/// Two categories (levels 3 and 4, some rows in no level), one with values (2 levels), 5 flags, 3 numbers: 17 columns.
inline regress::CodedDesign random_coded(std::uint64_t seed, std::size_t n) {
  const auto draw = [&](std::uint32_t stream, std::uint64_t i, std::uint64_t k) {
    return base::below(k, seed, stream, i);
  };
  regress::CodedDesign x;
  x.rows = n;
  x.categories = {{3, {}, {}}, {4, {}, {}}, {2, {}, {}}};
  x.flags = 5;
  x.flag_start = {0};
  x.numerics = 3;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::uint32_t c = 0; c < 3; ++c) {
      const auto code = static_cast<std::uint32_t>(draw(c, i, x.categories[c].levels + 1));
      x.categories[c].code.push_back(code == x.categories[c].levels ? regress::NO_LEVEL : code);
    }
    x.categories[2].value.push_back(base::normal(seed, 10, i));
    for (std::uint32_t f = 0; f < 5; ++f)
      if (draw(20 + f, i, 3) == 0) x.flag_list.push_back(f);
    x.flag_start.push_back(static_cast<std::uint32_t>(x.flag_list.size()));
    for (std::uint32_t k = 0; k < 3; ++k) x.numeric.push_back(base::normal(seed, 30 + k, i) + k);
  }
  return x;
}

/// The same matrix with every entry stored.
inline std::vector<std::vector<double>> dense(const regress::CodedDesign& x) {
  std::vector<std::vector<double>> rows(x.rows, std::vector<double>(x.columns(), 0.0));
  for (std::size_t i = 0; i < x.rows; ++i)
    regress::for_each_entry(x, i, [&](std::size_t column, double value) { rows[i][column] = value; });
  return rows;
}

}  // namespace chouma::test
