// What a text or a list of tags says about a job or a candidate. Floor 2 (text).
#pragma once

#include <chouma/money.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chouma {

enum class SkillKind { tech, concept_ };
/// Ordered: where a skill stands in several places, the strongest counts.
enum class Strength { negated, mentioned, preferred, required };
enum class Level { intern, junior, mid, senior, lead, architect };
enum class Education { any, college, bachelor, master, doctor };

/// Half-open interval of UTF-16 code units of the caller's original string (as JavaScript indexes it).
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

/// One skill found; `skill` indexes the lexicon's skills. Spans ascend and do not overlap; empty when the skill came as a tag.
struct SkillMention {
  std::uint32_t skill = 0;
  Strength strength = Strength::mentioned;
  std::vector<Span> spans;
};

/// A pay range as the text words it, and the same brought to yuan (or the currency's units) a month before tax.
/// monthly = annual / months_of_pay for yearly packages, daily × 21.75 (statutory mean working days a month), hourly × 174.
struct PayQuote {
  Money low, high;                  ///< as worded
  Money monthly_low, monthly_high;  ///< converted, Period::month
  std::optional<double> months;     ///< months of pay a year, 12 … 36, where stated
  bool negotiable = false;          ///< 面议 / negotiable: no figures
  Span span;
};

/// Everything read from one text. Absent means the text does not say.
struct Profile {
  std::vector<SkillMention> skills;  ///< ascending by first span, then by skill; one entry per skill
  std::optional<int> years_min, years_max;
  std::optional<Span> years_span;
  std::optional<Education> education;
  std::optional<Level> level;
  std::optional<std::uint32_t> city;  ///< index into the lexicon's cities
  std::optional<PayQuote> pay;
};

std::string_view level_name(Level level);
std::string_view education_name(Education education);
std::string_view strength_name(Strength strength);
std::string_view kind_name(SkillKind kind);
std::optional<Level> parse_level(std::string_view name);
std::optional<Education> parse_education(std::string_view name);

}  // namespace chouma
