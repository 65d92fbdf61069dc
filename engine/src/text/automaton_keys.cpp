#include "text/automaton_keys.h"

#include "text/automaton_cells.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace chouma::text {

void AutomatonKeys::place(const std::vector<std::uint64_t>& keys) {
  // At least a third of the slots stay empty.
  const auto bits = static_cast<std::uint32_t>(std::bit_width(keys.size() + keys.size() / 2 + 4));
  shift_ = 64 - bits;
  slots_.assign(std::size_t{1} << bits, {0, 0, automaton_cells::kNothingThere, 0});
  while (!displace(keys)) seed_ *= 0xC2B2AE3D27D4EB4Fu;
}

// Finds displacements by which every key has a slot of its own: the keys that share one, the most at first, try one after the other.
bool AutomatonKeys::displace(const std::vector<std::uint64_t>& keys) {
  displacements_.assign(slots_.size() / 4, 0);
  std::vector<std::vector<std::uint32_t>> sharing(displacements_.size());
  for (const std::uint64_t key : keys)
    sharing[shared(hash(key))].push_back(static_cast<std::uint32_t>(hash(key) >> shift_));
  std::vector<std::uint32_t> order(sharing.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return sharing[a].size() > sharing[b].size(); });
  std::vector<bool> taken(slots_.size());
  for (const std::uint32_t i : order) {
    std::sort(sharing[i].begin(), sharing[i].end());
    if (std::adjacent_find(sharing[i].begin(), sharing[i].end()) != sharing[i].end()) return false;
    std::uint32_t& displacement = displacements_[i];
    const auto free = [&](std::uint32_t slot) { return !taken[slot ^ displacement]; };
    while (displacement < slots_.size() && !std::all_of(sharing[i].begin(), sharing[i].end(), free)) ++displacement;
    if (displacement == slots_.size()) return false;
    for (const std::uint32_t slot : sharing[i]) taken[slot ^ displacement] = true;
  }
  return true;
}

}  // namespace chouma::text
