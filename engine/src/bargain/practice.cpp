#include "bargain/practice.h"

#include "base/number.h"

#include <algorithm>

namespace chouma::bargain {

namespace {

/// The distance of outcome_space.h without base pay, times the number of issues.
double terms_apart(const OutcomeSpace& space, std::uint32_t x, std::uint32_t y) {
  double sum = 0;
  for (std::size_t i = 1; i < space.issues.size(); ++i) {
    const double a = space.value(x, i), b = space.value(y, i);
    if (a != b) sum += (a > b ? a - b : b - a) / static_cast<double>(space.issues[i].values.size() - 1);
  }
  return sum;
}

/// What they offer for `amount`.
std::uint32_t package_for(const Packages& packages, double amount, std::uint32_t asked) {
  const std::vector<double>& costs = packages.cost.front();
  std::optional<std::uint32_t> best;
  double nearest = 0;
  for (std::uint32_t p = 0; p < packages.space.size; ++p) {
    if (costs[p] > amount) continue;
    const double away = terms_apart(packages.space, p, asked);
    if (best && (away > nearest || (away == nearest && costs[p] <= costs[*best]))) continue;
    best = p;
    nearest = away;
  }
  // Less than the cheapest package is none: the cheapest it is.
  if (best) return *best;
  return static_cast<std::uint32_t>(std::min_element(costs.begin(), costs.end()) - costs.begin());
}

class Counterpart {
 public:
  Counterpart(const NegotiationTable& table, const LimitPrior& prior, const Packages& packages,
              const PracticeSetup& setup)
      : type_(table.types[setup.type]), packages_(packages), setup_(setup), limit_(draw_limit(prior, setup.seed)) {
    // Until something is asked for, they think of what comes with the posting.
    asked_ = packages.space.outcome(packages.standard);
    if (setup.employer_opens) take(reply(type_, limit_, offered_, std::nullopt, offers_, setup.seed), 0);
  }

  std::optional<Error> play(const PracticeMove& move, std::size_t number) {
    const std::string where = "practice.moves[" + std::to_string(number) + "]";
    if (talk_.over) return Error{Code::out_of_range, where, "a move after the end", "no move once the talk is over"};
    if (move.kind == PracticeMove::Kind::ask) return ask(move.package, number, where);
    if (move.kind == PracticeMove::Kind::accept) {
      if (!offer_) return Error{Code::out_of_range, where, "accept", "an offer to accept; none was made yet"};
      talk_.deal = offer_;
      talk_.replies.push_back({Reply::Kind::accept, *offer_, false});
    } else {
      talk_.replies.push_back({Reply::Kind::leave, 0, false});
    }
    talk_.over = true;
    return std::nullopt;
  }

  PracticeTalk finished() {
    if (talk_.over) talk_.debrief = debrief();
    return std::move(talk_);
  }

 private:
  std::optional<Error> ask(std::uint32_t package, std::size_t number, const std::string& where) {
    if (package >= packages_.space.size)
      return Error{Code::out_of_range, where, std::to_string(package),
                   "a package from 0 to " + std::to_string(packages_.space.size - 1)};
    asked_ = package;
    const double cost = packages_.cost.front()[package];
    Reply answer = reply(type_, limit_, offered_, cost, offers_, setup_.seed);
    // After a final offer there is no other.
    if (final_ && answer.kind == Reply::Kind::offer) answer.kind = Reply::Kind::leave;
    if (answer.kind != Reply::Kind::accept && cost <= limit_) turned_down_.push_back(number);
    take(answer, package);
    return std::nullopt;
  }

  void take(const Reply& answer, std::uint32_t package) {
    if (answer.kind == Reply::Kind::offer) {
      offered_ = answer.amount;
      ++offers_;
      final_ = offers_ >= type_.offers;
      offer_ = package_for(packages_, answer.amount, asked_);
      talk_.replies.push_back({answer.kind, *offer_, final_});
      return;
    }
    talk_.over = true;
    talk_.replies.push_back({answer.kind, answer.kind == Reply::Kind::accept ? package : 0, false});
    if (answer.kind == Reply::Kind::accept) talk_.deal = package;
  }

  Debrief debrief() const {
    const std::vector<double>& costs = packages_.cost.front();
    Debrief out;
    out.limit = limit_;
    out.best = best_within(packages_, limit_);
    out.overlap = out.best && packages_.worth[*out.best] >= setup_.walk_away;
    out.refused_though_affordable = turned_down_;
    out.left = std::max(0.0, limit_ - setup_.walk_away);
    if (!talk_.deal) return out;
    out.cost = costs[*talk_.deal];
    out.left = std::max(0.0, limit_ - *out.cost);
    const auto better = best_within(packages_, *out.cost);
    if (better && packages_.worth[*better] > packages_.worth[*talk_.deal]) out.better = better;
    return out;
  }

  const EmployerType& type_;
  const Packages& packages_;
  const PracticeSetup& setup_;
  double limit_;
  std::uint32_t asked_ = 0;
  std::optional<double> offered_;       ///< amount, before it became a package
  std::optional<std::uint32_t> offer_;  ///< the package on the table
  int offers_ = 0;
  bool final_ = false;
  std::vector<std::size_t> turned_down_;
  PracticeTalk talk_;
};

/// One employer of a rehearsal: the pay agreed on.
std::optional<double> rehearsed(const EmployerType& type, double limit, const std::vector<RehearsedRound>& rounds,
                                double walk_away, std::uint64_t seed) {
  std::optional<double> offered;
  int number = 0;
  for (const RehearsedRound& round : rounds) {
    const Reply answer = reply(type, limit, offered, round.ask, number++, seed);
    if (answer.kind == Reply::Kind::accept) return round.ask;
    if (answer.kind == Reply::Kind::leave) return std::nullopt;
    offered = answer.amount;
    if (*offered >= round.accept_from) return offered;
  }
  return offered && *offered >= walk_away ? offered : std::nullopt;
}

}  // namespace

Result<PracticeTalk> practise(const NegotiationTable& table, const LimitPrior& prior, const Packages& packages,
                              const PracticeSetup& setup, const std::vector<PracticeMove>& moves) {
  if (setup.type >= table.types.size())
    return Error{Code::unknown_name, "practice.type", std::to_string(setup.type),
                 "an employer type from 0 to " + std::to_string(table.types.size() - 1)};
  if (!(setup.walk_away >= kLeastPay && setup.walk_away <= kMostPay))
    return Error{Code::out_of_range, "practice.walk_away", base::format_double(setup.walk_away),
                 "pay of 100 to 10000000 yuan a month"};
  Counterpart counterpart(table, prior, packages, setup);
  for (std::size_t i = 0; i < moves.size(); ++i)
    if (auto error = counterpart.play(moves[i], i)) return *error;
  return counterpart.finished();
}

Rehearsal rehearse(const NegotiationTable& table, const LimitPrior& prior, std::size_t type,
                   const std::vector<RehearsedRound>& rounds, double walk_away, int draws, std::uint64_t seed) {
  Rehearsal out;
  for (int draw = 0; draw < draws; ++draw) {
    const std::uint64_t own_seed = seed + static_cast<std::uint64_t>(draw);
    const double limit = draw_limit(prior, own_seed);
    const auto pay = rehearsed(table.types[type], limit, rounds, walk_away, own_seed);
    if (limit >= walk_away) out.overlap += 1;
    if (!pay) continue;
    out.deals += 1;
    out.pay += *pay;
    if (limit > walk_away) out.share += (*pay - walk_away) / (limit - walk_away);
  }
  if (out.deals > 0) out.pay /= out.deals;
  if (out.overlap > 0) out.share /= out.overlap;
  out.deals /= draws;
  out.overlap /= draws;
  return out;
}

}  // namespace chouma::bargain
