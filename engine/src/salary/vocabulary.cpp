#include "salary/vocabulary.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/utf8.h"
#include "text/extract.h"

namespace chouma::salary {

namespace {

constexpr std::size_t kGramLeast = 2, kGramMost = 4;
constexpr double kRedundant = 0.9;

/// Distinct companies by item. Filled in any order, read sorted.
template <class Item>
class Support {
 public:
  void add(const Item& item, std::uint32_t company) { pairs_.emplace_back(item, company); }
  std::map<Item, int> companies() {
    std::sort(pairs_.begin(), pairs_.end());
    pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
    std::map<Item, int> counts;
    for (const auto& [item, company] : pairs_) ++counts[item];
    return counts;
  }

 private:
  std::vector<std::pair<Item, std::uint32_t>> pairs_;
};

bool is_han(char32_t code) { return code >= 0x4E00 && code <= 0x9FFF; }
bool is_lower_or_digit(char32_t code) { return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9'); }

struct Character {
  char32_t code;
  std::size_t begin, end;  ///< bytes
};

std::vector<Character> characters(std::string_view text) {
  std::vector<Character> all;
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = base::decode(text, at);
    all.push_back({decoded.code, at, at + decoded.bytes});
    at += decoded.bytes;
  }
  return all;
}

/// The substrings of Chinese characters of length 2 … 3 that stand in a gram (the gram itself excluded).
std::vector<std::string> inner_grams(const std::string& gram) {
  const auto all = characters(gram);
  std::vector<std::string> inner;
  for (std::size_t length = kGramLeast; length < all.size(); ++length)
    for (std::size_t i = 0; i + length <= all.size(); ++i)
      inner.push_back(gram.substr(all[i].begin, all[i + length - 1].end - all[i].begin));
  return inner;
}

std::vector<std::string> choose_title_words(const Recipe& recipe, const PostingTable& table) {
  Support<std::string> support;
  for (const Posting& posting : table.rows)
    for (const std::string& word : title_candidates(posting.facts.title)) support.add(word, posting.company);
  std::map<std::string, int> candidates;
  for (const auto& [word, companies] : support.companies())
    if (companies >= recipe.features.title_min_companies) candidates.emplace(word, companies);
  std::set<std::string> redundant;
  for (const auto& [word, companies] : candidates) {
    if (is_word_byte(word[0])) continue;
    for (const std::string& inner : inner_grams(word))
      if (const auto at = candidates.find(inner); at != candidates.end() && companies >= kRedundant * at->second)
        redundant.insert(inner);
  }
  std::vector<std::pair<int, std::string>> ranked;
  for (const auto& [word, companies] : candidates)
    if (!redundant.contains(word)) ranked.emplace_back(-companies, word);
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> words;
  for (const auto& [companies, word] : ranked)
    if (words.size() < static_cast<std::size_t>(recipe.features.title_max_words)) words.push_back(word);
  return words;
}

std::vector<std::string> choose_phrases(const Recipe& recipe, const PostingTable& table) {
  std::vector<std::string> folded;
  folded.reserve(recipe.features.phrases.size());
  for (const std::string& phrase : recipe.features.phrases) folded.push_back(text::fold(phrase));
  const WordSet set(folded);
  Support<std::uint32_t> support;
  for (const Posting& posting : table.rows)
    for (const std::uint32_t phrase : set.find(posting.text)) support.add(phrase, posting.company);
  std::vector<std::string> chosen;
  for (const auto& [phrase, companies] : support.companies())
    if (companies >= recipe.features.phrase_min_companies) chosen.push_back(folded[phrase]);
  return chosen;
}

/// Lexicon indices (skills or cities) with enough companies, in the lexicon's order.
template <class Of>
std::vector<std::uint32_t> choose_indices(const PostingTable& table, int least, Of of) {
  Support<std::uint32_t> support;
  for (const Posting& posting : table.rows)
    for (const std::uint32_t item : of(posting.facts)) support.add(item, posting.company);
  std::vector<std::uint32_t> chosen;
  for (const auto& [item, companies] : support.companies())
    if (companies >= least) chosen.push_back(item);
  return chosen;
}

std::vector<std::string> boards(const PostingTable& table) {
  std::set<std::string> names;
  for (const Posting& posting : table.rows)
    if (!posting.facts.board.empty()) names.insert(posting.facts.board);
  return {names.begin(), names.end()};
}

/// Products of two columns of different kinds that enough companies carry, by the two kinds, then by the columns. A board's column goes with all boards',
/// so that they can be centred.
std::vector<Feature> choose_pairs(const Recipe& recipe, const text::Lexicon& lexicon, const PostingTable& table,
                                  const std::vector<Feature>& features) {
  if (recipe.features.pair_min_companies == 0) return {};
  const FeatureSpace space(features, recipe.features.bases, lexicon);
  using Pair = std::pair<std::uint32_t, std::uint32_t>;
  std::vector<std::uint32_t> boards;
  for (std::uint32_t c = 0; c < features.size(); ++c)
    if (features[c].kind == Kind::board) boards.push_back(c);
  const auto shared = [&](std::uint32_t c) { return features[c].kind == Kind::board ? boards.front() : c; };
  Support<Pair> support;
  Row row;
  for (const Posting& posting : table.rows) {
    space.row(posting.facts, row);
    std::erase_if(row.column, [&](std::uint32_t c) { return !pairable(features[c]); });
    for (std::size_t i = 0; i < row.column.size(); ++i)
      for (std::size_t j = i + 1; j < row.column.size(); ++j)
        if (features[row.column[i]].kind != features[row.column[j]].kind)
          support.add({shared(row.column[i]), shared(row.column[j])}, posting.company);
  }
  std::set<Pair> chosen;
  for (const auto& [pair, companies] : support.companies()) {
    if (companies < recipe.features.pair_min_companies) continue;
    const auto every = [&](std::uint32_t c) {
      return features[c].kind == Kind::board ? boards : std::vector<std::uint32_t>{c};
    };
    for (const std::uint32_t a : every(pair.first))
      for (const std::uint32_t b : every(pair.second)) chosen.emplace(a, b);
  }
  std::vector<Pair> ordered(chosen.begin(), chosen.end());
  std::stable_sort(ordered.begin(), ordered.end(), [&](const Pair& x, const Pair& y) {
    return std::pair(features[x.first].kind, features[x.second].kind) <
           std::pair(features[y.first].kind, features[y.second].kind);
  });
  std::vector<Feature> pairs;
  pairs.reserve(ordered.size());
  for (const auto& [a, b] : ordered) pairs.push_back({Kind::pair, pair_id(features[a], features[b])});
  return pairs;
}

}  // namespace

std::vector<std::string> title_candidates(std::string_view title) {
  const std::string folded = text::fold(title);
  const auto all = characters(folded);
  std::set<std::string> words;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (is_han(all[i].code)) {
      for (std::size_t length = 1; length <= kGramMost && i + length <= all.size(); ++length) {
        if (!is_han(all[i + length - 1].code)) break;
        if (length >= kGramLeast) words.insert(folded.substr(all[i].begin, all[i + length - 1].end - all[i].begin));
      }
    } else if (is_lower_or_digit(all[i].code) && (i == 0 || !is_lower_or_digit(all[i - 1].code))) {
      std::size_t end = i;
      bool letter = false;
      for (; end < all.size() && is_lower_or_digit(all[end].code); ++end) letter |= all[end].code >= 'a';
      while (end < all.size() && (all[end].code == '+' || all[end].code == '#')) ++end;
      if (letter) words.insert(folded.substr(all[i].begin, all[end - 1].end - all[i].begin));
    }
  }
  return {words.begin(), words.end()};
}

std::vector<Feature> choose_features(const Recipe& recipe, const text::Lexicon& lexicon, const PostingTable& table,
                                     Mode mode) {
  std::vector<Feature> features{{Kind::base, "all"}};
  const Bases& bases = recipe.features.bases;
  for (std::size_t j = 1; j < bases.years_knots.size(); ++j) features.push_back({Kind::years, std::to_string(j)});
  features.push_back({Kind::years, "none"});
  for (const double years : bases.years_steps) features.push_back({Kind::years, ">=" + number_id(years)});
  for (const Education education : {Education::any, Education::college, Education::master, Education::doctor})
    features.push_back({Kind::education, std::string(education_name(education))});
  features.push_back({Kind::education, "none"});
  for (const Level level : {Level::intern, Level::junior, Level::mid, Level::senior, Level::lead, Level::architect})
    features.push_back({Kind::level, std::string(level_name(level))});
  for (const char* id : {"tier:2", "tier:3", "none"}) features.push_back({Kind::city, id});
  const auto city_of = [](const Facts& facts) {
    return facts.city ? std::vector<std::uint32_t>{*facts.city} : std::vector<std::uint32_t>{};
  };
  for (const std::uint32_t city : choose_indices(table, recipe.features.city_min_companies, city_of))
    features.push_back({Kind::city, lexicon.cities()[city].id});
  if (mode == Mode::posting) {
    for (const double months : bases.months) features.push_back({Kind::months, number_id(months)});
    for (const std::string& board : boards(table)) features.push_back({Kind::board, board});
  }
  const auto skills_of = [](const Facts& facts) { return facts.skills; };
  for (const std::uint32_t skill : choose_indices(table, recipe.features.skill_min_companies, skills_of))
    features.push_back({Kind::skill, lexicon.skills()[skill].id});
  if (mode == Mode::posting) {
    for (std::string& word : choose_title_words(recipe, table)) features.push_back({Kind::title, std::move(word)});
    for (std::string& phrase : choose_phrases(recipe, table)) features.push_back({Kind::phrase, std::move(phrase)});
  }
  for (std::size_t j = 1; j < bases.skills_knots.size(); ++j) features.push_back({Kind::skills, std::to_string(j)});
  for (Feature& pair : choose_pairs(recipe, lexicon, table, features)) features.push_back(std::move(pair));
  return features;
}

}  // namespace chouma::salary
