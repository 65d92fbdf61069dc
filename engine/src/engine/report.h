// One report as the engine holds it: what models/schema/report.schema.json describes, before rounding.
#pragma once

#include <chouma/error.h>
#include <chouma/model.h>
#include <chouma/profile.h>

#include "bargain/anchors.h"
#include "bargain/offers.h"
#include "engine/annual_pay.h"
#include "engine/negotiation_section.h"
#include "salary/premium.h"
#include "screening/funnel.h"
#include "screening/match.h"
#include "screening/swaps.h"
#include "screening/toolchains.h"
#include "screening/vetoes.h"
#include "talk/talk.h"
#include "text/lexicon.h"
#include "text/resume.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chouma {

/// text: read from the text; resume: from the résumé; user: the request's field ("user", of a skill "tag"); fallback ("default"): none of these said.
enum class Origin { text, resume, user, fallback };

template <class T>
struct Stated {
  std::optional<T> value;
  Origin origin = Origin::fallback;
};

struct SkillFound {
  std::uint32_t skill = 0;
  Strength strength = Strength::
      mentioned;  ///< of a tag: mentioned, since nothing says more; of a résumé's skill: proven is required, used preferred
  Origin origin = Origin::user;
  std::vector<Span> spans;
  bool removed = false;         ///< taken away by the user, or negated
  std::optional<double> worth;  ///< leave one out, yuan a month; nothing where the model does not count it
  std::int64_t companies = 0;
};

struct ProfileSection {
  std::string title;
  std::vector<SkillFound> skills;
  std::vector<std::string> unknown_tags;
  std::optional<int> years_min, years_max;
  Stated<double> years;
  std::optional<Span> years_span;
  Stated<Education> education;
  Stated<Level> level;
  Stated<std::uint32_t> city;
};

struct ModelUse {
  Passport passport;
  std::string hash;
  Mode mode = Mode::profile;
};

struct PaySection {
  PayPrediction prediction;
  double base_median = 0;
  AnnualPay annual;
};

struct PremiumSection {
  salary::Premium premium;
  std::string base;  ///< skill id of the base tag
  double elasticity = 0, elasticity_low = 0, elasticity_high = 0, overlap = 1;
  std::optional<double> k;
};

struct PostedSection {
  PayQuote quote;
  std::string wording;
  std::optional<double> percentile_low, percentile_high;
};

struct NextSkill {
  std::uint32_t skill = 0;
  salary::SalaryModel::Added added;
  std::int64_t rows = 0, companies = 0;
};

/// What the résumé says, and what it is worth by itself: profile mode, the posting's city where there is a posting.
struct CandidateSection {
  text::Resume resume;
  std::optional<std::array<double, 5>> quantile;  ///< by kTaus; nothing without a model
};

/// A skill that carries over, with what the target would add to the candidate's median.
struct CarryOffer {
  screening::Carry carry;
  bool asked = false;  ///< the posting asks for it
  std::optional<salary::SalaryModel::Added> gain;
};

struct ScreeningSection {
  std::optional<screening::SwapFinding> swap;
  double swap_threshold = 0;
  std::vector<screening::VetoCheck> vetoes;
  std::optional<screening::Match> match;
  int years_asked = 0;  ///< by the posting; what the match's items of that kind speak of
  Education education_asked = Education::any;
  std::optional<screening::FunnelResult> funnel;
  std::vector<CarryOffer> carries;
  std::optional<screening::Toolchains> toolchains;
  std::uint64_t seed = 1;
};

struct OffersSection {
  bargain::Outlook outlook;
  bargain::Comparison comparison;
};

struct Report {
  std::int64_t id = 0;
  std::optional<Error> error;
  std::string lexicon_id, lexicon_hash;  ///< empty: none loaded
  std::optional<ModelUse> model;
  std::optional<ProfileSection> profile;
  std::optional<PaySection> pay;
  std::optional<PremiumSection> premium;
  std::optional<std::array<bargain::Anchor, 3>> anchors;
  std::optional<PostedSection> posted;
  std::vector<NextSkill> next;
  talk::Talk talk;
  std::optional<CandidateSection> candidate;
  std::optional<ScreeningSection> screening;
  std::optional<OffersSection> offers;
  std::optional<NegotiationSection> negotiation;
  Warnings warnings;
};

/// JSON by the schema: money to 1 yuan, factors and shares to 4 decimals, logs to 12, so that the same bytes come from every target. `lexicon` may be
/// null where the report has no skills.
std::string report_json(const Report& report, const text::Lexicon* lexicon);  // report_json.cpp

/// The premium alone, as `chouma predict` prints it: the report's section, but `clamped` says true or false (raw says at which end).
std::string premium_json(const PremiumSection& premium, const text::Lexicon& lexicon);  // premium_json.cpp

/// {"error": {code, where, value, allowed, message}}
std::string error_json(const Error& error);  // report_json.cpp

/// {"id", "hash"} and, of a salary model, its passport.
std::string loaded_json(const std::string& id, const std::string& hash, const Passport* passport);  // report_json.cpp

}  // namespace chouma
