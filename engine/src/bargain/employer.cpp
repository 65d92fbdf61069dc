#include "bargain/employer.h"

#include "base/math.h"
#include "base/number.h"

#include <algorithm>
#include <cmath>

namespace chouma::bargain {

namespace {

std::optional<Error> between(const std::string& where, double value, double low, double high) {
  if (value >= low && value <= high) return std::nullopt;
  return Error{Code::out_of_range, where, base::format_double(value),
               "a number from " + base::format_double(low) + " to " + base::format_double(high)};
}

std::optional<Error> first_of(std::initializer_list<std::optional<Error>> errors) {
  for (const auto& error : errors)
    if (error) return error;
  return std::nullopt;
}

std::optional<Error> check_type(const EmployerType& type) {
  const std::string where = "negotiation.types, " + type.id + ": ";
  return first_of({between(where + "share", type.share, 0, 1), between(where + "gap", type.gap, 0.001, 2),
                   between(where + "gap_sd", type.gap_sd, 0.05, 2), between(where + "holds", type.holds, 0.001, 0.999),
                   between(where + "closes[0]", type.closes_a, 0.5, 20),
                   between(where + "closes[1]", type.closes_b, 1.05, 20),
                   between(where + "accepts", type.accepts, 0, 0.999), between(where + "leaves", type.leaves, 0, 0.9),
                   between(where + "offers", type.offers, 1, 20)});
}

bool is_pay(double amount) { return amount >= kLeastPay && amount <= kMostPay; }

Error absurd(const std::string& where, double amount) {
  return {Code::out_of_range, where, base::format_double(amount), "pay of 100 to 10000000 yuan a month"};
}

/// The range where it can be used.
std::optional<PostedPay> usable(const PostingFacts& facts, Warnings& warnings) {
  if (!facts.posted) return std::nullopt;
  const PostedPay& posted = *facts.posted;
  for (const double amount : {posted.low, posted.high})
    if (!is_pay(amount)) {
      warnings.push_back(absurd("posted", amount));
      return std::nullopt;
    }
  if (posted.low > posted.high) {
    warnings.push_back({Code::out_of_range, "posted",
                        base::format_double(posted.low) + " to " + base::format_double(posted.high),
                        "a range whose lower end is not above its upper end"});
    return std::nullopt;
  }
  return posted;
}

}  // namespace

std::optional<Error> check(const NegotiationTable& table) {
  const auto& limit = table.limit;
  if (auto error = first_of({between("negotiation.limit.over_top.mean", limit.over_top_mean, -1, 1),
                             between("negotiation.limit.over_top.sd", limit.over_top_sd, 0.005, 1),
                             between("negotiation.limit.top_over_middle.any", limit.top_over_middle_any, 0, 1),
                             between("negotiation.limit.scarcity", limit.scarcity, 0, 2),
                             between("negotiation.withdrawal.base", table.withdrawal.base, 0, 0.9),
                             between("negotiation.withdrawal.per_ambition", table.withdrawal.per_ambition, 0, 10)}))
    return error;
  for (std::size_t level = 0; level < limit.top_over_middle.size(); ++level)
    if (auto error = between("negotiation.limit.top_over_middle." + std::string(level_name(static_cast<Level>(level))),
                             limit.top_over_middle[level], 0, 1))
      return error;
  if (table.types.empty() || table.types.size() > 16)
    return Error{Code::out_of_range, "negotiation.types", std::to_string(table.types.size()) + " types", "1 to 16"};
  double shares = 0;
  for (const EmployerType& type : table.types) {
    if (auto error = check_type(type)) return error;
    shares += type.share;
  }
  if (std::fabs(shares - 1) > 1e-6)
    return Error{Code::out_of_range, "negotiation.types, share", "together " + base::format_double(shares),
                 "shares that make 1 together"};
  return std::nullopt;
}

Result<LimitPrior> limit_prior(const NegotiationTable& table, const PostingFacts& facts, Warnings& warnings) {
  const auto& rule = table.limit;
  if (!(facts.coefficient > 0 && facts.coefficient < 100))
    return Error{Code::out_of_range, "coefficient", base::format_double(facts.coefficient), "a number above 0"};
  LimitPrior prior{rule.over_top_mean + rule.scarcity * base::log(facts.coefficient), rule.over_top_sd};
  if (const auto posted = usable(facts, warnings)) {
    prior.mean += base::log(posted->high);
    prior.posted = posted;
    return prior;
  }
  if (!facts.quantile)
    return Error{Code::no_data, "the other side", "neither a posted range nor a salary model",
                 "one of them, to say what they may pay"};
  const auto& q = *facts.quantile;
  const double spread = base::log(q[4] / q[0]) / (2 * base::kNormal90);
  prior.mean += base::log(q[2]) +
                (facts.level ? rule.top_over_middle[static_cast<std::size_t>(*facts.level)] : rule.top_over_middle_any);
  prior.sd = std::sqrt(prior.sd * prior.sd + spread * spread);
  return prior;
}

std::vector<Move> checked_history(const std::vector<Move>& history, Warnings& warnings) {
  std::vector<Move> out;
  double offered = 0;
  for (std::size_t i = 0; i < history.size(); ++i) {
    Move move = history[i];
    const std::string where = "history[" + std::to_string(i) + "].amount";
    if (!is_pay(move.amount)) {
      warnings.push_back(absurd(where, move.amount));
      continue;
    }
    if (move.party == Party::employer) {
      if (move.amount < offered)
        warnings.push_back(
            {Code::out_of_range, where, base::format_double(move.amount),
             "at least their earlier offer, " + base::format_double(offered) + "; it is read as that one repeated"});
      move.amount = offered = std::max(offered, move.amount);
    }
    out.push_back(move);
  }
  return out;
}

}  // namespace chouma::bargain
