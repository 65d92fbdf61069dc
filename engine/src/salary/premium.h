// The premium coefficient of a list of tags (SPEC 1.1): scarcity as prior, the salary model as data, combined without jumps.
//
// For a tag i that is not the base:  l_i = ρ_i + w_i b_i,  ρ_i = (1 − w_i) π_i,  w_i = n_i / (n_i + k)
//   π_i  prior log premium: the scarcity curve where {base, i} is tabulated; else the parent's l (eBPF → observability → systems), or 0 where the
//        parent is itself among the tags and so counts there; else 0
//   b_i  the salary model's profile-mode effect, n_i its companies, k its shrinkage; without a model or effect w_i = 0
// Overlaps lower the prior shares ρ alone (the model's effects are additive as estimated):
//   1. A tabulated combination D of two or more held tags adds r_D Π_{i∈D} (1 − w_i), where r_D = π_D − Σ_{i∈D} π_i − Σ r_{D'} over tabulated D' ⊂ D.
//      Which D count: the tags are covered greedily by disjoint tabulated combinations (the whole set first, then by π_C, size, row); D ⊆ one of them.
//   2. Covered combinations and single tags are then the items. Items with a positive prior share, dearest first, count δ^(j−1) (scarcity.h, δ).
//   So without data each row of the table comes out exactly, with data only the sum is additive, and nothing jumps in between. A tag whose prior and
//   estimate are not negative never lowers raw, as long as no row of the table is worth less than a row within it or shares a tag with another that is not.
// raw = exp(Σ of the parts' logs, in order); coefficient = clamp(raw, 0.8, 2.3). The base alone is exactly 1, and so is a list without any known tag.
// With other tags but without the base, the base's w b is subtracted.
//
// 80 % intervals: ε's share t(.9, degrees) · |∂/∂ε| · standard error; the data's share 1.2816 times the posterior deviation, where tag i has the variance
// w_i se_i² beside (1 − w_i)² times its prior's, a tag without data of its own the variance between skills n_p se_p² / k of the parent p used; effects
// are taken as independent (each is estimated from what all other skills leave of it). Both shares are independent. Associations in postings, not causal promises.
#pragma once

#include "salary/salary_model.h"
#include "salary/scarcity.h"

#include <optional>
#include <string>
#include <vector>

namespace chouma::salary {

inline constexpr double kPremiumMin = 0.8;
inline constexpr double kPremiumMax = 2.3;

struct PremiumPart {
  std::vector<std::string>
      tags;  ///< skill ids (a table's own tag where the lexicon lacks it, folded): one for a chip, two or more for an overlap
  std::string source;                     ///< base | scarcity | model | blend | parent | overlap | none
  double log = 0;                         ///< what it adds to the log coefficient
  double low = 0, high = 0;               ///< 80 % interval of `log`
  std::optional<double> prior, estimate;  ///< π and b, where there are any
  double weight = 0;                      ///< w
  std::int64_t companies = 0, rows = 0;
  std::string parent;  ///< the skill whose effect was the prior, where one was
};

struct Premium {
  double coefficient = 1, raw = 1;
  double low = 1, high = 1;  ///< 80 % interval of raw, clamped to the scale
  int clamped = 0;           ///< −1 at 0.8, +1 at 2.3
  std::vector<PremiumPart>
      parts;  ///< base, tags dearest first, overlaps; log raw is the sum of their logs in this order
  std::optional<std::size_t> table_row;  ///< the table's dearest row of the base and others that the tags hold whole
  std::vector<std::string> unknown;      ///< tags as typed that neither the lexicon nor the table knows; once each
};

/// `model` may be null. Tags as typed; duplicates count once; order does not matter.
Premium premium(const std::vector<std::string>& tags, const text::Lexicon& lexicon, const Scarcity& scarcity,
                const SalaryModel* model);

}  // namespace chouma::salary
