#include "salary/months_of_pay.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>

#include "regress/linear.h"
#include "regress/stats.h"
#include "regress/terms.h"
#include "salary/features.h"
#include "salary/model_data.h"
#include "salary/scores.h"

namespace chouma::salary {

namespace {

constexpr double kFewestMonths = 12, kMostMonths = 36;
constexpr std::size_t kMonthsKnots = 4;

/// The rows that state months.
struct StatedMonths {
  std::vector<double> log_pay, months, weight;
  std::vector<std::uint32_t> company, block;

  StatedMonths rows(std::span<const std::uint32_t> of) const {
    StatedMonths out;
    for (const std::uint32_t i : of) {
      out.log_pay.push_back(log_pay[i]);
      out.months.push_back(months[i]);
      out.weight.push_back(weight[i]);
    }
    return out;
  }
};

StatedMonths stated_months(const Recipe& recipe, const PostingTable& table) {
  StatedMonths out;
  for (const Posting& posting : table.rows) {
    const auto& months = posting.facts.months;
    if (!months || *months < kFewestMonths || *months > kMostMonths) continue;
    out.log_pay.push_back(posting.log_pay);
    out.months.push_back(*months);
    out.company.push_back(posting.company);
    out.block.push_back(posting.block);
  }
  out.weight = company_weights(out.company, recipe.company_power);
  return out;
}

double clamped(const std::vector<double>& knots, double log_pay) {
  return std::clamp(log_pay, knots.front(), knots.back());
}

double line(const std::vector<double>& beta, const std::vector<double>& terms) {
  double sum = beta[0];
  for (std::size_t j = 0; j < terms.size(); ++j) sum += beta[j + 1] * terms[j];
  return sum;
}

/// Mean and shares with the knots and bounds of `model`.
std::optional<Error> fit_lines(const StatedMonths& rows, MonthsOfPay& model) {
  std::vector<double> pay;
  pay.reserve(rows.log_pay.size());
  for (const double m : rows.log_pay) pay.push_back(clamped(model.knots, m));
  auto terms = regress::natural_spline(pay, model.knots);
  if (!terms) return terms.error();
  regress::CodedDesign x;
  x.rows = pay.size();
  x.numerics = static_cast<std::uint32_t>(model.knots.size() - 1);
  x.numeric = std::move(terms.value());
  const auto fit = [&](const std::vector<double>& y, std::vector<double>& beta) -> std::optional<Error> {
    const auto found = regress::fit_linear(x, y, rows.weight);
    if (!found) return found.error();
    beta = {model_round(found.value().intercept)};
    for (const double b : found.value().beta) beta.push_back(model_round(b));
    return std::nullopt;
  };
  if (auto error = fit(rows.months, model.mean)) return error;
  model.share.assign(model.bounds.size(), {});
  for (std::size_t k = 0; k < model.bounds.size(); ++k) {
    std::vector<double> reaches;
    reaches.reserve(rows.months.size());
    for (const double months : rows.months) reaches.push_back(months >= model.bounds[k] ? 1 : 0);
    if (auto error = fit(reaches, model.share[k])) return error;
  }
  return std::nullopt;
}

/// The largest bound that these months reach, the first for fewer.
double class_of(const MonthsOfPay& model, double months) {
  return model.bounds[static_cast<std::size_t>(std::max(months_class(months, model.bounds), 0))];
}

std::optional<Error> measure(const Recipe& recipe, const StatedMonths& rows, MonthsOfPay& model) {
  const auto folds = static_cast<std::uint32_t>(recipe.folds);
  const auto fold = regress::group_folds(rows.block, folds, recipe.seed);
  double total = 0, mean = 0, squares = 0, left = 0, covered = 0;
  for (std::size_t i = 0; i < rows.months.size(); ++i) {
    total += rows.weight[i];
    mean += rows.weight[i] * rows.months[i];
  }
  mean /= total;
  for (std::uint32_t k = 0; k < folds; ++k) {
    std::vector<std::uint32_t> others;
    for (std::uint32_t i = 0; i < fold.size(); ++i)
      if (fold[i] != k) others.push_back(i);
    MonthsOfPay without = model;
    if (auto error = fit_lines(rows.rows(others), without)) return error;
    for (std::size_t i = 0; i < fold.size(); ++i) {
      if (fold[i] != k) continue;
      const MonthsAnswer answer = months_at(without, rows.log_pay[i]);
      const double months = class_of(model, rows.months[i]);
      squares += rows.weight[i] * (rows.months[i] - mean) * (rows.months[i] - mean);
      left += rows.weight[i] * (rows.months[i] - answer.mean) * (rows.months[i] - answer.mean);
      if (answer.quantile[0] <= months && months <= answer.quantile[2]) covered += rows.weight[i];
    }
  }
  model.r_squared = squares > 0 ? model_round(1 - left / squares) : 0;
  model.coverage_80 = model_round(covered / total);
  return std::nullopt;
}

double share_stated(const PostingTable& table) {
  std::vector<std::uint32_t> company;
  company.reserve(table.rows.size());
  for (const Posting& posting : table.rows) company.push_back(posting.company);
  const auto weight = company_weights(company);
  double stated = 0, total = 0;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    total += weight[i];
    if (table.rows[i].facts.months) stated += weight[i];
  }
  return model_round(stated / total);
}

}  // namespace

MonthsAnswer months_at(const MonthsOfPay& model, double log_pay) {
  const std::vector<double> pay{clamped(model.knots, log_pay)};
  const auto spline = regress::natural_spline(pay, model.knots);
  if (!spline) return {};
  MonthsAnswer answer;
  answer.mean = line(model.mean, spline.value());
  constexpr std::array<double, 3> kReached = {0.9, 0.5, 0.1};
  answer.quantile.fill(model.bounds.front());
  double share = 1;
  for (std::size_t k = 0; k < model.bounds.size(); ++k) {
    share = std::clamp(line(model.share[k], spline.value()), 0.0, share);
    for (std::size_t q = 0; q < kReached.size(); ++q)
      if (share >= kReached[q]) answer.quantile[q] = model.bounds[k];
  }
  return answer;
}

Result<std::optional<MonthsOfPay>> fit_months(const Recipe& recipe, const PostingTable& table) {
  using Answer = std::optional<MonthsOfPay>;
  const StatedMonths rows = stated_months(recipe, table);
  const std::set<std::uint32_t> companies(rows.company.begin(), rows.company.end());
  if (recipe.features.bases.months.empty() || rows.months.size() < kLeastMonthsRows ||
      companies.size() < kLeastMonthsCompanies)
    return Answer{};
  auto knots = regress::spline_knots(rows.log_pay, rows.weight, kMonthsKnots);
  if (!knots) return knots.error();
  if (knots.value().size() < kMonthsKnots) return Answer{};
  MonthsOfPay model;
  for (const double knot : knots.value()) model.knots.push_back(model_round(knot));
  model.bounds = recipe.features.bases.months;
  model.rows = static_cast<std::int64_t>(rows.months.size());
  model.companies = static_cast<std::int64_t>(companies.size());
  model.share_stated = share_stated(table);
  if (auto error = fit_lines(rows, model)) return *error;
  if (auto error = measure(recipe, rows, model)) return *error;
  return Answer{std::move(model)};
}

}  // namespace chouma::salary
