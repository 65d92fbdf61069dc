#include "cli/train_json.h"

#include <nlohmann/json.hpp>

namespace chouma::cli {

namespace {

using nlohmann::ordered_json;

ordered_json figure(double value, const std::array<double, 2>& interval) {
  return {{"value", value}, {"interval_95", interval}};
}

ordered_json figures_json(const salary::GroupFigures& all) {
  return {{"n", all.rows},
          {"companies", all.companies},
          {"mean_pinball", figure(all.company.mean_pinball, all.mean_pinball)},
          {"coverage_80", figure(all.company.coverage_80, all.coverage_80)},
          {"mdape", figure(all.company.mdape, all.mdape)}};
}

ordered_json model_row(const std::string& file, const Passport& passport, std::size_t bytes,
                       const std::vector<salary::LedgerLine>& ledger, ordered_json held_out) {
  ordered_json row = {{"file", file},
                      {"id", passport.id},
                      {"hash", passport.hash},
                      {"bytes", bytes},
                      {"fitted_on", passport.fitted_on},
                      {"period", {passport.period_from, passport.period_to}},
                      {"rows", passport.rows},
                      {"companies", passport.companies},
                      {"ledger", ordered_json::array()},
                      {"held_out", std::move(held_out)}};
  for (const auto& line : ledger)
    row["ledger"].push_back({{"rule", line.rule}, {"rows_left", line.rows_left}, {"rows_dropped", line.rows_dropped}});
  return row;
}

std::string document(ordered_json models) { return ordered_json{{"models", std::move(models)}}.dump(2) + "\n"; }

}  // namespace

std::string train_json(const std::string& file, const salary::Trained& trained) {
  const ordered_json held_out = {{"posting", figures_json(trained.posting.front())},
                                 {"profile", figures_json(trained.profile.front())}};
  return document(
      ordered_json::array({model_row(file, trained.passport, trained.model_json.size(), trained.ledger, held_out)}));
}

std::string train_tables_json(const std::vector<std::string>& files, const std::vector<salary::TrainedTable>& trained) {
  ordered_json models = ordered_json::array();
  for (std::size_t k = 0; k < trained.size(); ++k) {
    const salary::TrainedTable& of = trained[k];
    ordered_json held_out = {{"all", figures_json(of.figures.front())}};
    if (of.unseen) held_out["unseen"] = figures_json(*of.unseen);
    held_out["no_model"] = of.no_model.mean_pinball;
    models.push_back(model_row(files[k], of.passport.passport, of.model_json.size(), of.ledger, std::move(held_out)));
  }
  return document(std::move(models));
}

}  // namespace chouma::cli
