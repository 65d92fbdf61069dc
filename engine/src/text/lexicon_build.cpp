#include "text/lexicon_build.h"

#include "text/folded.h"

#include <algorithm>
#include <iterator>

namespace chouma::text {

std::vector<std::u32string> spellings(const std::u32string& phrase) {
  std::vector<std::size_t> joints;
  for (std::size_t i = 1; i + 1 < phrase.size(); ++i)
    if ((phrase[i] == ' ' || phrase[i] == '-') && is_word(phrase[i - 1]) && is_word(phrase[i + 1])) joints.push_back(i);
  if (joints.empty()) return {};

  constexpr char32_t kNothing = 0;
  constexpr char32_t kJoint[] = {' ', '-', kNothing};
  const bool free = joints.size() == 2;
  std::vector<std::u32string> out;
  for (int first = 0; first < 3; ++first) {
    for (int second = 0; second < (free ? 3 : 1); ++second) {
      std::u32string spelt = phrase;
      for (std::size_t j = 0; j < joints.size(); ++j) spelt[joints[j]] = kJoint[free && j == 1 ? second : first];
      std::erase(spelt, kNothing);
      if (spelt != phrase) out.push_back(std::move(spelt));
    }
  }
  return out;
}

namespace {

// Sorted lists, not maps: a lexicon has ten thousand phrases, and its loading is what a first visit waits for.
// What is sorted is the places of the names, by their first four characters, 16 bits each, where these differ.
template <class Value>
void sort_by_name(std::vector<std::pair<std::u32string, Value>>& list) {
  struct Place {
    std::uint64_t beginning;
    std::uint32_t at;
  };
  std::vector<Place> places;
  places.reserve(list.size());
  for (const auto& [name, unused] : list) {
    std::uint64_t beginning = 0;
    for (std::size_t i = 0; i < 4; ++i) beginning = beginning << 16 | (i < name.size() ? name[i] : 0);
    places.push_back({beginning, static_cast<std::uint32_t>(places.size())});
  }
  std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
    if (a.beginning != b.beginning) return a.beginning < b.beginning;
    const int order = list[a.at].first.compare(list[b.at].first);
    return order != 0 ? order < 0 : a.at < b.at;
  });
  std::vector<std::pair<std::u32string, Value>> sorted;
  sorted.reserve(list.size());
  for (const Place& place : places) sorted.push_back(std::move(list[place.at]));
  list = std::move(sorted);
}

template <class Value>
bool contains(const std::vector<std::pair<std::u32string, Value>>& sorted, const std::u32string& name) {
  const auto at =
      std::lower_bound(sorted.begin(), sorted.end(), name,
                       [](const auto& entry, const std::u32string& wanted) { return entry.first < wanted; });
  return at != sorted.end() && at->first == name;
}

// Sorted, of each name the first claim.
void keep_first(std::vector<std::pair<std::u32string, std::uint32_t>>& names) {
  sort_by_name(names);
  const auto same = [](const auto& a, const auto& b) { return a.first == b.first; };
  names.erase(std::unique(names.begin(), names.end(), same), names.end());
}

}  // namespace

void LexiconBuilder::add(const std::u32string& phrase, Entry entry) { phrases_.emplace_back(phrase, std::move(entry)); }
void LexiconBuilder::name_skill(const std::u32string& phrase, std::uint32_t skill) {
  names_.emplace_back(phrase, skill);
}
void LexiconBuilder::name_city(const std::u32string& phrase, std::uint32_t city) { places_.emplace_back(phrase, city); }

void LexiconBuilder::build(Lexicon::Data& data) {
  sort_by_name(phrases_);
  std::vector<std::pair<std::u32string, Entry>> extra;
  for (std::size_t p = 0; p < phrases_.size(); ++p) {
    const auto& [phrase, entry] = phrases_[p];
    if (entry.family != Family::skill || (p > 0 && phrases_[p - 1].first == phrase)) continue;
    for (std::u32string& spelt : spellings(phrase))
      if (!contains(phrases_, spelt)) extra.emplace_back(std::move(spelt), entry);
  }
  sort_by_name(extra);
  const auto same = [](const auto& a, const auto& b) { return a.first == b.first; };
  extra.erase(std::unique(extra.begin(), extra.end(), same), extra.end());
  const auto own = static_cast<std::ptrdiff_t>(phrases_.size());
  std::move(extra.begin(), extra.end(), std::back_inserter(phrases_));
  std::inplace_merge(phrases_.begin(), phrases_.begin() + own, phrases_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });

  keep_first(names_);
  Names respelt;
  for (const auto& [phrase, skill] : names_)
    for (std::u32string& spelt : spellings(phrase)) respelt.emplace_back(std::move(spelt), skill);
  std::move(respelt.begin(), respelt.end(), std::back_inserter(names_));
  keep_first(names_);
  keep_first(places_);

  std::vector<std::u32string> patterns;
  patterns.reserve(phrases_.size());
  for (std::size_t from = 0, to = 0; from < phrases_.size(); from = to) {
    const auto first = static_cast<std::uint32_t>(data.entries.size());
    data.first_entry.push_back(first);
    for (to = from; to < phrases_.size() && phrases_[to].first == phrases_[from].first; ++to)
      data.entries.push_back(std::move(phrases_[to].second));
    // What knows its context is asked before what takes any.
    std::stable_partition(data.entries.begin() + first, data.entries.end(), [&](const Entry& e) {
      return e.rule != kNone && (!data.rules[e.rule].near.empty() || data.rules[e.rule].near_skills);
    });
    patterns.push_back(std::move(phrases_[from].first));
  }
  data.first_entry.push_back(static_cast<std::uint32_t>(data.entries.size()));
  data.automaton = Automaton(patterns);
  data.names = std::move(names_);
  data.places = std::move(places_);
}

}  // namespace chouma::text
