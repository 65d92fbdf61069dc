#include "text/automaton.h"

#include <algorithm>

namespace chouma::text {

Automaton::Automaton(const std::vector<std::u32string>& patterns) {
  // Breadth-first over ranges of the sorted patterns: a state is the range that shares its prefix.
  struct Range {
    std::uint32_t from, to;
  };
  const auto n = static_cast<std::uint32_t>(patterns.size());
  std::vector<Range> ranges{{0, n}};
  states_.push_back({});
  for (std::uint32_t s = 0; s < states_.size(); ++s) {
    const std::uint32_t depth = states_[s].depth;
    auto [from, to] = ranges[s];
    if (from < to && patterns[from].size() == depth) states_[s].pattern = from++;
    states_[s].first_child = static_cast<std::uint32_t>(states_.size());
    while (from < to) {
      const char32_t label = patterns[from][depth];
      std::uint32_t end = from + 1;
      while (end < to && patterns[end][depth] == label) ++end;
      State next;
      next.label = label;
      next.depth = depth + 1;
      next.fail = s;  // the parent, until the links are made below
      states_.push_back(next);
      ranges.push_back({from, end});
      from = end;
    }
  }
  const auto last = static_cast<std::uint32_t>(states_.size());
  State end;
  end.first_child = last;
  states_.push_back(end);

  for (std::uint32_t c = states_[0].first_child; c < states_[1].first_child; ++c) {
    const char32_t label = states_[c].label;
    if (label >= root_.size()) root_.resize(label + 1, 0);
    root_[label] = c;
  }
  for (std::uint32_t s = 1; s < last; ++s) {
    const std::uint32_t parent = states_[s].fail;
    std::uint32_t link = 0;
    if (parent != 0) {
      std::uint32_t f = states_[parent].fail;
      while ((link = child(f, states_[s].label)) == 0 && f != 0) f = states_[f].fail;
    }
    states_[s].fail = link;
    states_[s].shorter = states_[link].pattern != 0xFFFFFFFF ? link : states_[link].shorter;
  }
}

std::uint32_t Automaton::child(std::uint32_t state, char32_t label) const {
  if (state == 0) return label < root_.size() ? root_[label] : 0;
  std::uint32_t low = states_[state].first_child;
  std::uint32_t high = states_[state + 1].first_child;
  while (high - low > 4) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (states_[middle].label <= label)
      low = middle;
    else
      high = middle;
  }
  for (; low < high; ++low)
    if (states_[low].label == label) return low;
  return 0;
}

std::vector<Automaton::Hit> Automaton::find(std::u32string_view text) const {
  std::vector<Hit> hits;
  if (states_.empty()) return hits;
  std::uint32_t state = 0;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    std::uint32_t next;
    while ((next = child(state, text[i])) == 0 && state != 0) state = states_[state].fail;
    state = next;
    for (std::uint32_t s = states_[state].pattern != 0xFFFFFFFF ? state : states_[state].shorter; s != 0;
         s = states_[s].shorter)
      hits.push_back({i + 1 - states_[s].depth, i + 1, states_[s].pattern});
  }
  return hits;
}

}  // namespace chouma::text
