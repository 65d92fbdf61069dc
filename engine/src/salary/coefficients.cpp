#include "salary/coefficients.h"

#include <algorithm>
#include <utility>

#include "base/math.h"
#include "salary/model_data.h"

namespace chouma::salary {

void Coefficients::add(double log_, std::int64_t rows_, std::int64_t companies_, std::span<const double> replicate) {
  log.push_back(log_);
  rows.push_back(rows_);
  companies.push_back(companies_);
  double mean = 0;
  for (const double beta : replicate) mean += beta;
  mean /= static_cast<double>(replicate.size());
  double largest = 0;
  for (const double beta : replicate) largest = std::max(largest, std::abs(beta - mean));
  scale.push_back(model_round(largest / 127 + 5e-6));  // rounded up, so that 127 steps suffice
  for (const double beta : replicate)
    deviation.push_back(
        static_cast<std::int8_t>(std::clamp(base::round_half_away((beta - mean) / scale.back()), -127.0, 127.0)));
}

Support count_support(const regress::Design& x, std::span<const std::uint32_t> company) {
  Support support{std::vector<std::int64_t>(x.columns), std::vector<std::int64_t>(x.columns)};
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::size_t i = 0; i < x.rows(); ++i)
    for (std::uint32_t e = x.start[i]; e < x.start[i + 1]; ++e) {
      ++support.rows[x.column[e]];
      pairs.emplace_back(x.column[e], company[i]);
    }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  for (const auto& [column, of] : pairs) ++support.companies[column];
  return support;
}

}  // namespace chouma::salary
