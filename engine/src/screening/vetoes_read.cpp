#include "screening/vetoes_read.h"

#include "base/utf8.h"

#include <algorithm>

namespace chouma::screening {

namespace {

constexpr std::int64_t kMostStars = 100'000'000;
constexpr std::u32string_view kBetween =
    U" :+个颗数约近达-超过大于不少低至以上≥>=";  // between a number and the word beside it
constexpr int kMostBetween = 8;

bool between(char32_t c) { return kBetween.find(c) != std::u32string_view::npos; }

std::int64_t factor(char32_t c) {
  if (c == 'k' || c == U'千') return 1000;
  return c == 'w' || c == U'万' ? 10000 : 1;
}

// The comma of "1,200", not of "300，1k".
bool thousands(const std::u32string& codes, std::size_t comma) {
  std::size_t digits = 0;
  while (digits < 4 && comma + 1 + digits < codes.size() && text::is_digit(codes[comma + 1 + digits])) ++digits;
  return codes[comma] == ',' && digits == 3;
}

// "1,200", "120", "1.2k" that begins at `at`; `end` is set behind it. −1: no number, or too large a one.
std::int64_t number_at(const std::u32string& codes, std::uint32_t at, std::uint32_t& end) {
  const auto n = static_cast<std::uint32_t>(codes.size());
  std::int64_t value = 0, tenths = 0;
  std::uint32_t i = at;
  for (; i < n && (text::is_digit(codes[i]) || thousands(codes, i)); ++i) {
    if (codes[i] == ',') continue;
    value = value * 10 + (codes[i] - '0');
    if (value > kMostStars) return -1;
  }
  if (i == at) return -1;
  if (i + 1 < n && codes[i] == '.' && text::is_digit(codes[i + 1])) {
    tenths = codes[i + 1] - '0';
    for (++i; i < n && text::is_digit(codes[i]);) ++i;
  }
  const std::int64_t unit = i < n ? factor(codes[i]) : 1;
  if (unit > 1) ++i;
  end = i;
  return value * unit + tenths * unit / 10;
}

// The number that ends before `at`, with nothing but filler between.
std::int64_t number_before(const std::u32string& codes, std::uint32_t at, std::uint32_t& begin) {
  std::uint32_t i = at;
  for (int budget = kMostBetween; i > 0 && between(codes[i - 1]) && codes[i - 1] != '-' && budget > 0; --budget) --i;
  std::uint32_t last = i;
  if (i > 0 && factor(codes[i - 1]) > 1) --i;
  const std::uint32_t digits = i;
  for (int budget = 16; i > 0 && budget > 0; --budget, --i) {
    const char32_t c = codes[i - 1];
    const bool mark = c == '.' ? i < digits && text::is_digit(codes[i]) : thousands(codes, i - 1);
    if (!text::is_digit(c) && !mark) break;
  }
  while (i < digits && !text::is_digit(codes[i])) ++i;
  if (i == digits || (i > 0 && text::is_letter(codes[i - 1]))) return -1;
  begin = i;
  std::uint32_t end = 0;
  const std::int64_t value = number_at(codes, i, end);
  return end == last ? value : -1;
}

std::int64_t number_behind(const std::u32string& codes, std::uint32_t at, std::uint32_t& end) {
  std::uint32_t i = at;
  for (int budget = kMostBetween; i < codes.size() && between(codes[i]) && budget > 0; --budget) ++i;
  return i > at ? number_at(codes, i, end) : -1;
}

// Nothing but blanks and closing brackets up to the next mark.
bool ends_clause(const Reading& reading, std::uint32_t at) {
  const std::u32string& codes = reading.text.codes;
  while (at < codes.size() && (codes[at] == ' ' || codes[at] == ')')) ++at;
  return at == codes.size() || std::u32string_view(U",;.。!?\n").find(codes[at]) != std::u32string_view::npos;
}

}  // namespace

Reading::Reading(std::string_view bytes, std::vector<Span> denied)
    : text(text::fold_text(bytes)), denied(std::move(denied)) {
  const std::u32string& codes = text.codes;
  clause.resize(codes.size());
  sentence.push_back(0);
  std::uint32_t current = 0;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    clause[i] = current;
    const bool stop = codes[i] == '.' && (i + 1 == codes.size() || codes[i + 1] == ' ' || codes[i + 1] == '\n');
    const bool comma = codes[i] == ',' && !thousands(codes, i);
    if (codes[i] != '\n' && codes[i] != ';' && codes[i] != U'。' && !stop && !comma) continue;
    ++current;
    sentence.push_back(comma ? sentence.back() : current);
  }
}

std::vector<PhraseHit> Reading::find(const Phrases& phrases) const { return phrases.find(text, denied); }

std::string Reading::quote(const PhraseHit& hit) const {
  std::string out;
  for (std::uint32_t i = hit.begin; i < hit.end; ++i) base::append_utf8(out, text.original[i]);
  return out;
}

std::vector<Stars> read_stars(const VetoTable::OpenSource& figures, const Reading& reading) {
  const std::u32string& codes = reading.text.codes;
  std::vector<std::uint32_t> line(codes.size());
  std::uint32_t current = 0;
  for (std::size_t i = 0; i < codes.size(); ++i) line[i] = codes[i] == '\n' ? current++ : current;
  std::vector<bool> context(current + 1, false);
  for (const PhraseHit& h : figures.star_context.find(reading.text)) context[line[h.begin]] = true;
  std::vector<Stars> out;
  for (const std::u32string& word : figures.star_words)
    for (std::size_t at = codes.find(word); at != std::u32string::npos; at = codes.find(word, at + word.size())) {
      const auto begin = static_cast<std::uint32_t>(at), end = static_cast<std::uint32_t>(at + word.size());
      const bool letters = text::is_letter(word.front());
      const bool unit = begin > 0 && factor(codes[begin - 1]) > 1 && begin > 1 && text::is_digit(codes[begin - 2]);
      if (letters && begin > 0 && text::is_letter(codes[begin - 1]) && !unit) continue;
      if (letters && end < codes.size() && text::is_letter(codes[end])) continue;
      if (!context[line[begin]]) continue;
      std::uint32_t from = begin, to = end;
      std::int64_t count = number_before(codes, begin, from);
      if (count < 0) count = number_behind(codes, end, to);
      if (count >= 0) out.push_back({count, {from, to, 0}});
    }
  std::stable_sort(out.begin(), out.end(), [](const Stars& a, const Stars& b) { return a.hit.begin < b.hit.begin; });
  return out;
}

std::optional<std::int64_t> read_bar(const VetoTable::OpenSource& figures, const Reading& posting) {
  constexpr std::uint32_t kBeside = 3;                    // "至少有 100 star"
  std::vector<bool> own(posting.sentence.size(), false);  // by sentence, whose number is that of its first clause
  for (const PhraseHit& h : posting.find(figures.own_words)) own[posting.sentence[posting.clause[h.begin]]] = true;
  const std::vector<PhraseHit> bars = posting.find(figures.bar_words);
  std::optional<std::int64_t> least;
  for (const Stars& stars : read_stars(figures, posting)) {
    const std::uint32_t begin = stars.hit.begin, clause = posting.clause[begin];
    if (stars.count == 0 || own[posting.sentence[clause]]) continue;
    const auto near = std::lower_bound(bars.begin(), bars.end(), begin - std::min(begin, kBeside),
                                       [](const PhraseHit& h, std::uint32_t at) { return h.end < at; });
    if (near == bars.end() || near->begin > stars.hit.end + kBeside || posting.clause[near->begin] != clause) continue;
    least = std::min(least.value_or(stars.count), stars.count);
  }
  return least;
}

std::vector<PhraseHit> read_merges(const VetoTable::OpenSource& figures, const Reading& reading) {
  using Word = VetoTable::MergeWord;
  struct Clause {
    std::uint32_t words = 0;
    bool landed = false;  // says by itself, or at its end, that something is merged
    bool says(Word word) const { return (words & word) != 0; }
  };
  std::vector<Clause> clauses(reading.sentence.size());
  for (const PhraseHit& h : reading.find(figures.merge_words)) {
    Clause& clause = clauses[reading.clause[h.begin]];
    clause.words |= h.value;
    clause.landed |= (h.value & Word::merged) != 0 && ((h.value & Word::change) != 0 || ends_clause(reading, h.end));
  }
  std::vector<bool> merged_later(clauses.size(), false);
  for (std::size_t c = clauses.size() - 1; c-- > 0;)
    merged_later[c] = reading.sentence[c + 1] == reading.sentence[c] && !clauses[c + 1].says(Word::open) &&
                      (clauses[c + 1].landed || merged_later[c + 1]);
  std::vector<PhraseHit> hits = reading.find(figures.projects);
  std::erase_if(hits, [&](const PhraseHit& h) {
    const std::uint32_t c = reading.clause[h.begin];
    const Clause& clause = clauses[c];
    const bool merged = clause.says(Word::merged) || merged_later[c];
    return clause.says(Word::open) || (!clause.says(Word::role) && !(clause.says(Word::change) && merged));
  });
  return hits;
}

}  // namespace chouma::screening
