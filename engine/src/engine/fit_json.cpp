#include "engine/fit.h"

#include "base/json_writer.h"
#include "base/math.h"

namespace chouma {

namespace {

using base::JsonWriter;

double figure(double value) { return base::round_to(value, 6); }

void write_figure(JsonWriter& json, std::string_view name, double value, const std::array<double, 2>& interval) {
  json.object(name, [&] {
    json.field("value", figure(value));
    json.array("interval_95", [&] {
      json.value(figure(interval[0]));
      json.value(figure(interval[1]));
    });
  });
}

/// Of all rows, each company weighing 1.
void write_figures(JsonWriter& json, std::string_view name, const std::vector<salary::GroupFigures>& groups) {
  const salary::GroupFigures& all = groups.front();
  json.object(name, [&] {
    write_figure(json, "mean_pinball", all.company.mean_pinball, all.mean_pinball);
    write_figure(json, "coverage_80", all.company.coverage_80, all.coverage_80);
    write_figure(json, "mdape", all.company.mdape, all.mdape);
  });
}

}  // namespace

std::string fit_progress_json(const FitProgress& progress) {
  JsonWriter json;
  json.object([&] {
    json.field("stage", progress.stage);
    json.field("unit", progress.unit);
    json.field("units", progress.units);
    json.field("share", progress.share);
  });
  return json.text();
}

std::string fit_json(const Fit& fit) {
  const salary::Trained& trained = fit.trained;
  JsonWriter json;
  json.object([&] {
    json.field("id", trained.passport.id);
    json.field("hash", trained.passport.hash);
    json.field("rows", trained.passport.rows);
    json.field("companies", trained.passport.companies);
    json.array("ledger", [&] {
      for (const salary::LedgerLine& line : trained.ledger)
        json.object([&] {
          json.field("rule", line.rule);
          json.field("left", line.rows_left);
          json.field("dropped", line.rows_dropped);
        });
    });
    json.object("held_out", [&] {
      write_figures(json, "posting", trained.posting);
      write_figures(json, "profile", trained.profile);
    });
    if (fit.shipped_passport) {
      json.object("shipped", [&] {
        json.field("id", fit.shipped_passport->id);
        json.field("hash", fit.shipped_passport->hash);
        write_figures(json, "posting", fit.shipped[0]);
        write_figures(json, "profile", fit.shipped[1]);
      });
    } else {
      json.null("shipped");
    }
    json.field("model", trained.model_json);
  });
  return json.text();
}

}  // namespace chouma
