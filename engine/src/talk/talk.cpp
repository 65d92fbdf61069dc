#include "talk/talk.h"

#include "base/math.h"
#include "base/number.h"
#include "base/utf8.h"

#include <algorithm>

namespace chouma::talk {

namespace {

/// What fills a slot: words in both languages, and the citation's index where it is a number.
struct Value {
  std::string slot, zh, en;
  std::optional<Citation> citation;
};

const Phrase& phrase(const std::vector<Phrase>& phrases, std::string_view key) {
  return *std::find_if(phrases.begin(), phrases.end(), [&](const Phrase& p) { return p.key == key; });
}

// --- numbers as they are printed ---

std::string yuan(std::int64_t amount) { return "¥" + base::group_thousands(amount); }

std::string fixed(double value, int digits) {
  std::string text = base::format_double(base::round_to(value, digits));
  if (digits == 0) return text;
  std::size_t dot = text.find('.');
  if (dot == std::string::npos) {
    dot = text.size();
    text += '.';
  }
  text.append(dot + 1 + static_cast<std::size_t>(digits) - text.size(), '0');
  return text;
}

std::string percent(double share) { return base::format_double(base::round_to(100 * share, 1)) + "%"; }

int whole_percent(double share) { return static_cast<int>(base::round_half_away(100 * share)); }

std::string ordinal(int n) {
  const int tens = n % 100 / 10, ones = n % 10;
  const char* ending = tens == 1 ? "th" : ones == 1 ? "st" : ones == 2 ? "nd" : ones == 3 ? "rd" : "th";
  return std::to_string(n) + ending;
}

// --- sentences ---

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

void append(std::vector<Run>& runs, const std::string& text, const std::string& mark) {
  if (!runs.empty() && runs.back().mark.empty() && mark.empty())
    runs.back().text += text;
  else
    runs.push_back({text, mark});
}

/// Fills a template. In Chinese a blank is set where Latin and Chinese meet at a slot.
std::vector<Run> fill(const Template& pieces, const std::vector<Value>& values, bool chinese) {
  std::vector<Run> runs;
  for (const Piece& piece : pieces) {
    std::string text = piece.text, mark;
    if (piece.slot) {
      const auto value =
          std::find_if(values.begin(), values.end(), [&](const Value& v) { return v.slot == piece.text; });
      text = chinese ? value->zh : value->en;
      if (value->citation) mark = value->citation->mark;
    }
    if (chinese && !runs.empty() && needs_blank(runs.back().text, text)) append(runs, " ", "");
    append(runs, text, mark);
  }
  return runs;
}

std::string joined(const std::vector<Run>& runs) {
  std::string text;
  for (const Run& run : runs) text += run.text;
  return text;
}

bool uses(const Template& pieces, const std::string& slot) {
  return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& p) { return p.slot && p.text == slot; });
}

class Writer {
 public:
  explicit Writer(const Phrasebook& book) : book_(book) {}

  /// A caption such as "Scarcity table given-go, row 4".
  Citation cite(std::string source, std::string path, std::string_view caption, const std::vector<Value>& values,
                std::optional<Span> span = std::nullopt) const {
    const Phrase& words = phrase(book_.sources, caption);
    return {"",
            std::move(source),
            std::move(path),
            span,
            joined(fill(words.zh, values, true)),
            joined(fill(words.en, values, false))};
  }

  TalkingPoint point(std::string_view key, std::string kind, std::string id, std::vector<Value> values) const {
    const Phrase& words = phrase(book_.points, key);
    TalkingPoint point;
    point.id = std::move(id);
    point.kind = std::move(kind);
    for (Value& value : values) {
      if (!value.citation || !(uses(words.zh, value.slot) || uses(words.en, value.slot))) continue;
      const auto same = std::find_if(point.citations.begin(), point.citations.end(), [&](const Citation& c) {
        return c.source == value.citation->source && c.path == value.citation->path && c.span == value.citation->span;
      });
      if (same != point.citations.end()) {
        value.citation->mark = same->mark;
        continue;
      }
      value.citation->mark = std::string(1, static_cast<char>('a' + point.citations.size()));
      point.citations.push_back(*value.citation);
    }
    point.zh = fill(words.zh, values, true);
    point.en = fill(words.en, values, false);
    return point;
  }

 private:
  const Phrasebook& book_;
};

Value words(std::string slot, std::string zh, std::string en) {
  return {std::move(slot), std::move(zh), std::move(en), std::nullopt};
}
Value number(std::string slot, const std::string& text, Citation citation) {
  return {std::move(slot), text, text, std::move(citation)};
}

std::string usual_zh(const Facts::Skill& skill) { return skill.name_zh.empty() ? skill.name : skill.name_zh; }

Value percentile(std::string slot, double share, Citation citation) {
  const int n = whole_percent(share);
  return {std::move(slot), std::to_string(n), ordinal(n), std::move(citation)};
}

TalkingPoint scarcity_point(const Writer& writer, const Facts& facts) {
  const salary::Scarcity& table = *facts.scarcity;
  const salary::ScarcityRow& row = table.rows[*facts.scarcity_row];
  const std::string path = "/rows/" + std::to_string(*facts.scarcity_row);
  const std::vector<Value> caption = {
      words("table", table.id, table.id),
      words("row", std::to_string(*facts.scarcity_row + 1), std::to_string(*facts.scarcity_row + 1))};
  Value combination = words("combination", "", "");
  for (const Facts::Skill& skill : facts.combination) {
    combination.zh += (combination.zh.empty() ? "" : " + ") + usual_zh(skill);
    combination.en += (combination.en.empty() ? "" : " + ") + skill.name;
  }
  TalkingPoint point = writer.point(
      "scarcity", "scarcity", "scarcity",
      {combination,
       number("ratio", base::format_double(row.ratio), writer.cite("scarcity", path + "/ratio", "scarcity", caption)),
       number("raise", percent(row.raise), writer.cite("scarcity", path + "/raise", "scarcity", caption))});
  for (const Facts::Skill& skill : facts.combination) point.skills.push_back(skill.id);
  return point;
}

TalkingPoint skill_point(const Writer& writer, const Facts& facts, const Facts::Skill& skill) {
  const std::string path = "/profile/skills/" + std::to_string(skill.index);
  const std::vector<Value> caption = {words("model", facts.model, facts.model)};
  TalkingPoint point =
      writer.point("model", "model", "model-" + skill.id,
                   {words("skill", usual_zh(skill), skill.name),
                    number("companies", base::group_thousands(skill.companies),
                           writer.cite("model", path + "/companies", "model", caption)),
                    number("worth", yuan(static_cast<std::int64_t>(base::round_half_away(skill.worth))),
                           writer.cite("model", path + "/worth", "model", caption))});
  point.skills = {skill.id};
  return point;
}

Value wording(const Writer& writer, const Facts::Posted& posted) {
  return number("wording", posted.wording,
                writer.cite("text", "", "text", {words("wording", posted.wording, posted.wording)}, posted.span));
}

TalkingPoint posted_point(const Writer& writer, const Facts& facts) {
  const Facts::Posted& posted = *facts.posted;
  const std::vector<Value> text = {words("wording", posted.wording, posted.wording)},
                           model = {words("model", facts.model, facts.model)};
  return writer.point(
      "posted_range", "posted_range", "posted_range",
      {wording(writer, posted),
       number("low", yuan(posted.monthly_low), writer.cite("text", "/posted/monthly_low", "converted", text)),
       number("high", yuan(posted.monthly_high), writer.cite("text", "/posted/monthly_high", "converted", text)),
       percentile("percentile_low", posted.percentile_low,
                  writer.cite("model", "/posted/percentile_low", "model", model)),
       percentile("percentile_high", posted.percentile_high,
                  writer.cite("model", "/posted/percentile_high", "model", model))});
}

TalkingPoint target_point(const Writer& writer, const Facts& facts) {
  const bargain::Anchor& target = (*facts.anchors)[1];
  const std::vector<Value> caption = {words("model", facts.model, facts.model)};
  std::vector<Value> values = {
      number("amount", yuan(target.amount.amount), writer.cite("anchor", "/anchors/1/amount", "anchor", caption)),
      percentile("percentile", target.percentile, writer.cite("anchor", "/anchors/1/percentile", "anchor", caption))};
  if (facts.posted) values.insert(values.begin() + 1, wording(writer, *facts.posted));
  TalkingPoint point = writer.point(facts.posted ? "target_posted" : "target", "target", "target", std::move(values));
  point.anchor = target.id;
  return point;
}

TalkingPoint years_point(const Writer& writer, const Facts& facts) {
  const Facts::Years& years = *facts.years;
  const bool from_text = years.span.has_value();
  return writer.point(
      from_text ? "years_text" : "years_request", "years", "years",
      {number("years", base::format_double(years.value),
              from_text ? writer.cite("text", "", "years_text", {}, years.span)
                        : writer.cite("request", "/profile/years/value", "years_request", {})),
       number("factor", "×" + fixed(years.factor, 2),
              writer.cite("model", "/pay/contributions/" + std::to_string(years.contribution) + "/factor", "model",
                          {words("model", facts.model, facts.model)}))});
}

}  // namespace

std::vector<TalkingPoint> talking_points(const Phrasebook& book, const Facts& facts) {
  const Writer writer(book);
  std::vector<TalkingPoint> points;
  if (facts.scarcity != nullptr && facts.scarcity_row) points.push_back(scarcity_point(writer, facts));

  std::vector<Facts::Skill> dearest;
  for (const Facts::Skill& skill : facts.skills)
    if (skill.worth >= 1 && skill.companies >= kSkillCompanies) dearest.push_back(skill);
  std::stable_sort(dearest.begin(), dearest.end(),
                   [](const Facts::Skill& a, const Facts::Skill& b) { return a.worth > b.worth; });
  for (std::size_t i = 0; i < dearest.size() && i < 2; ++i) points.push_back(skill_point(writer, facts, dearest[i]));

  if (facts.posted) points.push_back(posted_point(writer, facts));
  if (facts.anchors != nullptr) points.push_back(target_point(writer, facts));
  if (facts.years && facts.years->factor >= 1.005) points.push_back(years_point(writer, facts));
  return points;
}

}  // namespace chouma::talk
