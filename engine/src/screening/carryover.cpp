#include "screening/carryover.h"

#include <algorithm>

namespace chouma::screening {

const Carry* best_carry(const Carryover& table, const std::vector<std::uint32_t>& held, std::uint32_t asked) {
  const auto begin = std::lower_bound(table.rows.begin(), table.rows.end(), asked,
                                      [](const Carry& row, std::uint32_t skill) { return row.to < skill; });
  const Carry* best = nullptr;
  for (auto row = begin; row != table.rows.end() && row->to == asked; ++row)
    if (std::binary_search(held.begin(), held.end(), row->from) && (best == nullptr || row->degree > best->degree))
      best = &*row;
  return best;
}

}  // namespace chouma::screening
