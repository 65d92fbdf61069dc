// The premium coefficient of a list of tags (SPEC 1.1): scarcity as prior, the salary model as data, combined without jumps.
//
// For a tag i that is not the base:  l_i = (1 − w_i) π_i + w_i b_i,  w_i = n_i / (n_i + k)
//   π_i  prior log premium: the scarcity curve where {base, i} is tabulated; else the parent's l (eBPF → observability → systems); else 0
//   b_i  the salary model's profile-mode effect, n_i its companies; without a model or effect w_i = 0
// Combinations: Σ l_i plus the overlap of the priors. For a set C whose combination is tabulated, overlap_C = π_C − Σ_{i∈C} π_i; for sets not tabulated the
// priors are discounted geometrically (scarcity.h, δ). Each overlap is multiplied by Π_{i∈C} (1 − w_i): all prior → the table exactly; all data → the additive model.
// raw = exp(Σ); coefficient = clamp(raw, 0.8, 2.3). The base alone is exactly 1. Without the base among the tags its model effect is subtracted.
// Associations in postings, not causal promises.
#pragma once

#include "salary/salary_model.h"
#include "salary/scarcity.h"

#include <string>
#include <vector>

namespace chouma::salary {

inline constexpr double kPremiumMin = 0.8;
inline constexpr double kPremiumMax = 2.3;

struct PremiumPart {
  std::vector<std::string> tags;  ///< skill ids: one for a chip, two or more for an overlap
  std::string source;             ///< base | scarcity | model | blend | parent | overlap | none
  double log = 0;                 ///< what it adds to the log coefficient
  double low = 0, high = 0;       ///< 80 % interval of `log`
  double prior = 0, estimate = 0, weight = 0;  ///< π, b, w (0 where there is none)
  std::int64_t companies = 0, rows = 0;
  std::string parent;             ///< the skill whose effect was used, where source is parent
};

struct Premium {
  double coefficient = 1, raw = 1;
  double low = 1, high = 1;  ///< 80 % interval of raw, clamped to the scale
  int clamped = 0;           ///< −1 at 0.8, +1 at 2.3
  std::vector<PremiumPart> parts;          ///< their logs add up to log raw exactly
  std::vector<std::string> unknown;        ///< tags that the lexicon and the table do not know
};

/// `model` may be null. Tags as typed; duplicates count once; order does not matter (parts come dearest first, base first of all).
Premium premium(const std::vector<std::string>& tags, const text::Lexicon& lexicon, const Scarcity& scarcity, const SalaryModel* model);

}  // namespace chouma::salary
