// The eleven certified linear least-squares sets of NIST (StRD), from the raw columns. The data lies beside the repository, not in it;
// Norris and Longley are in test_least_squares.cpp for every machine. Table: docs/least-squares.md.
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "base/number.h"
#include "regress/least_squares.h"
#include "support/files.h"

using chouma::regress::least_squares;

namespace {

const std::string FOLDER = "../shared/data/nist/";

std::string read(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// Rows of numbers, without the header.
std::vector<std::vector<double>> numbers(const std::string& bytes) {
  chouma::base::CsvReader csv(bytes);
  std::vector<std::string> cells;
  std::vector<std::vector<double>> rows;
  for (bool header = true; csv.next(cells).value(); header = false) {
    if (header) continue;
    std::vector<double>& row = rows.emplace_back();
    for (const std::string& cell : cells) row.push_back(chouma::base::parse_double(cell).value());
  }
  return rows;
}

/// Columns of a model such as "1 + x + ... + x^5", "0 + x" or "1 + x1 + ... + x6"; powers by multiplication.
Eigen::MatrixXd design(const std::string& model, const std::vector<std::vector<double>>& rows, std::size_t p) {
  Eigen::MatrixXd x(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(p));
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = 0; j < p; ++j) {
      double& to = x(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
      if (model.starts_with("0"))
        to = rows[i][1];
      else if (model.find("x1") != std::string::npos)
        to = j == 0 ? 1 : rows[i][j];
      else
        to = j == 0 ? 1 : x(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j) - 1) * rows[i][1];
    }
  return x;
}

/// Digits that agree: −log10 |v − exact| / |exact|, absolute where exact is 0, at most 15.
double digits(double v, double exact) {
  const double error = std::fabs(v - exact) / (exact == 0 ? 1 : std::fabs(exact));
  return error < 1e-15 ? 15 : -std::log10(error);
}

}  // namespace

TEST_CASE("all eleven least-squares sets of NIST are met", "[regress][nist]") {
  struct Set {
    std::string name;
    double beta, deviation;  ///< digits of the coefficients, and of standard errors and residual deviation
  };
  const Set set = GENERATE(values<Set>({{"norris", 13, 13},
                                        {"pontius", 13, 13},
                                        {"noint1", 14, 14},
                                        {"noint2", 14, 14},
                                        {"filip", 7, 7},
                                        {"longley", 11, 11},
                                        {"wampler1", 9, 9},
                                        {"wampler2", 9, 9},
                                        {"wampler3", 9, 9},
                                        {"wampler4", 9, 9},
                                        {"wampler5", 9, 9}}));
  CAPTURE(set.name);
  const std::string certified = read(FOLDER + "certified.json"), data = read(FOLDER + set.name + ".csv");
  if (certified.empty() || data.empty()) SKIP("no " + FOLDER + set.name + ".csv from the folder where the tests run");

  const auto model = nlohmann::json::parse(certified).at(set.name);
  const auto exact = nlohmann::json::parse(chouma::test::file("tests/cases/nist-exact.json")).at(set.name);
  const auto beta = model.at("beta").get<std::vector<double>>();
  const auto rows = numbers(data);
  Eigen::VectorXd y(static_cast<Eigen::Index>(rows.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) y(static_cast<Eigen::Index>(i)) = rows[i][0];
  const auto fit = least_squares(design(model.at("model"), rows, beta.size()), y);
  REQUIRE(fit.ok());

  double of_beta = 15, of_error = 15;
  for (std::size_t j = 0; j < beta.size(); ++j) {
    of_beta = std::fmin(of_beta, digits(fit.value().beta(static_cast<Eigen::Index>(j)), beta[j]));
    of_error = std::fmin(of_error, digits(fit.value().standard_error(static_cast<Eigen::Index>(j)),
                                          exact["standard_error"][j].get<double>()));
  }
  const double of_residual =
      digits(std::sqrt(fit.value().rss / fit.value().df), exact["residual_standard_deviation"].get<double>());
  INFO("digits: coefficients " << of_beta << ", standard errors " << of_error << ", residual deviation "
                               << of_residual);
  CHECK(of_beta >= set.beta);
  CHECK(of_error >= set.deviation);
  CHECK(of_residual >= set.deviation);
}
