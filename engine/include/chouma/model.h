// A salary model's passport and its answers. Floor 3 (salary).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace chouma {

/// The conditional quantiles every salary model carries, in this order.
inline constexpr std::array<double, 5> kTaus = {0.10, 0.25, 0.50, 0.75, 0.90};

/// A model has two sets of coefficients. `posting` reads a posting's whole text; `profile` knows tags, years, city, education and level alone
/// and is fitted and evaluated by itself (the posting model with its text left out is badly biased).
enum class Mode { posting, profile };

/// One term of a prediction. The terms' `log` add up exactly (in the order given) to the log of the median.
struct Contribution {
  std::string
      kind;  ///< base | years | education | level | city | months | board | skill | title | phrase | skills | pair
  std::string
      id;  ///< within its kind: the skill's or city's id, the word, the level's name, the years or months, the number of skills, the kinds of a pair ("years&city"); "none" where not stated
  double log = 0;     ///< natural-log points of monthly pay
  double log_se = 0;  ///< bootstrap standard error over companies, log points; 0 where the term is a stated constant
  std::int64_t rows = 0, companies = 0;  ///< training rows and companies that carry the feature
};

/// Posted monthly pay, yuan before tax. quantile[j] belongs to kTaus[j]; strictly ascending: median times positive spacings.
struct PayPrediction {
  Mode mode = Mode::profile;
  std::array<double, 5> quantile{};  ///< yuan a month
  double median_log_se = 0;          ///< standard error of the log median (estimation only), bootstrap over companies
  std::vector<Contribution> contributions;
  std::array<double, 5> spacing_log{};  ///< log(quantile[j] / median), calibration included; 0 at the median
};

/// What a model says of itself: data, dates, rows, and the figures measured on companies that it was not fitted on.
struct Passport {
  std::string id, hash, recipe, source, fitted_on;
  std::string period_from, period_to;  ///< months "2024-09" of the data
  std::int64_t rows = 0, companies = 0;
  struct HeldOut {
    double mean_pinball = 0;  ///< log points, mean over kTaus, each company weighing 1
    double coverage_80 = 0;   ///< share of company weight with P10 <= pay <= P90
    double mdape = 0;         ///< median absolute percentage error of the median
  };
  HeldOut posting, profile;
};

}  // namespace chouma
