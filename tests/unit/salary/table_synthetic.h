// A table of pay made up by formula, and the recipe that reads it.
#pragma once

#include <stdexcept>
#include <string>

#include "base/math.h"
#include "base/number.h"
#include "base/random.h"
#include "salary/table_recipe.h"

namespace chouma::test {

inline constexpr double kSenior = 0.40, kAcme = 0.30, kAcmeSenior = 0.25, kYear = 0.04, kRust = 0.20;

/// `n` reports, log pay = 11 + planted effects + noise, normal with deviation 0.2. Half are Acme's, half senior, half know Rust; years 0 … 9.
inline std::string reports_csv(int n) {
  std::string csv = "company,level,years,tools,team,pay,bonus,when\n";
  for (int i = 0; i < n; ++i) {
    const auto u = [&](std::uint32_t stream) { return base::uniform(5, stream, static_cast<std::uint64_t>(i)); };
    const bool acme = u(1) < 0.5, senior = u(2) < 0.5, rust = u(3) < 0.5;
    const int years = static_cast<int>(u(4) * 10);
    const double log = 11 + kAcme * acme + kSenior * senior + kAcmeSenior * (acme && senior) + kYear * years +
                       kRust * rust + 0.2 * base::normal(5, 9, static_cast<std::uint64_t>(i));
    const double pay = base::exp(log);
    csv += std::string(acme ? "Acme" : "Bolt") + "," + (senior ? "senior" : "junior") + "," +
           (years == 0 ? "Less than 1 year" : std::to_string(years)) + "," + (rust ? "Rust;SQL" : "SQL") + ",t" +
           std::to_string(i / 3) + "," + base::format_double(pay) + "," + base::format_double(pay / 10) + ",2021-0" +
           std::to_string(1 + i % 9) + "-15\n";
  }
  return csv;
}

inline constexpr const char* kReportRecipe = R"({
  "format": "chouma.table_recipe/1", "id": "reports", "name": "Made up", "source": "a formula", "licence": "none", "currency": "USD",
  "unit": "year", "about": "Made up.", "missing": ["NA"],
  "tables": [{"id": "one", "columns": {"company": "company", "level": "level", "years": "years", "tools": "tools"}, "date": "when",
              "group": "team", "amounts": {"pay": {"column": "pay"}, "bonus": {"column": "bonus", "times": 2}}}],
  "responses": [{"id": "pay", "name": "pay", "min": 1000, "max": 10000000}, {"id": "bonus", "name": "bonus", "min": 1000, "max": 10000000}],
  "fields": [
    {"id": "company", "kind": "category", "min_rows": 20, "spread_rows": 50},
    {"id": "level", "kind": "category", "min_rows": 20, "min_groups": 5},
    {"id": "years", "kind": "number", "knots": [0.5, 3, 9], "words": [["Less than 1 year", 0.5]]},
    {"id": "tools", "kind": "list", "separator": ";", "min_rows": 20}],
  "pairs": [{"of": ["company", "level"], "min_rows": 20}],
  "unseen": "company",
  "group_power": 0.5, "penalty": {"median": 0.001, "spacing": 0.02}, "folds": 3, "replicates": 8, "seed": 3
})";

inline salary::TableRecipe table_recipe(std::string_view json) {
  auto parsed = salary::parse_table_recipe(json);
  if (!parsed) throw std::runtime_error(message(parsed.error()));
  return std::move(parsed.value());
}

}  // namespace chouma::test
