#include "text/facts.h"

#include <algorithm>
#include <string_view>

namespace chouma::text {

namespace {

std::pair<std::size_t, std::size_t> words_in(const Matches& matches, std::uint32_t begin, std::uint32_t end) {
  const auto before = [](const Phrase& p, std::uint32_t at) { return p.begin < at; };
  const auto from = std::lower_bound(matches.words.begin(), matches.words.end(), begin, before);
  const auto to = std::lower_bound(from, matches.words.end(), end, before);
  return {static_cast<std::size_t>(from - matches.words.begin()), static_cast<std::size_t>(to - matches.words.begin())};
}

bool any_word(const Matches& matches, std::uint32_t begin, std::uint32_t end, Word kind) {
  const auto [from, to] = words_in(matches, begin, end);
  return std::any_of(matches.words.begin() + static_cast<std::ptrdiff_t>(from),
                     matches.words.begin() + static_cast<std::ptrdiff_t>(to),
                     [&](const Phrase& p) { return p.is(kind); });
}

std::optional<Education> degree(const Phrase& p) {
  for (int e = 0; e < 5; ++e)
    if (p.is(static_cast<Word>(static_cast<int>(Word::education_any) + e))) return static_cast<Education>(e);
  return std::nullopt;
}

// "硕士优先", "研究生学历者优先": the word of preference stands in the same comma piece.
bool merely_preferred(const Folded& text, const Matches& matches, const Phrase& p, std::uint32_t sentence_end) {
  std::uint32_t end = p.end;
  const std::uint32_t limit = std::min(sentence_end, p.end + 24);
  while (end < limit && text.codes[end] != ',' && text.codes[end] != ')' && text.codes[end] != '(') ++end;
  return any_word(matches, p.end, end + 1, Word::prefer_behind);
}

std::optional<Level> highest(const Matches& matches, std::uint32_t begin, std::uint32_t end) {
  std::optional<Level> found;
  const auto [from, to] = words_in(matches, begin, end);
  for (std::size_t w = from; w < to; ++w) {
    for (int l = 5; l >= 0; --l) {
      if (!matches.words[w].is(static_cast<Word>(static_cast<int>(Word::level_intern) + l))) continue;
      if (l == 0) return Level::intern;
      if (!found || static_cast<Level>(l) > *found) found = static_cast<Level>(l);
    }
  }
  return found;
}

// The title's level is a range of two: a phrase of both.
bool ranged(const Matches& matches, Sentence title) {
  const auto [from, to] = words_in(matches, title.begin, title.end);
  return std::any_of(matches.words.begin() + static_cast<std::ptrdiff_t>(from),
                     matches.words.begin() + static_cast<std::ptrdiff_t>(to),
                     [](const Phrase& p) { return p.is(Word::level_mid) && p.is(Word::level_senior); });
}

// Boards put a heading of their own above the posting's title: a second line that is short and names a trade (…工程师, … engineer) is one too.
// Its end; the title's where there is none.
std::uint32_t subtitle_end(const Folded& text, Sentence title) {
  constexpr std::uint32_t kLongest = 30;
  const auto size = static_cast<std::uint32_t>(text.size());
  std::uint32_t begin = title.end;
  while (begin < size && (text.codes[begin] == '\n' || text.codes[begin] == ' ')) ++begin;
  std::uint32_t end = begin;
  constexpr std::u32string_view kStatement = U",;。、!?";
  while (end < size && text.codes[end] != '\n') {
    if (end - begin == kLongest || kStatement.find(text.codes[end]) != std::u32string_view::npos) return title.end;
    ++end;
  }
  const auto line = std::u32string_view(text.codes).substr(begin, end - begin);
  const bool trade = line.ends_with(U"工程师") || line.ends_with(U"engineer") || line.ends_with(U"developer");
  return trade && title.end > title.begin ? end : title.end;
}

constexpr std::uint32_t kRepeat = 16;  // code points after the title in which a repeated title begins

}  // namespace

std::optional<Education> find_education(const Folded& text, const Sentences& sentences, const Matches& matches) {
  std::optional<Education> found, wished;
  std::uint32_t end = 0;
  for (const Phrase& p : matches.words) {
    const auto now = degree(p);
    if (!now) continue;
    // Alternatives stand side by side: "本科/硕士", "本科或硕士", "bachelor's or master's".
    if (found && p.begin > end + 8) break;
    if (merely_preferred(text, matches, p, sentences.list[sentences.index[p.begin]].end)) {
      const auto after = std::u32string_view(text.codes).substr(p.end, 4);
      if (!wished && after.find(U"以上") != std::u32string_view::npos) wished = now;
      continue;
    }
    if (found && sentences.index[p.begin] != sentences.index[end - 1]) break;
    found = found ? std::min(*found, *now) : now;
    end = p.end;
  }
  return found ? found : wished;
}

std::optional<Level> find_level(const Folded& text, const Matches& matches, Sentence title) {
  if (const auto level = highest(matches, title.begin, title.end)) {
    // "中高级" leaves open which: the body may repeat the title without doubt ("中级研发工程师").
    if (!ranged(matches, title)) return level;
    const auto repeated = highest(matches, title.end, title.end + kRepeat);
    return repeated ? repeated : level;
  }
  if (const auto level = highest(matches, title.end, subtitle_end(text, title))) return level;
  constexpr std::uint32_t kNear = 12;
  for (const Phrase& p : matches.words) {
    if (!p.is(Word::level_context)) continue;
    std::uint32_t end = p.end;
    while (end < text.size() && end < p.end + kNear && text.codes[end] != '\n' && text.codes[end] != ',' &&
           text.codes[end] != U'。')
      ++end;
    if (const auto level = highest(matches, p.end, end)) return level;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> find_city(const Folded& text, const Matches& matches, Sentence title) {
  const auto& cities = matches.cities;
  const auto from = [&](std::uint32_t at) {
    return std::lower_bound(cities.begin(), cities.end(), at,
                            [](const Found& c, std::uint32_t p) { return c.begin < p; });
  };
  // The only city in a range; `several` tells that there were more.
  bool several = false;
  const auto only = [&](std::uint32_t begin, std::uint32_t end) -> std::optional<std::uint32_t> {
    std::optional<std::uint32_t> city;
    for (auto c = from(begin); c != cities.end() && c->begin < end; ++c) {
      if (city && *city != c->index) {
        several = true;
        return std::nullopt;
      }
      city = c->index;
    }
    return city;
  };
  constexpr std::uint32_t kNear = 40;
  for (const Phrase& p : matches.words) {
    if (!p.is(Word::location)) continue;
    std::uint32_t end = p.end;
    while (end < text.size() && end < p.end + kNear && text.codes[end] != U'。' && text.codes[end] != ';' &&
           (text.codes[end] != '\n' || end < p.end + 3))
      ++end;
    if (const auto city = only(p.end, end)) return city;
    if (several) return std::nullopt;
  }
  if (const auto city = only(title.begin, title.end)) return city;
  if (several) return std::nullopt;
  return only(0, static_cast<std::uint32_t>(text.size()));
}

}  // namespace chouma::text
