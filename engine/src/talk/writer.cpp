#include "talk/writer.h"

#include "base/math.h"
#include "base/number.h"
#include "base/utf8.h"

#include <algorithm>

namespace chouma::talk {

namespace {

std::string ordinal(int n) {
  const int tens = n % 100 / 10, ones = n % 10;
  const char* ending = tens == 1 ? "th" : ones == 1 ? "st" : ones == 2 ? "nd" : ones == 3 ? "rd" : "th";
  return std::to_string(n) + ending;
}

bool is_han(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF); }

/// A letter, digit or sign that stands apart from Chinese text by a blank.
bool is_latin(char32_t c) {
  return (c > 0x20 && c < 0x7F && c != '(' && c != ')' && c != '"' && c != ',' && c != '.') || c == 0xA5 || c == 0xD7 ||
         c == 0x2212;
}

char32_t last_code(const std::string& text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return base::decode(text, at).code;
}

bool needs_blank(const std::string& before, const std::string& after) {
  if (before.empty() || after.empty()) return false;
  const char32_t left = last_code(before), right = base::decode(after, 0).code;
  return (is_han(left) && is_latin(right)) || (is_latin(left) && is_han(right));
}

bool bare(const Run& run) { return run.mark.empty() && run.anchor.empty() && run.blank.empty(); }

void append(std::vector<Run>& runs, Run run, bool chinese) {
  if (chinese && !runs.empty() && needs_blank(runs.back().text, run.text)) append(runs, Run{" ", "", "", ""}, false);
  if (!runs.empty() && bare(runs.back()) && bare(run))
    runs.back().text += run.text;
  else
    runs.push_back(std::move(run));
}

/// a … z, aa, ab …
std::string letters(std::size_t index) {
  std::string text(1, static_cast<char>('a' + index % 26));
  return index < 26 ? text : letters(index / 26 - 1) + text;
}

std::string mark_of(const Citation& wanted, std::vector<Citation>& citations) {
  const auto same = std::find_if(citations.begin(), citations.end(), [&](const Citation& c) {
    return c.source == wanted.source && c.path == wanted.path && c.span == wanted.span;
  });
  if (same != citations.end()) return same->mark;
  citations.push_back(wanted);
  citations.back().mark = letters(citations.size() - 1);
  return citations.back().mark;
}

std::string joined(const std::vector<Run>& runs) {
  std::string text;
  for (const Run& run : runs) text += run.text;
  return text;
}

}  // namespace

Value words(std::string zh, std::string en) { return {{{std::move(zh), std::move(en)}, std::nullopt, "", ""}}; }

Value words(const Facts::Skill& skill) { return words(skill.name_zh.empty() ? skill.name : skill.name_zh, skill.name); }

Value cited(const std::string& text, Citation citation) { return {{{text, text}, std::move(citation), "", ""}}; }

Value percentile(double share, Citation citation) {
  const int n = static_cast<int>(base::round_half_away(100 * share));
  return {{{std::to_string(n), ordinal(n)}, std::move(citation), "", ""}};
}

std::string yuan(double amount) {
  return "¥" + base::group_thousands(static_cast<std::int64_t>(base::round_half_away(amount)));
}

std::string fixed(double value, int digits) {
  std::string text = plain(value, digits);
  std::size_t dot = text.find('.');
  if (dot == std::string::npos) {
    dot = text.size();
    text += '.';
  }
  text.append(dot + 1 + static_cast<std::size_t>(digits) - text.size(), '0');
  return text;
}

std::string percent(double share) { return plain(100 * share, 1) + "%"; }

std::string plain(double value, int digits) { return base::format_double(base::round_to(value, digits)); }

Citation Writer::cite(std::string source, std::string path, std::string_view caption, const Values& values,
                      std::optional<Span> span) const {
  const Phrase& phrase = book_.sources.find(caption)->second;
  std::vector<Run> zh, en;
  std::vector<Citation> none;
  fill(phrase.zh, values, true, zh, none);
  fill(phrase.en, values, false, en, none);
  return {"", std::move(source), std::move(path), span, joined(zh), joined(en)};
}

Value Writer::word(std::string_view key) const {
  const Phrase& phrase = book_.words.find(key)->second;
  return words(phrase.zh.front().text, phrase.en.front().text);
}

Value Writer::blank(std::string_view key) const {
  const Phrase& phrase = book_.blanks.find(key)->second;
  return {{{phrase.zh.front().text, phrase.en.front().text}, std::nullopt, "", std::string(key)}};
}

void Writer::fill(const Template& pieces, const Values& values, bool chinese, std::vector<Run>& runs,
                  std::vector<Citation>& citations) {
  const auto print = [chinese](const base::Words& words) { return chinese ? words.zh : words.en; };
  for (const Piece& piece : pieces) {
    if (!piece.slot) {
      append(runs, {piece.text, "", "", ""}, chinese);
      continue;
    }
    for (const Part& part : values.find(piece.text)->second) {
      std::string mark = part.citation ? mark_of(*part.citation, citations) : std::string();
      append(runs, {print(part.words), std::move(mark), part.anchor, part.blank}, chinese);
    }
  }
}

}  // namespace chouma::talk
