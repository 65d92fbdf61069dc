#include "salary/train.h"

#include <algorithm>

#include "base/hash.h"
#include "salary/fit_mode.h"
#include "salary/model_data.h"
#include "salary/posting_table.h"

namespace chouma::salary {

namespace {

/// Progress in [0, 1]: reading is the first twentieth, every fit an equal share of the rest by its number of columns, roughly.
constexpr double kReading = 0.05, kPosting = 0.75;

void set_period(const PostingTable& table, Passport& passport) {
  for (const Posting& posting : table.rows) {
    if (posting.month.empty()) continue;
    if (passport.period_from.empty() || posting.month < passport.period_from) passport.period_from = posting.month;
    passport.period_to = std::max(passport.period_to, posting.month);
  }
}

std::int64_t count_companies(const PostingTable& table) {
  std::vector<std::uint32_t> companies;
  companies.reserve(table.rows.size());
  for (const Posting& posting : table.rows) companies.push_back(posting.company);
  std::sort(companies.begin(), companies.end());
  return std::unique(companies.begin(), companies.end()) - companies.begin();
}

/// Effects of profile mode around their parent's.
std::vector<SkillEffect> skill_effects(const SalaryModel& model, const text::Lexicon& lexicon) {
  std::vector<SkillEffect> effects;
  for (std::uint32_t s = 0; s < lexicon.skills().size(); ++s) {
    const auto effect = model.skill_effect(s);
    if (!effect || effect->companies == 0) continue;
    const std::uint32_t parent = lexicon.skills()[s].parent;
    const auto above = parent == text::kNone ? std::nullopt : model.skill_effect(parent);
    effects.push_back({effect->log - (above ? above->log : 0), effect->se, static_cast<double>(effect->companies)});
  }
  return effects;
}

}  // namespace

Result<Trained> train(const Recipe& recipe, const text::Lexicon& lexicon, std::string_view csv,
                      std::string_view fitted_on, const std::function<bool(double)>& progress) {
  const auto report = [&](double share) { return !progress || progress(share); };
  auto read = read_postings(recipe, lexicon, csv, [&](double share) { return report(kReading * share); });
  if (!read) return read.error();
  const PostingTable table = without_repeats(std::move(read.value()));

  Trained trained;
  ModelData data;
  data.currency = recipe.currency;
  data.years_knots = recipe.features.years_knots;
  data.months = recipe.features.months;
  data.replicates = recipe.replicates;
  Passport& passport = data.passport;
  passport.id = recipe.id;
  passport.recipe = recipe.name;
  passport.source = recipe.source;
  passport.fitted_on = fitted_on;
  passport.rows = static_cast<std::int64_t>(table.rows.size());
  passport.companies = count_companies(table);
  set_period(table, passport);

  for (const Mode mode : {Mode::posting, Mode::profile}) {
    const double begin = mode == Mode::posting ? kReading : kPosting, end = mode == Mode::posting ? kPosting : 1;
    int fits = 0;
    auto fit = fit_mode(recipe, lexicon, table, mode,
                        [&] { return report(begin + (end - begin) * fits++ / fits_per_mode(recipe)); });
    if (!fit) return fit.error();
    (mode == Mode::posting ? data.posting : data.profile) = std::move(fit.value().data);
    (mode == Mode::posting ? trained.posting : trained.profile) = all_figures(table, lexicon, fit.value().out_of_fold);
  }
  passport.posting = data.posting.held_out;
  passport.profile = data.profile.held_out;
  data.shrinkage_k = model_round(fit_shrinkage(skill_effects(make_model(data, lexicon), lexicon)));

  trained.model_json = model_json(data);
  if (trained.model_json.size() > kMostModelBytes)
    return Error{Code::too_large, "the fitted model", std::to_string(trained.model_json.size()) + " bytes",
                 "at most " + std::to_string(kMostModelBytes) + ": ask for fewer title words, phrases or replicates"};
  passport.hash = base::sha256_hex(trained.model_json);
  trained.passport = passport;
  trained.ledger = table.ledger;
  return trained;
}

}  // namespace chouma::salary
