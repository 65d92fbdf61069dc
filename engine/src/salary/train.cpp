#include "salary/train.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "salary/model_data.h"
#include "salary/shrinkage.h"

namespace chouma::salary {

namespace {

/// Progress in [0, 1]: reading is the first twentieth, every fit an equal share of the rest by its number of columns, roughly.
constexpr double kReadingShare = 0.05, kPosting = 0.75;
constexpr std::size_t kRowsAStep = 256;

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

TrainJob::TrainJob(Recipe recipe, const text::Lexicon& lexicon, std::string fitted_on)
    : recipe_(std::move(recipe)), lexicon_(lexicon), fitted_on_(std::move(fitted_on)) {}

std::optional<Error> TrainJob::begin(std::string_view csv) {
  auto reader = PostingReader::open(recipe_, lexicon_, csv);
  if (!reader) return reader.error();
  reader_ = std::move(reader.value());
  return std::nullopt;
}

Result<TrainProgress> TrainJob::step() {
  std::optional<Error> error;
  switch (progress_.stage) {
    case TrainProgress::Stage::rows:
      error = read_rows();
      break;
    case TrainProgress::Stage::posting:
      error = fit(Mode::posting);
      break;
    case TrainProgress::Stage::profile:
      error = fit(Mode::profile);
      break;
    case TrainProgress::Stage::done:
      break;
  }
  if (error) return *error;
  return progress_;
}

std::optional<Error> TrainJob::read_rows() {
  const auto more = reader_->read(kRowsAStep);
  if (!more) return more.error();
  progress_.share = kReadingShare * reader_->share_read();
  if (more.value()) return std::nullopt;
  auto table = reader_->finish();
  if (!table) return table.error();
  reader_.reset();
  table_ = without_repeats(std::move(table.value()));
  progress_ = {TrainProgress::Stage::posting, 0, ModeFit::units(recipe_, Mode::posting) + 1, kReadingShare};
  return std::nullopt;
}

/// The units of the fit, and its figures after them.
std::optional<Error> TrainJob::fit(Mode mode) {
  const bool posting = mode == Mode::posting;
  const double begin = posting ? kReadingShare : kPosting, end = posting ? kPosting : 1;
  if (!fit_) fit_.emplace(recipe_, lexicon_, table_, mode, medians_);
  if (progress_.unit + 1 < progress_.units) {
    if (auto error = fit_->step()) return error;
  } else {
    FittedMode fitted = fit_->finish();
    fit_.reset();
    (posting ? posting_ : profile_) = std::move(fitted.data);
    medians_ = posting ? std::move(fitted.medians) : Medians();
    (posting ? trained_.posting : trained_.profile) = all_figures(table_, lexicon_, fitted.out_of_fold);
  }
  ++progress_.unit;
  progress_.share = begin + (end - begin) * progress_.unit / progress_.units;
  if (progress_.unit < progress_.units) return std::nullopt;
  progress_.stage = posting ? TrainProgress::Stage::profile : TrainProgress::Stage::done;
  progress_.unit = 0;
  if (posting) progress_.units = ModeFit::units(recipe_, Mode::profile) + 1;
  return std::nullopt;
}

Result<Trained> TrainJob::finish() {
  ModelData data;
  data.currency = recipe_.currency;
  data.bases = recipe_.features.bases;
  data.replicates = recipe_.replicates;
  data.posting = std::move(posting_);
  data.profile = std::move(profile_);
  Passport& passport = data.passport;
  passport.id = recipe_.id;
  passport.recipe = recipe_.name;
  passport.source = recipe_.source;
  passport.fitted_on = fitted_on_;
  passport.rows = static_cast<std::int64_t>(table_.rows.size());
  passport.companies = count_companies(table_);
  set_period(table_, passport);
  passport.posting = data.posting.held_out;
  passport.profile = data.profile.held_out;
  auto months = fit_months(recipe_, table_);
  if (!months) return months.error();
  trained_.months = data.months = std::move(months.value());
  data.shrinkage_k = model_round(fit_shrinkage(skill_effects(make_model(data, lexicon_), lexicon_)));

  trained_.model_json = model_json(data);
  if (trained_.model_json.size() > kMostModelBytes)
    return Error{Code::too_large, "the fitted model", std::to_string(trained_.model_json.size()) + " bytes",
                 "at most " + std::to_string(kMostModelBytes) + ": ask for fewer title words, phrases or replicates"};
  passport.hash = base::sha256_hex(trained_.model_json);
  trained_.passport = passport;
  trained_.ledger = table_.ledger;
  return std::move(trained_);
}

Result<Trained> train(const Recipe& recipe, const text::Lexicon& lexicon, std::string_view csv,
                      std::string_view fitted_on, const std::function<bool(double)>& progress) {
  TrainJob job(recipe, lexicon, std::string(fitted_on));
  if (auto error = job.begin(csv)) return *error;
  for (;;) {
    const auto step = job.step();
    if (!step) return step.error();
    if (progress && !progress(step.value().share))
      return Error{Code::no_data, "training", "cancelled", "a complete fit"};
    if (step.value().stage == TrainProgress::Stage::done) return job.finish();
  }
}

}  // namespace chouma::salary
