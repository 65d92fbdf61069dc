#include "engine/negotiation_section.h"

#include "bargain/employer_play.h"
#include "bargain/strategy.h"
#include "base/random.h"

#include <algorithm>
#include <cmath>

namespace chouma {

namespace {

using namespace bargain;

constexpr std::size_t kMostPackages = 60'000;
constexpr std::uint32_t kLimitStream = 901, kTypeStream = 902;

std::string place_of(const std::string& where, const std::string& issue) { return where + "." + issue; }

class Negotiating {
 public:
  Negotiating(const NegotiationInput& input, Warnings& warnings)
      : input_(input), request_(input.request), warnings_(warnings) {}

  NegotiationSection run() {
    section_.tables = &input_.tables;
    settings();
    if (!input_.tables.employers) {
      section_.error = Error{Code::not_loaded, "negotiation", "none", "a table of employers"};
      return std::move(section_);
    }
    table_ = *input_.tables.employers;
    if (request_.withdrawal) table_.withdrawal.base = *request_.withdrawal;
    section_.withdrawal = table_.withdrawal.base;
    if (!know()) return std::move(section_);
    build_packages();
    plan();
    if (request_.practice) practise_talk();
    return std::move(section_);
  }

 private:
  void settings() {
    section_.rounds = request_.rounds;
    section_.risk_aversion = request_.risk_aversion;
    section_.walk_away_given = request_.walk_away.has_value();
    section_.walk_away = request_.walk_away ? *request_.walk_away : input_.anchor.value_or(0);
    section_.batna = request_.batna.value_or(section_.walk_away);
    section_.moves = checked_history(request_.moves, warnings_);
  }

  bool know() {
    const auto prior = limit_prior(table_, input_.facts, warnings_);
    if (!prior) {
      section_.error = prior.error();
      return false;
    }
    prior_ = prior.value();
    const Posterior before = posterior(table_, prior_, {});
    section_.limit.emplace(NegotiationSection::Limit{posterior(table_, prior_, section_.moves), before.quantile(0.5),
                                                     before.quantile(0.1), before.quantile(0.9)});
    return true;
  }

  const Posterior& known() const { return section_.limit->posterior; }

  /// Base pay from below the walk-away to beyond all that the employer may pay, as finely as the other issues leave room for.
  void build_packages() {
    if (!input_.tables.packages) return;
    std::size_t others = 1;
    for (const auto& issue : input_.tables.packages->issues)
      if (std::find(request_.issues.begin(), request_.issues.end(), issue.id) != request_.issues.end())
        others *= issue.values.size();
    const double middle = known().quantile(0.5);
    double low = std::min(section_.walk_away > 0 ? section_.walk_away : middle, known().quantile(0.005)) * 0.8;
    double high = std::max(known().quantile(0.995), section_.walk_away) * 1.05;
    for (const Move& move : section_.moves) {
      low = std::min(low, move.amount);
      high = std::max(high, move.amount);
    }
    const auto most = static_cast<double>(std::clamp<std::size_t>(kMostPackages / others, 12, 400));
    const double step = std::max(100.0, std::ceil((high - low) / most / 100) * 100);
    BaseScale scale{std::max(kLeastPay, std::floor(low / 100) * 100), 0, step, middle};
    scale.high = std::min(kMostPay, scale.low + std::ceil((high - scale.low) / step) * step);
    auto packages = make_packages(*input_.tables.packages, scale, request_.issues, request_.worths);
    if (packages)
      section_.packages = std::move(packages.value());
    else
      warnings_.push_back(packages.error());
  }

  void plan() {
    if (section_.walk_away <= 0) {
      section_.error =
          Error{Code::no_data, "request.negotiation.walk_away", "none", "a walk-away, or a pay band to take it from"};
      return;
    }
    PlanRequest wanted;
    wanted.walk_away = section_.walk_away;
    wanted.batna = section_.batna;
    wanted.rounds = section_.rounds;
    wanted.risk_aversion = section_.risk_aversion;
    wanted.history = section_.moves;
    auto made =
        make_plan(table_, prior_, known(), wanted, section_.packages ? &*section_.packages : nullptr, warnings_);
    if (!made) {
      section_.error = made.error();
      return;
    }
    section_.plan = std::move(made.value());
    expect();
    draw_paths();
    rehearse_plan();
  }

  void rehearse_plan() {
    std::vector<RehearsedRound> rounds;
    for (const PlanRound& round : section_.plan->rounds) rounds.push_back({round.ask, round.accept_from});
    if (rounds.empty()) return;
    for (std::size_t type = 0; type < table_.types.size(); ++type)
      section_.rehearsal.push_back(
          rehearse(table_, prior_, type, rounds, section_.walk_away, kRehearsedTalks, input_.seed));
  }

  std::size_t draw_type_of(std::uint64_t talk) const {
    double u = base::uniform(input_.seed, kTypeStream, talk);
    for (std::size_t t = 0; t < known().types.size(); ++t) {
      u -= known().types[t];
      if (u < 0) return t;
    }
    return known().types.size() - 1;
  }

  /// Follows the plan against simulated employers: what they offer after each ask, among the talks that come to it.
  void expect() {
    const auto& rounds = section_.plan->rounds;
    std::optional<double> last;
    int made = 0;
    for (const Move& move : section_.moves)
      if (move.party == Party::employer) {
        last = move.amount;
        ++made;
      }
    std::vector<std::vector<double>> heard(rounds.size());
    for (int talk = 0; talk < kExpectedTalks; ++talk) {
      const auto index = static_cast<std::uint64_t>(talk);
      const double limit =
          known().quantile(std::clamp(base::uniform(input_.seed, kLimitStream, index), 1e-9, 1 - 1e-9));
      const EmployerType& type = table_.types[draw_type_of(index)];
      std::optional<double> previous = last;
      for (std::size_t k = 0; k < rounds.size(); ++k) {
        const Reply answer =
            reply(type, limit, previous, rounds[k].ask, made + static_cast<int>(k), input_.seed + index);
        if (answer.kind != Reply::Kind::offer) break;
        heard[k].push_back(answer.amount);
        previous = answer.amount;
      }
    }
    for (auto& amounts : heard) {
      std::sort(amounts.begin(), amounts.end());
      const auto at = [&](double p) {
        return amounts[static_cast<std::size_t>(p * static_cast<double>(amounts.size() - 1))];
      };
      if (amounts.size() < 20)
        section_.expected.emplace_back();
      else
        section_.expected.emplace_back(ExpectedOffer{at(0.5), at(0.1), at(0.9)});
    }
  }

  void draw_paths() {
    const auto& rounds = section_.plan->rounds;
    if (rounds.empty()) return;
    constexpr std::array<const char*, 3> kIds = {"boulware", "linear", "conceder"};
    for (std::size_t k = 0; k < kIds.size(); ++k)
      for (const Strategy& strategy : strategies())
        if (strategy.id == kIds[k])
          section_.paths[k] =
              concession_path(strategy, static_cast<int>(rounds.size()), rounds.front().ask, section_.walk_away);
  }

  /// The package's number, or an error that names what there is none of.
  Result<std::uint32_t> number_of(const PackageWords& words, const std::string& where) const {
    const Packages& packages = *section_.packages;
    std::vector<std::uint32_t> values = packages.standard;
    const auto nearest = std::min_element(packages.base.begin(), packages.base.end(), [&](double a, double b) {
      return std::fabs(a - words.base) < std::fabs(b - words.base);
    });
    values[0] = static_cast<std::uint32_t>(nearest - packages.base.begin());
    for (const auto& word : words.values) {
      const auto& [issue, value] = word;
      const auto& issues = packages.space.issues;
      const auto at = std::find_if(issues.begin(), issues.end(), [&](const Issue& i) { return i.id == word.first; });
      if (at == issues.end()) return Error{Code::unknown_name, where, issue, "an issue that is on the table"};
      const auto of = std::find(at->values.begin(), at->values.end(), value);
      if (of == at->values.end())
        return Error{Code::unknown_name, place_of(where, issue), value, "a value of that issue"};
      values[static_cast<std::size_t>(at - issues.begin())] = static_cast<std::uint32_t>(of - at->values.begin());
    }
    return packages.space.outcome(values);
  }

  void practise_talk() {
    auto& practice = section_.practice.emplace();
    const NegotiationRequest::Practice& wanted = *request_.practice;
    if (!section_.packages) {
      practice.error = Error{Code::not_loaded, "packages", "none", "a table of packages"};
      return;
    }
    const auto type = std::find_if(table_.types.begin(), table_.types.end(),
                                   [&](const EmployerType& t) { return t.id == wanted.type; });
    if (type == table_.types.end()) {
      practice.error =
          Error{Code::unknown_name, "request.negotiation.practice.type", wanted.type, "a type of the table"};
      return;
    }
    PracticeSetup setup{static_cast<std::size_t>(type - table_.types.begin()), wanted.seed, section_.walk_away,
                        wanted.employer_opens};
    std::vector<PracticeMove> moves;
    for (std::size_t i = 0; i < wanted.moves.size(); ++i) {
      PracticeMove move{wanted.moves[i].kind, 0};
      if (move.kind == PracticeMove::Kind::ask) {
        const auto package =
            number_of(wanted.moves[i].package, "request.negotiation.practice.moves[" + std::to_string(i) + "].package");
        if (!package) {
          practice.error = package.error();
          return;
        }
        move.package = package.value();
      }
      moves.push_back(move);
    }
    auto talk = practise(table_, prior_, *section_.packages, setup, moves);
    if (talk)
      practice.talk = std::move(talk.value());
    else
      practice.error = talk.error();
  }

  const NegotiationInput& input_;
  const NegotiationRequest& request_;
  Warnings& warnings_;
  NegotiationTable table_;
  LimitPrior prior_;
  NegotiationSection section_;
};

}  // namespace

std::optional<double> best_opening(const NegotiationInput& input) {
  const NegotiationRequest& request = input.request;
  const double walk_away = request.walk_away ? *request.walk_away : input.anchor.value_or(0);
  if (!input.tables.employers || walk_away <= 0) return std::nullopt;
  NegotiationTable table = *input.tables.employers;
  if (request.withdrawal) table.withdrawal.base = *request.withdrawal;
  Warnings said_by_the_section;
  const auto prior = limit_prior(table, input.facts, said_by_the_section);
  if (!prior) return std::nullopt;
  PlanRequest wanted;
  wanted.walk_away = walk_away;
  wanted.batna = request.batna.value_or(walk_away);
  wanted.rounds = request.rounds;
  wanted.risk_aversion = request.risk_aversion;
  const auto plan =
      make_plan(table, prior.value(), posterior(table, prior.value(), {}), wanted, nullptr, said_by_the_section);
  if (!plan || plan.value().rounds.empty()) return std::nullopt;
  return plan.value().rounds.front().ask;
}

NegotiationSection negotiation_section(const NegotiationInput& input, Warnings& warnings) {
  return Negotiating(input, warnings).run();
}

}  // namespace chouma
