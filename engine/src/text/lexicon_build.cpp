#include "text/lexicon_build.h"

#include "text/folded.h"

#include <algorithm>
#include <iterator>

namespace chouma::text {

bool is_phrase(std::u32string_view text) {
  return !text.empty() && text.size() <= kLongestPhrase &&
         std::all_of(text.begin(), text.end(), [](char32_t c) { return c >= ' ' && c <= 0xFFFF && c != 0xFFFD; });
}

bool is_context(std::u32string_view text) {
  return !text.empty() && text.size() <= kLongestPhrase && text.find(U'\n') == std::u32string_view::npos;
}

const Skill* looping(const std::vector<Skill>& skills) {
  for (const Skill& skill : skills) {
    std::size_t steps = 0;
    for (std::uint32_t up = skill.parent; up != kNone; up = skills[up].parent)
      if (++steps > 16) return &skill;
  }
  return nullptr;
}

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

using Names = std::vector<std::pair<std::u32string, std::uint32_t>>;
using Phrases = std::vector<std::pair<std::u32string, Entry>>;

constexpr auto same_name = [](const auto& a, const auto& b) { return a.first == b.first; };

// Sorted, of each name the first claim.
Names first_claims(Names names) {
  sort_by_name(names);
  names.erase(std::unique(names.begin(), names.end(), same_name), names.end());
  return names;
}

Names skill_names(const Lexicon::Data& data, Names more, const Phrases& phrases) {
  Names names;
  for (std::uint32_t s = 0; s < data.skills.size(); ++s) names.emplace_back(fold_phrase(data.skills[s].id), s);
  for (std::uint32_t s = 0; s < data.skills.size(); ++s) names.emplace_back(fold_phrase(data.skills[s].name), s);
  std::move(more.begin(), more.end(), std::back_inserter(names));
  for (const auto& [phrase, entry] : phrases)
    if (entry.family == Family::skill) names.emplace_back(phrase, entry.index);
  names = first_claims(std::move(names));
  Names respelt;
  for (const auto& [phrase, skill] : names)
    for (std::u32string& spelt : spellings(phrase)) respelt.emplace_back(std::move(spelt), skill);
  std::move(respelt.begin(), respelt.end(), std::back_inserter(names));
  return first_claims(std::move(names));
}

Names city_names(const Phrases& phrases) {
  Names names;
  for (const auto& [phrase, entry] : phrases)
    if (entry.family == Family::city) names.emplace_back(phrase, entry.index);
  return first_claims(std::move(names));
}

// Sorted, with the other spellings.
void sort_and_respell(Phrases& phrases) {
  sort_by_name(phrases);
  Phrases extra;
  for (std::size_t p = 0; p < phrases.size(); ++p) {
    const auto& [phrase, entry] = phrases[p];
    if (entry.family != Family::skill || (p > 0 && phrases[p - 1].first == phrase)) continue;
    for (std::u32string& spelt : spellings(phrase))
      if (!contains(phrases, spelt)) extra.emplace_back(std::move(spelt), entry);
  }
  sort_by_name(extra);
  extra.erase(std::unique(extra.begin(), extra.end(), same_name), extra.end());
  const auto own = static_cast<std::ptrdiff_t>(phrases.size());
  std::move(extra.begin(), extra.end(), std::back_inserter(phrases));
  std::inplace_merge(phrases.begin(), phrases.begin() + own, phrases.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
}

// Fills the entries; the phrases that have them, each once.
std::vector<std::u32string> entries_of(Phrases phrases, Lexicon::Data& data) {
  std::vector<std::u32string> distinct;
  distinct.reserve(phrases.size());
  for (std::size_t from = 0, to = 0; from < phrases.size(); from = to) {
    const auto first = static_cast<std::uint32_t>(data.entries.size());
    data.first_entry.push_back(first);
    for (to = from; to < phrases.size() && phrases[to].first == phrases[from].first; ++to)
      data.entries.push_back(std::move(phrases[to].second));
    // What knows its context is asked before what takes any.
    std::stable_partition(data.entries.begin() + first, data.entries.end(), [&](const Entry& e) {
      return e.rule != kNone && (!data.rules[e.rule].near.empty() || data.rules[e.rule].near_skills);
    });
    distinct.push_back(std::move(phrases[from].first));
  }
  data.first_entry.push_back(static_cast<std::uint32_t>(data.entries.size()));
  return distinct;
}

}  // namespace

Lexicon Claims::lexicon() && {
  data->names = skill_names(*data, std::move(names), phrases);
  data->places = city_names(phrases);
  sort_and_respell(phrases);
  data->automaton = Automaton(entries_of(std::move(phrases), *data));
  data->resume = Automaton(resume_phrases);
  return Lexicon(std::move(data));
}

}  // namespace chouma::text
