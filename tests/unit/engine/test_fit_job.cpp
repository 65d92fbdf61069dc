#include <chouma/job.h>

#include "base/hash.h"
#include "base/math.h"
#include "engine_support.h"
#include "salary/train.h"
#include "support/json_schema.h"
#include "text/lexicon_json.h"

using chouma::Code;
using chouma::FitJob;
using nlohmann::json;
namespace salary = chouma::salary;
namespace test = chouma::test;

namespace {

const std::string& recipe() {
  static const std::string text(test::file("tests/cases/fit/recipe.json"));
  return text;
}

chouma::FitInput input(std::string_view shipped = {}) {
  return {test::file("models/lexicon/lexicon.json"), recipe(), shipped, "2026-01-02",
          std::string(test::file("tests/cases/fit/postings.csv"))};
}

json stepped(FitJob& job) {
  const auto answer = job.step();
  if (!answer) FAIL(message(answer.error()));
  return json::parse(answer.value());
}

/// Steps to the end; what each said.
std::vector<json> run(FitJob& job) {
  std::vector<json> said;
  do said.push_back(stepped(job));
  while (said.back()["stage"] != "done");
  return said;
}

json finished(FitJob& job) {
  const auto answer = job.finish();
  if (!answer) FAIL(message(answer.error()));
  return json::parse(answer.value());
}

}  // namespace

TEST_CASE("a fit in steps makes the model that train makes, and measures another on the same rows", "[engine]") {
  const auto lexicon = chouma::text::parse_lexicon(test::file("models/lexicon/lexicon.json"));
  const auto parsed = salary::parse_recipe(recipe());
  REQUIRE(parsed.ok());
  const auto trained = salary::train(parsed.value(), lexicon.value(), input().csv, "2026-01-02");
  REQUIRE(trained.ok());
  const std::string shipped(test::file("models/salary/cn-2024/model.json"));

  FitJob job;
  REQUIRE_FALSE(job.begin(input(shipped)));
  std::vector<std::string> stages;
  double share = 0;
  for (const json& said : run(job)) {
    CHECK(said["share"] >= share);
    share = said["share"];
    if (stages.empty() || stages.back() != said["stage"]) stages.push_back(said["stage"]);
  }
  CHECK(share == 1);
  CHECK(stages == std::vector<std::string>{"rows", "posting", "profile", "compare", "done"});
  CHECK(stepped(job)["stage"] == "done");  // a step once done does nothing

  const json fit = finished(job);
  CHECK(test::violations("fit.schema.json", fit) == std::vector<std::string>{});
  const std::string model = fit["model"];
  CHECK(model == trained.value().model_json);
  CHECK(fit["hash"] == chouma::base::sha256_hex(model));
  CHECK(fit["ledger"].back()["left"] == fit["rows"]);
  const json own = json::parse(model);
  for (const char* mode : {"posting", "profile"})
    for (const char* figure : {"mean_pinball", "coverage_80", "mdape"}) {
      CAPTURE(mode, figure);
      CHECK(fit["held_out"][mode][figure]["value"] == own[mode]["held_out"][figure]);
      // The shipped model knows nothing of these rows: by hand, through evaluate's own path.
      CHECK(fit["shipped"][mode][figure]["value"] != fit["held_out"][mode][figure]["value"]);
    }
  const auto other = salary::parse_model(shipped, lexicon.value());
  const auto read = salary::read_postings(parsed.value(), lexicon.value(), input().csv);
  const auto table = salary::without_repeats(read.value());
  const auto figures = salary::figures_of(other.value(), table, lexicon.value(), chouma::Mode::posting);
  CHECK(fit["shipped"]["posting"]["mdape"]["value"] == chouma::base::round_to(figures[0].company.mdape, 6));
  CHECK(fit["shipped"]["id"] == "cn-2024");
}

TEST_CASE("without another model, or with one of another currency, there is nothing to compare", "[engine]") {
  json dollars = json::parse(test::small_model_json({}));
  dollars["currency"] = "USD";
  const std::string shipped = GENERATE_COPY(std::string(), dollars.dump());
  FitJob job;
  REQUIRE_FALSE(job.begin(input(shipped)));
  for (const json& said : run(job)) CHECK(said["stage"] != "compare");
  CHECK(finished(job)["shipped"].is_null());
}

TEST_CASE("a fit is refused by name, and stays refused until another is begun", "[engine]") {
  struct Case {
    const char* what;
    void (*spoil)(chouma::FitInput&);
    Code code;
    const char* where;
  };
  const auto c = GENERATE(
      Case{"lexicon", [](chouma::FitInput& i) { i.lexicon = "{}"; }, Code::bad_schema, "lexicon."},
      Case{"recipe", [](chouma::FitInput& i) { i.recipe = "{"; }, Code::bad_json, "recipe"},
      Case{"shipped", [](chouma::FitInput& i) { i.shipped = "[]"; }, Code::bad_schema, ""},
      Case{"date",
           [](chouma::FitInput& i) { i.fitted_on = std::string_view("01234567890123456789012345678901234567890"); },
           Code::out_of_range, "fitted_on"},
      Case{"column", [](chouma::FitInput& i) { i.csv = "a,b\n1,2\n"; }, Code::unknown_name, "the table's header"},
      Case{"nothing", [](chouma::FitInput& i) { i.csv.clear(); }, Code::no_data, "the table"});
  CAPTURE(c.what);
  chouma::FitInput spoilt = input();
  c.spoil(spoilt);
  FitJob job;
  const auto refused = job.begin(std::move(spoilt));
  REQUIRE(refused);
  CHECK(refused->code == c.code);
  CHECK(refused->where.starts_with(c.where));
  for (int i = 0; i < 2; ++i) {
    const auto step = job.step();
    REQUIRE(!step);
    CHECK(message(step.error()) == message(*refused));
  }
  CHECK(message(job.finish().error()) == message(*refused));
  REQUIRE_FALSE(job.begin(input()));
  CHECK(stepped(job)["stage"] == "rows");
}

TEST_CASE("steps and finish need what comes before them", "[engine]") {
  FitJob job;
  CHECK(job.step().error().code == Code::not_loaded);
  REQUIRE_FALSE(job.begin(input()));
  CHECK(job.finish().error().code == Code::not_loaded);
}

TEST_CASE("a table above the limit is refused before it is read", "[engine]") {
  chouma::FitInput large = input();
  large.csv.assign(chouma::kMostTableBytes + 1, 'x');
  FitJob job;
  const auto refused = job.begin(std::move(large));
  REQUIRE(refused);
  CHECK(refused->code == Code::too_large);
}
