// What a report says for the candidate, in one form: talk speaks of nothing else. Floor 6.
// Places (`index`, `contribution`) are those of the report's lists (models/schema/report.schema.json); spans are UTF-16, of the request's text or résumé.
// Numbers are as the report prints them, so that what is said rounds what is read there. Nothing here may be denied, removed or unmet, but where a member says so.
#pragma once

#include <chouma/profile.h>

#include "bargain/anchors.h"
#include "base/words.h"
#include "salary/scarcity.h"
#include "talk/quote.h"
#include "text/resume.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chouma::talk {

/// How the text asks for what a point speaks of. Ordered.
enum class Asked { none, mentioned, preferred, required };
/// Who says it.
enum class Source { text, resume, request };

/// A factor on the median: log points of monthly pay, half of its 80 % interval, and the training companies behind it.
struct Effect {
  double log = 0, half = 0;
  std::int64_t companies = 0;
};

struct Facts {
  struct Skill {
    std::string id, name, name_zh;
  };

  std::string model;       ///< id, where there is a prediction
  double k = 0;            ///< shrinkage n / (n + k) fitted with the model
  double median = 0;       ///< yuan a month; 0: no prediction
  double median_half = 0;  ///< half of the 80 % interval of its log
  bool text = false;       ///< there is a text that may ask for something

  /// A held skill that the model counts.
  struct Worth {
    Skill skill;
    std::size_t index = 0;  ///< in /profile/skills
    double worth = 0;       ///< yuan a month, leave one out
    Effect effect;
    Asked asked = Asked::none;
  };
  std::vector<Worth> worths;

  const salary::Scarcity* scarcity = nullptr;
  std::optional<std::size_t> scarcity_row;  ///< dearest tabulated combination held
  std::vector<Skill> combination;           ///< its skills, base first
  Asked combination_asked = Asked::none;

  /// The coefficient of all chips together, where all are held.
  struct Premium {
    double coefficient = 1, low = 1, high = 1;  ///< 80 %
    Skill base;
  };
  std::optional<Premium> premium;

  const std::array<bargain::Anchor, 3>* anchors = nullptr;

  struct Posted {
    std::string wording;
    Span span;
    std::int64_t monthly_low = 0, monthly_high = 0;
    double percentile_low = 0, percentile_high = 0;
    std::optional<double> months;  ///< of pay a year
  };
  std::optional<Posted> posted;  ///< in the model's currency only

  struct Years {
    double value = 0;
    Source source = Source::request;
    std::optional<Span> span;      ///< where the text or the résumé says it
    std::size_t contribution = 0;  ///< in /pay/contributions
    double factor = 1;
    Effect effect;
  };
  std::optional<Years> years;

  /// Years that the posting asks for and the résumé has.
  struct YearsMet {
    int asked = 0;
    std::optional<Span> asked_span;
    double held = 0;
    std::optional<Span> held_span;
  };
  std::optional<YearsMet> years_met;

  /// The candidate's level or degree, with the model's factor.
  struct Term {
    std::string kind;  ///< level | education
    base::Words name;
    std::size_t contribution = 0;
    double factor = 1;
    Effect effect;
    Asked asked = Asked::none;
  };
  std::vector<Term> terms;

  /// A skill that the résumé bears out, by its words or its years.
  struct Shown {
    Skill skill;               ///< what is asked for, or held where nothing is asked
    std::optional<Skill> via;  ///< the one held instead: a more special one, or (near) a related one
    bool near = false;         ///< the skill itself is not in the résumé
    Asked asked = Asked::none;
    text::Proof proof = text::Proof::used;
    std::size_t index = 0;       ///< of the one held, in /candidate/skills
    std::optional<Quote> quote;  ///< the résumé's clause, where it says more than the name
    std::optional<double> years;
    double log = 0;  ///< what the skill adds to the median, 0 where no model counts it
  };
  std::vector<Shown> shown;

  struct DegreeMet {
    std::size_t item = 0;  ///< in /screening/match/items
    base::Words name;
    std::vector<Span> posting;
  };
  std::optional<DegreeMet> degree_met;

  struct Counts {
    std::size_t met = 0, items = 0;
  };
  std::optional<Counts> match;  ///< of the posting's requirements

  /// A skill that is asked for and not held, and one held that carries over to it.
  struct Carry {
    std::size_t index = 0;  ///< in /screening/carries
    Skill from, to;
    bool fully = false;
    std::optional<Effect> effect;
    Asked asked = Asked::none;
  };
  std::vector<Carry> carries;

  /// The highest level's tools that are met.
  struct Tool {
    std::size_t index = 0;  ///< in /screening/toolchains/items
    base::Words name;
    std::optional<Span> resume;  ///< else ticked
  };
  std::vector<Tool> tools;

  struct Veto {
    std::size_t index = 0;  ///< in /screening/vetoes
    std::string id;
    base::Words name;
    std::optional<Span> resume;  ///< else by what the candidate stated
  };
  std::vector<Veto> vetoes;  ///< met

  /// Not held: what could be learnt.
  struct Next {
    Skill skill;
    std::size_t index = 0;                ///< in /next
    double delta = 0, low = 0, high = 0;  ///< yuan a month, 80 %
    Effect effect;
  };
  std::vector<Next> next;
};

}  // namespace chouma::talk
