#include "text/lexicon_build.h"

#include "text/folded.h"

#include <algorithm>

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

void LexiconBuilder::add(const std::u32string& phrase, Entry entry) { phrases_[phrase].push_back(std::move(entry)); }
void LexiconBuilder::name_skill(const std::u32string& phrase, std::uint32_t skill) {
  names_.try_emplace(phrase, skill);
}
void LexiconBuilder::name_city(const std::u32string& phrase, std::uint32_t city) { places_.try_emplace(phrase, city); }

void LexiconBuilder::build(Lexicon::Data& data) {
  std::vector<std::pair<std::u32string, Entry>> extra;
  for (const auto& [phrase, entries] : phrases_) {
    if (entries[0].family != Family::skill) continue;
    for (std::u32string& spelt : spellings(phrase))
      if (!phrases_.contains(spelt)) extra.emplace_back(std::move(spelt), entries[0]);
  }
  for (auto& [phrase, entry] : extra)
    if (phrases_[phrase].empty()) phrases_[phrase].push_back(std::move(entry));
  std::map<std::u32string, std::uint32_t> respelt;
  for (const auto& [phrase, skill] : names_)
    for (std::u32string& spelt : spellings(phrase)) respelt.try_emplace(std::move(spelt), skill);
  names_.merge(respelt);

  std::vector<std::u32string> patterns;
  patterns.reserve(phrases_.size());
  for (auto& [phrase, entries] : phrases_) {
    patterns.push_back(phrase);
    data.first_entry.push_back(static_cast<std::uint32_t>(data.entries.size()));
    // What knows its context is asked before what takes any.
    std::stable_partition(entries.begin(), entries.end(), [&](const Entry& e) {
      return e.rule != kNone && (!data.rules[e.rule].near.empty() || data.rules[e.rule].near_skills);
    });
    for (Entry& e : entries) data.entries.push_back(std::move(e));
  }
  data.first_entry.push_back(static_cast<std::uint32_t>(data.entries.size()));
  data.automaton = Automaton(patterns);
  data.names.assign(names_.begin(), names_.end());
  data.places.assign(places_.begin(), places_.end());
}

}  // namespace chouma::text
