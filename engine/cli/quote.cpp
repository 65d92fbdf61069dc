// chouma quote --model FILE --field NAME=VALUE …: a table model's answer.
#include "cli/card_tables.h"
#include "cli/commands.h"
#include "cli/engine_files.h"
#include "cli/files.h"
#include "cli/paths.h"
#include "salary/table_answers_json.h"
#include "salary/table_model.h"
#include "text/lexicon_json.h"

#include "base/math.h"
#include "base/number.h"

#include <iostream>
#include <memory>
#include <utility>
#include <vector>

namespace chouma::cli {

namespace {

struct QuoteOptions {
  std::string model, lexicon, models;
  std::vector<std::string> fields;
  bool json = false;
};

using Inputs = std::vector<std::pair<std::string, std::string>>;

Inputs inputs_of(const std::vector<std::string>& fields) {
  Inputs inputs;
  for (const std::string& field : fields) {
    const auto equals = field.find('=');
    if (equals == std::string::npos || equals == 0) fail({Code::bad_schema, "--field", field, "NAME=VALUE"});
    inputs.emplace_back(field.substr(0, equals), field.substr(equals + 1));
  }
  return inputs;
}

std::string whole(double amount) {
  return base::group_thousands(static_cast<std::int64_t>(base::round_half_away(amount)));
}

std::string lines(const salary::TableModel& model, const salary::TablePrediction& pay) {
  const auto& of = model.passport();
  std::string out = of.amount + ", " + of.currency + " a " + of.unit + ":";
  for (std::size_t j = 0; j < pay.quantile.size(); ++j)
    out += (j == 0 ? " P" : ", P") + fixed(100 * kTaus[j], 0) + " " + whole(pay.quantile[j]);
  const auto interval = salary::median_interval(pay);
  out += "\n  median 95 %: " + whole(interval[0]) + " to " + whole(interval[1]) + " (of the estimate)\n";
  for (const Contribution& c : pay.contributions) {
    const double factor = base::exp(c.log);
    const bool base_term = &c == &pay.contributions.front();
    out += "  " + (base_term ? whole(factor) : "× " + fixed(factor, 3)) + "  " + c.kind + ": " + c.id + " (" +
           base::group_thousands(c.rows) + " rows)\n";
  }
  for (const std::string& item : pay.assumed) out += "  not given, counted as usual: " + item + "\n";
  for (const std::string& item : pay.unpriced) out += "  no coefficient: " + item + "\n";
  return out + "  licence: " + of.licence + "\n";
}

void run(const QuoteOptions& options) {
  const auto lexicon =
      need(text::parse_lexicon(need(read_file(lexicon_path(options.lexicon, options.models, options.model)))));
  const auto model = need(salary::parse_table_model(need(read_file(options.model)), lexicon));
  const Inputs inputs = inputs_of(options.fields);
  if (options.json)
    std::cout << need(salary::quote_json(model, inputs));
  else
    std::cout << lines(model, need(model.predict(inputs)));
}

}  // namespace

void add_quote(CLI::App& app) {
  auto options = std::make_shared<QuoteOptions>();
  auto& command =
      add_command(app, "Pay", "quote",
                  "quantiles of pay from named fields, and what each adds\n"
                  "Answers from a table model (levels-us, survey-intl, cn-trend); its card.md lists the fields. What "
                  "is not given counts as usual, and is said: a number as its median, a category as its average.",
                  "chouma quote --model models/salary/survey-intl/model.json --field country=Germany --field years=8");
  command.add_option("--model", options->model, "the table model")->type_name("FILE")->required();
  command.add_option("--field", options->fields, "a field, as often as needed")
      ->type_name("NAME=VALUE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command.add_flag("--json", options->json, "one JSON document instead of lines for people");
  add_lexicon(command, options->lexicon);
  add_models_folder(command, options->models);
  command.callback([options] { run(*options); });
}

}  // namespace chouma::cli
