#include "text/joined.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace chouma::text {

namespace {

constexpr std::uint32_t kShortest = 5, kLongest = 48;
constexpr std::uint32_t kLongestName = 16;

bool capital(char32_t c) { return c >= 'A' && c <= 'Z'; }
bool sign(char32_t c) { return c == '+' || c == '#'; }

class Joined {
 public:
  Joined(const Lexicon::Data& lexicon, const Folded& text)
      : names_(lexicon.names), skills_(lexicon.skills), text_(text), codes_(text.codes) {}

  void read(std::uint32_t begin, std::uint32_t end, std::vector<Found>& out) {
    run_ = begin;
    const std::uint32_t length = end - begin;
    written_ = std::u32string_view(text_.original).substr(begin, length);
    std::uint32_t first_joint = 1;
    while (first_joint < length && !joint(first_joint)) ++first_joint;
    if (first_joint == length) return;
    // next[i]: where the name that begins at i ends, when the rest of the run is made up of names.
    std::array<std::uint32_t, kLongest + 1> next{};
    std::array<std::uint32_t, kLongest + 1> skill{};
    for (std::uint32_t i = length; i-- > 0;) {
      if (i > 0 && !joint(i)) continue;
      for (std::uint32_t to = std::min(length, i + kLongestName); to >= i + 2 && next[i] == 0; --to) {
        if (to < length && (next[to] == 0 || !joint(to) || !long_enough(i, to, next[to]))) continue;
        if (const auto found = look_up(begin + i, begin + to)) next[i] = to, skill[i] = *found;
      }
    }
    if (next[0] == 0 || next[0] == length) return;
    for (std::uint32_t i = 0; i < length; i = next[i])
      if (!skills_[skill[i]].group) out.push_back({begin + i, begin + next[i], skill[i]});
  }

 private:
  bool joint(std::uint32_t i) const {
    const char32_t before = written_[i - 1], after = written_[i];
    if (!is_letter(codes_[run_ + i])) return after == '.';
    return sign(before) || is_digit(before) || capital(after);
  }

  // Between two capitals both names must be long, or any abbreviation would fall apart.
  bool long_enough(std::uint32_t begin, std::uint32_t middle, std::uint32_t end) const {
    const bool longer = middle - begin >= 3 && (end - middle >= 3 || sign(written_[end - 1]));
    return longer || !capital(written_[middle - 1]);
  }

  std::optional<std::uint32_t> look_up(std::uint32_t begin, std::uint32_t end) const {
    const std::u32string_view name = std::u32string_view(codes_).substr(begin, end - begin);
    const auto at =
        std::lower_bound(names_.begin(), names_.end(), name,
                         [](const auto& entry, std::u32string_view wanted) { return entry.first < wanted; });
    if (at == names_.end() || at->first != name) return std::nullopt;
    return at->second;
  }

  const std::vector<std::pair<std::u32string, std::uint32_t>>& names_;
  const std::vector<Skill>& skills_;
  const Folded& text_;
  const std::u32string& codes_;
  std::uint32_t run_ = 0;
  std::u32string_view written_;  ///< the run at hand, in its own letters
};

}  // namespace

void add_joined(const Lexicon::Data& lexicon, const Folded& text, Matches& matches) {
  const std::u32string& codes = text.codes;
  const auto in_run = [&](std::uint32_t i) {
    const char32_t c = codes[i];
    return c <= 'z' && (is_word(c) || sign(c) || c == '.');
  };
  Joined joined(lexicon, text);
  std::vector<Found> added;
  std::size_t s = 0;
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t begin = 0; begin < size; ++begin) {
    if (!in_run(begin)) continue;
    std::uint32_t end = begin + 1;
    while (end < size && in_run(end)) ++end;
    while (s < matches.skills.size() && matches.skills[s].end <= begin) ++s;
    const bool taken = s < matches.skills.size() && matches.skills[s].begin < end;
    if (!taken && end - begin >= kShortest && end - begin <= kLongest) joined.read(begin, end, added);
    begin = end;
  }
  if (added.empty()) return;
  std::vector<Found> all(matches.skills.size() + added.size());
  std::merge(matches.skills.begin(), matches.skills.end(), added.begin(), added.end(), all.begin(),
             [](const Found& a, const Found& b) { return a.begin < b.begin; });
  matches.skills = std::move(all);
}

}  // namespace chouma::text
