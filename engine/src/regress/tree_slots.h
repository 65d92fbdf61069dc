// A design as trees read it: what a row holds is a list of slots. Private to regress.
#pragma once

#include <chouma/error.h>

#include "regress/boosted_trees.h"
#include "regress/coded.h"

#include <cstdint>
#include <span>
#include <vector>

namespace chouma::regress {

/// As check(x), but numbers may be NaN, categories have no values, and all entries and rows together are below 2^32.
Result<bool> check_for_trees(const CodedDesign& x);

/// A slot for each bin of each column; what is missing has none. The same lists by rows and by slots.
struct TreeSlots {
  std::vector<TreeColumn> columns;
  std::vector<std::uint32_t> first_slot{0};  ///< columns + 1
  std::vector<std::uint32_t> row_start{0};   ///< rows + 1, of places in row_slot
  std::vector<std::uint32_t> row_slot;
  std::vector<std::uint32_t> slot_start;  ///< slots + 1, of places in slot_row
  std::vector<std::uint32_t> slot_row;    ///< ascending in each slot

  TreeSlots() = default;
  /// Rows of `x` named by `rows`, with weights above 0; columns that `least` rows or more hold, and that can part them.
  TreeSlots(const CodedDesign& x, std::span<const std::uint32_t> rows, std::span<const double> weights,
            std::uint32_t least);

  std::size_t count() const { return first_slot.back(); }
};

}  // namespace chouma::regress
