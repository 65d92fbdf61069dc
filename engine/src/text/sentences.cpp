#include "text/sentences.h"

#include "text/sieve.h"

#include <string_view>

namespace chouma::text {

namespace {

// Where a sentence may end, or begin by an item's number or a bullet.
constexpr Sieve kMarks(U"\n;!?。.(0123456789一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳•●○■□◆◇▪★☆※➢➤►▶✓√🔹🔸");

bool bullet(char32_t c) {
  if (c < 0x2000 || (c > 0x2800 && c < 0x1F000)) return false;
  constexpr std::u32string_view kBullets = U"•●○■□◆◇▪★☆※➢➤►▶✓√🔹🔸";
  return kBullets.find(c) != std::u32string_view::npos;
}

bool ends(const std::u32string& codes, std::uint32_t i) {
  switch (codes[i]) {
    case '\n':
    case ';':
    case '!':
    case '?':
    case U'。':
      return true;
    case '.': {
      // An English full stop: "… in Go. You …", but not "e.g. ", "1. " or "Node.js".
      const bool gap = i + 1 == codes.size() || codes[i + 1] == ' ' || codes[i + 1] == '\n';
      return gap && i >= 2 && (is_letter(codes[i - 1]) || codes[i - 1] == ')') && codes[i - 2] != '.';
    }
    default:
      return false;
  }
}

}  // namespace

std::uint32_t item_number(std::u32string_view codes, std::uint32_t at, bool line_start) {
  const auto look = [&](std::uint32_t i) { return i < codes.size() ? codes[i] : U'\n'; };
  if (codes[at] < 0x80 ? !is_digit(codes[at]) && codes[at] != '('
                       : look(at + 1) != U'、' && look(at + 2) != U'、' && codes[at] > U'⑳')
    return 0;
  if (codes[at] >= U'①' && codes[at] <= U'⑳') return 1;
  const bool joined = at > 0 && !line_start;
  const char32_t before = joined ? codes[at - 1] : U'\n';
  std::uint32_t i = at;
  if (constexpr std::u32string_view kNumerals = U"一二三四五六七八九十";
      kNumerals.find(codes[at]) != std::u32string_view::npos) {
    while (i < at + 3 && kNumerals.find(look(i)) != std::u32string_view::npos) ++i;
    const bool after_text = before > 0x7F && before != U'。' && before != U'】';
    return look(i) == U'、' && !after_text && !is_word(before) ? i + 1 - at : 0;
  }
  const bool opened = look(i) == '(';
  if (opened) ++i;
  const std::uint32_t first = i;
  while (is_digit(look(i)) && i < first + 2) ++i;
  if (i == first || is_digit(look(i))) return 0;
  if (is_word(before) || before == '.' || before == '-' || before == '~' || before == '+' || before == '/' ||
      before == '$')
    return 0;
  // "Vue 2、Vue 3" is a list, not two items.
  if (before == ' ' && at >= 2 && is_word(codes[at - 2])) return 0;
  const char32_t mark = look(i), next = look(i + 1);
  if (opened) return mark == ')' ? i + 1 - at : 0;
  if (mark == U'、' || mark == ')') return i + 1 - at;
  if (mark == '.') return !is_digit(next) || (line_start && i - first == 1 && !is_digit(look(i + 2))) ? i + 1 - at : 0;
  if (mark == ':') return !is_digit(next) && i - first == 1 && next != ' ' ? i + 1 - at : 0;
  return 0;
}

Sentences split_sentences(const Folded& text) {
  const std::u32string& codes = text.codes;
  const auto n = static_cast<std::uint32_t>(codes.size());
  Sentences out;
  out.index.resize(n);
  std::uint32_t begin = 0;
  bool line_start = true;
  const auto close = [&](std::uint32_t end) {
    if (end > begin) out.list.push_back({begin, end});
    begin = end;
  };
  for (std::uint32_t i = 0; i < n; ++i) {
    if (!kMarks.may_be(codes[i])) {
      line_start = line_start && codes[i] == ' ';
      continue;
    }
    if (bullet(codes[i]) || item_number(codes, i, line_start) > 0) {
      close(i);
      i += item_number(codes, i, line_start) > 1 ? item_number(codes, i, line_start) - 1 : 0;
    } else if (ends(codes, i)) {
      close(i + 1);
    }
    line_start = codes[i] == '\n' || (line_start && codes[i] == ' ');
  }
  close(n);
  for (std::uint32_t s = 0; s < out.list.size(); ++s)
    for (std::uint32_t i = out.list[s].begin; i < out.list[s].end; ++i) out.index[i] = s;
  return out;
}

}  // namespace chouma::text
