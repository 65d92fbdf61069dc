#include "text/extract.h"

#include "base/utf8.h"
#include "text/facts.h"
#include "text/joined.h"
#include "text/lexicon_data.h"
#include "text/pay.h"
#include "text/personal.h"
#include "text/strength.h"

#include <algorithm>
#include <string>

namespace chouma::text {

namespace {

constexpr std::size_t kLongestTitle = 60;

/// Code points of the title line; empty where the text has none.
Sentence title_range(std::string_view text) {
  const std::string_view title = title_line(text);
  const auto points = [](std::string_view part) {
    std::uint32_t n = 0;
    for (std::size_t at = 0; at < part.size(); at += base::decode(part, at).bytes) ++n;
    return n;
  };
  const std::uint32_t begin =
      title.empty() ? 0 : points(text.substr(0, static_cast<std::size_t>(title.data() - text.data())));
  return {begin, begin + points(title)};
}

std::vector<SkillMention> mentions(const Folded& text, const Matches& matches, const std::vector<Strength>& strengths,
                                   std::size_t skills) {
  std::vector<SkillMention> out;
  std::vector<std::uint32_t> place(skills, kNone);
  for (std::size_t i = 0; i < matches.skills.size(); ++i) {
    const Found& f = matches.skills[i];
    if (place[f.index] == kNone) {
      place[f.index] = static_cast<std::uint32_t>(out.size());
      out.push_back({f.index, strengths[i], {}});
    }
    SkillMention& m = out[place[f.index]];
    m.strength = std::max(m.strength, strengths[i]);
    m.spans.push_back({text.utf16[f.begin], text.utf16[f.end]});
  }
  return out;
}

Profile read(const Lexicon& lexicon, std::string_view bytes, const Folded& text, const Sentences& sentences,
             const Matches& matches) {
  Profile profile;
  const Sentence title = title_range(bytes);
  profile.skills = mentions(text, matches, judge_strength(text, sentences, matches, title), lexicon.skills().size());
  const Years years = find_years(text, sentences, matches);
  profile.years_min = years.min;
  profile.years_max = years.max;
  if (years.end > 0) profile.years_span = Span{text.utf16[years.begin], text.utf16[years.end]};
  profile.education = find_education(text, sentences, matches);
  profile.level = find_level(text, matches, title);
  profile.city = find_city(text, matches, title);
  profile.pay = find_pay(text);
  return profile;
}

Matches all_matches(const Lexicon& lexicon, const Folded& text, const Sentences& sentences) {
  Matches matches = find_matches(lexicon.data(), text, sentences);
  add_joined(lexicon.data(), text, matches);
  return matches;
}

// Of a person's own text only what is not personal is read; spans go back to the whole.
Profile read_own(const Lexicon& lexicon, const Reduced& own) {
  const Folded text = fold_text(own.text);
  const Sentences sentences = split_sentences(text);
  Profile profile = read(lexicon, own.text, text, sentences, all_matches(lexicon, text, sentences));
  for (SkillMention& mention : profile.skills)
    for (Span& span : mention.spans) span = own.back(span);
  if (profile.years_span) profile.years_span = own.back(*profile.years_span);
  if (profile.pay) profile.pay->span = own.back(profile.pay->span);
  return profile;
}

}  // namespace

Profile extract(const Lexicon& lexicon, std::string_view bytes, Warnings* warnings, std::string* readable) {
  const Folded text = fold_text(bytes);
  if (text.malformed > 0 && warnings != nullptr)
    warnings->push_back({Code::bad_utf8, "text, UTF-16 offset " + std::to_string(text.first_malformed),
                         std::to_string(text.malformed) + " malformed byte sequences",
                         "UTF-8; each was read as U+FFFD"});
  const Sentences sentences = split_sentences(text);
  const Matches matches = all_matches(lexicon, text, sentences);
  const bool person = speaks_of_person(text, matches);
  const Reduced own = person ? without_personal(lexicon.data(), Written(bytes)) : Reduced();
  if (readable != nullptr) *readable = person ? own.text : std::string(bytes);
  return person ? read_own(lexicon, own) : read(lexicon, bytes, text, sentences, matches);
}

std::string_view title_line(std::string_view text) {
  std::size_t begin = 0;
  // The title is in the first non-blank line; blanks may be full-width.
  while (begin < text.size()) {
    const base::Decoded d = base::decode(text, begin);
    const char32_t c = fold_code(d.code);
    if (c != ' ' && c != '\n') break;
    begin += d.bytes;
  }
  std::size_t end = begin, points = 0;
  for (; end < text.size(); ++points) {
    const base::Decoded d = base::decode(text, end);
    const char32_t c = fold_code(d.code);
    if (c == '\n') break;
    if (c == U'。' || c == ';' || c == '!' || c == '?' || points == kLongestTitle) return {};
    end += d.bytes;
  }
  return text.substr(begin, end - begin);
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const base::Decoded d = base::decode(text, at);
    base::append_utf8(out, fold_code(d.code));
    at += d.bytes;
  }
  return out;
}

}  // namespace chouma::text
