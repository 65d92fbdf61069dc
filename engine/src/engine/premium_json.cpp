#include "engine/write_json.h"

namespace chouma {

namespace {

double factor(double log) { return short_number(base::exp(log)); }

/// An interval's ends are rounded outwards, so that the value stays inside it.
Json interval(double low, double high) {
  constexpr double kStep = 0.0001;
  const double below = short_number(low), above = short_number(high);
  return Json::array(
      {below > low ? short_number(below - kStep) : below, above < high ? short_number(above + kStep) : above});
}

Json factor_or_null(const std::optional<double>& log) { return log ? Json(factor(*log)) : Json(nullptr); }

Json part_json(const salary::PremiumPart& part, const text::Lexicon& lexicon) {
  Json names_of = Json::array();
  for (const std::string& tag : part.tags) {
    const auto skill = lexicon.find_skill(tag);
    names_of.push_back(skill ? names(lexicon.skills()[*skill]) : both(tag, tag));
  }
  return {{"tags", part.tags},
          {"names", names_of},
          {"source", part.source},
          {"parent", part.parent.empty() ? Json(nullptr) : Json(part.parent)},
          {"log", long_number(part.log)},
          {"factor", factor(part.log)},
          {"interval", interval(base::exp(part.low), base::exp(part.high))},
          {"prior", factor_or_null(part.prior)},
          {"estimate", factor_or_null(part.estimate)},
          {"weight", short_number(part.weight)},
          {"rows", part.rows},
          {"companies", part.companies}};
}

}  // namespace

Json premium_section_json(const PremiumSection& section, const text::Lexicon& lexicon) {
  const salary::Premium& premium = section.premium;
  Json parts = Json::array();
  for (const salary::PremiumPart& part : premium.parts) parts.push_back(part_json(part, lexicon));
  return {{"coefficient", short_number(premium.coefficient)},
          {"raw", short_number(premium.raw)},
          {"interval", interval(premium.low, premium.high)},
          {"clamped", premium.clamped < 0   ? "low"
                      : premium.clamped > 0 ? "high"
                                            : "none"},
          {"base", section.base},
          {"parts", parts},
          {"unknown", premium.unknown},
          {"elasticity", short_number(section.elasticity)},
          {"elasticity_interval",
           Json::array({short_number(section.elasticity_low), short_number(section.elasticity_high)})},
          {"overlap", short_number(section.overlap)},
          {"k", section.k ? Json(short_number(*section.k)) : Json(nullptr)}};
}

std::string premium_json(const PremiumSection& section, const text::Lexicon& lexicon) {
  Json json = premium_section_json(section, lexicon);
  json["clamped"] = section.premium.clamped != 0;
  return dumped(json);
}

}  // namespace chouma
