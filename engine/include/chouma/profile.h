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

/// What the part of the pay that is not guaranteed is called: 绩效, 提成, 奖金.
enum class VariablePay { performance, commission, bonus };
/// Which ends of a range are worded: both (a single figure is both), only the lower (8000起, 20k以上, from $100k) or only the upper (以内, up to).
enum class PayEnds { both, from, up_to };

/// A pay range as the text words it, and the same brought to yuan (or the currency's units) a month; before tax unless `after_tax`.
/// monthly = annual / months_of_pay for yearly packages, daily × 21.75 (statutory mean working days a month), hourly × 174.
/// low … high is the whole pay where the text says it (parts that add up are added: 底薪8k+提成2-4k → 10k … 12k), else the part it names.
struct PayQuote {
  Money low, high;                  ///< as worded; where one end is open, both are the figure that is worded
  Money monthly_low, monthly_high;  ///< converted, Period::month
  std::optional<double> months;     ///< months of pay a year, 12 … 36, where stated
  PayEnds ends = PayEnds::both;
  /// The part paid whatever happens, where worded: 底薪8k, base £50k, 月薪15k+绩效; of "15-20K(含绩效3-5K)" what is left, end by end: 12k … 15k.
  /// Same currency and period as low; both or neither.
  std::optional<Money> guaranteed_low, guaranteed_high;
  std::optional<VariablePay> variable;  ///< the first variable part that is worded
  bool equity = false;                  ///< options, shares or stock come on top; never priced
  bool after_tax = false;   ///< 税后, 到手, after tax: the figures are not comparable with pay before tax
  bool negotiable = false;  ///< 面议 / negotiable: no figures
  /// How much of the reading is worded rather than inferred, in fifths; not a probability. One fifth for each of:
  /// the scale (千, 万, k, or a figure written out: 1000 or more, or by the hour or day); the currency; the period (月薪, /年, or months of pay);
  /// both ends, without 约 or 左右; pay before tax (the custom, so anything but after_tax). 0 where negotiable.
  double confidence = 0;
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
/// "performance", "commission" or "bonus".
std::string_view variable_pay_name(VariablePay part);
/// "both", "from" or "up_to".
std::string_view pay_ends_name(PayEnds ends);
std::optional<Level> parse_level(std::string_view name);
std::optional<Education> parse_education(std::string_view name);

}  // namespace chouma
