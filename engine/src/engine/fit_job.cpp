#include <chouma/job.h>

#include "engine/fit.h"
#include "engine/report.h"
#include "text/lexicon_json.h"

#include <array>
#include <exception>
#include <new>
#include <utility>

namespace chouma {

namespace {

constexpr std::size_t kMostDateBytes = 40;
/// The model's own fit is so much of the work where another is measured beside it.
constexpr double kFitShare = 0.95;
constexpr std::array<Mode, 2> kModes = {Mode::posting, Mode::profile};

using Stage = salary::TrainProgress::Stage;

/// Runs what may throw; the only place where a failure becomes a refusal.
template <class Run>
std::optional<Error> guarded(Run&& run) {
  try {
    return run();
  } catch (const std::bad_alloc&) {
    return Error{Code::too_large, "the table", "more than the memory holds", "a smaller table"};
  } catch (const std::exception& failure) {
    return Error{Code::internal, "fit", failure.what(), "no failure"};
  }
}

}  // namespace

struct FitJob::State {
  text::Lexicon lexicon;
  std::string csv;
  std::optional<salary::SalaryModel> shipped;
  std::optional<salary::TrainJob> train;
  salary::TrainProgress progress;
  Fit fit;
  std::size_t compared = 0;  ///< modes
  std::optional<Error> refused;

  std::optional<Error> begin(FitInput input) {
    if (input.csv.size() > kMostTableBytes)
      return Error{Code::too_large, "the table", std::to_string(input.csv.size()) + " bytes",
                   "at most " + std::to_string(kMostTableBytes) + " bytes"};
    if (input.fitted_on.size() > kMostDateBytes)
      return Error{Code::out_of_range, "fitted_on", std::string(input.fitted_on), "at most 40 bytes"};
    auto words = text::parse_lexicon(input.lexicon);
    if (!words) return words.error();
    lexicon = std::move(words.value());
    auto recipe = salary::parse_recipe(input.recipe);
    if (!recipe) return recipe.error();
    if (!input.shipped.empty()) {
      auto model = salary::parse_model(input.shipped, lexicon);
      if (!model) return model.error();
      if (model.value().currency() == recipe.value().currency) shipped = std::move(model.value());
    }
    csv = std::move(input.csv);
    train.emplace(std::move(recipe.value()), lexicon, std::string(input.fitted_on));
    return train->begin(csv);
  }

  bool done() const { return progress.stage == Stage::done && (!shipped || compared == kModes.size()); }

  std::optional<Error> step() {
    if (!train) return Error{Code::not_loaded, "fit", "none", "begin, before a step"};
    if (done()) return std::nullopt;
    if (progress.stage == Stage::done) {
      fit.shipped[compared] = salary::figures_of(*shipped, train->table(), lexicon, kModes[compared]);
      ++compared;
      return std::nullopt;
    }
    const auto next = train->step();
    if (!next) return next.error();
    if (progress.stage == Stage::rows && next.value().stage != Stage::rows) csv = std::string();
    progress = next.value();
    return std::nullopt;
  }

  FitProgress standing() const {
    const double share = progress.share * (shipped ? kFitShare : 1);
    switch (progress.stage) {
      case Stage::rows:
        return {"rows", 0, 0, share};
      case Stage::posting:
        return {"posting", progress.unit, progress.units, share};
      case Stage::profile:
        return {"profile", progress.unit, progress.units, share};
      case Stage::done:
        break;
    }
    if (done()) return {"done", 0, 0, 1};
    return {"compare", static_cast<int>(compared), static_cast<int>(kModes.size()),
            kFitShare + (1 - kFitShare) * static_cast<double>(compared) / kModes.size()};
  }

  std::optional<Error> finish() {
    if (!train || !done()) return Error{Code::not_loaded, "fit", "not done", "all steps, before finish"};
    auto trained = train->finish();
    if (!trained) return trained.error();
    fit.trained = std::move(trained.value());
    if (shipped) fit.shipped_passport = shipped->passport();
    return std::nullopt;
  }
};

FitJob::FitJob() : state_(std::make_unique<State>()) {}
FitJob::~FitJob() = default;
FitJob::FitJob(FitJob&&) noexcept = default;
FitJob& FitJob::operator=(FitJob&&) noexcept = default;

std::optional<Error> FitJob::begin(FitInput input) {
  auto refused = guarded([&] {
    state_ = std::make_unique<State>();
    return state_->begin(std::move(input));
  });
  state_->refused = refused;
  return refused;
}

Result<std::string> FitJob::step() {
  if (!state_->refused) state_->refused = guarded([&] { return state_->step(); });
  if (state_->refused) return *state_->refused;
  return fit_progress_json(state_->standing());
}

Result<std::string> FitJob::finish() {
  std::string json;
  if (!state_->refused)
    state_->refused = guarded([&]() -> std::optional<Error> {
      if (auto error = state_->finish()) return error;
      json = fit_json(state_->fit);
      return std::nullopt;
    });
  if (state_->refused) return *state_->refused;
  state_ = std::make_unique<State>();
  return json;
}

}  // namespace chouma
