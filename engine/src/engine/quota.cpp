#include "engine/quota.h"

#include <algorithm>
#include <optional>
#include <string>

namespace chouma {

namespace {

constexpr std::int64_t kDay = 86400, kLastSecond = 253402300799, kMostMonthly = std::int64_t{1} << 53,
                       kMostMonth = 120000;
constexpr int kMostTries = 10000;

// Hinnant 2013, "chrono-compatible low-level date algorithms": years begin in March, so that the leap day is the last.

/// year × 12 + month − 1 of a day counted from 1970-01-01; days >= −719468.
std::int64_t month_of_day(std::int64_t day) {
  const std::int64_t z = day + 719468, era = z / 146097, in_era = z % 146097;
  const std::int64_t year_of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
  const std::int64_t in_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t from_march = (5 * in_year + 2) / 153;
  return (year_of_era + era * 400) * 12 + from_march + 2;
}

/// The day on which a month begins.
std::int64_t first_day(std::int64_t month) {
  const std::int64_t shifted = month - 2, year = shifted / 12, from_march = shifted % 12;
  const std::int64_t era = year / 400, year_of_era = year % 400;
  const std::int64_t in_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + (153 * from_march + 2) / 5;
  return era * 146097 + in_era - 719468;
}

std::optional<Error> outside(const char* field, std::int64_t value, std::int64_t low, std::int64_t high) {
  if (value >= low && value <= high) return std::nullopt;
  return Error{Code::out_of_range, std::string("quota.") + field, std::to_string(value),
               "a whole number from " + std::to_string(low) + " to " + std::to_string(high)};
}

}  // namespace

std::string_view quota_verdict_name(QuotaVerdict verdict) {
  switch (verdict) {
    case QuotaVerdict::granted:
      return "granted";
    case QuotaVerdict::monthly_quota_exhausted:
      return "monthly_quota_exhausted";
    case QuotaVerdict::rate_limited:
      return "rate_limited";
  }
  return "";
}

Result<QuotaDecision> decide_quota(const QuotaLimits& limits, const QuotaState& before, std::int64_t now) {
  if (auto refusal = outside("monthly", limits.monthly, 0, kMostMonthly)) return *refusal;
  if (auto refusal = outside("per_second", limits.per_second, 1, 1000000)) return *refusal;
  if (auto refusal = outside("utc_offset", limits.utc_offset, -840, 840)) return *refusal;
  if (auto refusal = outside("now", now, 0, kLastSecond)) return *refusal;
  if (auto refusal = outside("state.month", before.month, 0, kMostMonth)) return *refusal;
  if (auto refusal = outside("state.used_in_month", before.used_in_month, 0, kMostMonthly)) return *refusal;
  if (auto refusal = outside("state.second", before.second, 0, kLastSecond)) return *refusal;
  if (auto refusal = outside("state.used_in_second", before.used_in_second, 0, kMostMonthly)) return *refusal;

  const std::int64_t offset = std::int64_t{60} * limits.utc_offset;
  // A day more before dividing: local time may begin before 1970.
  const std::int64_t month = std::max(before.month, month_of_day((now + offset + kDay) / kDay - 1));
  const std::int64_t second = std::max(before.second, now);
  QuotaDecision decision;
  QuotaState& state = decision.after;
  state.month = month;
  state.used_in_month = month == before.month ? before.used_in_month : 0;
  state.second = second;
  state.used_in_second = second == before.second ? before.used_in_second : 0;
  decision.left = std::max<std::int64_t>(0, limits.monthly - state.used_in_month);
  if (decision.left == 0) {
    decision.verdict = QuotaVerdict::monthly_quota_exhausted;
    decision.retry_at = first_day(month + 1) * kDay - offset;
  } else if (state.used_in_second >= limits.per_second) {
    decision.verdict = QuotaVerdict::rate_limited;
    decision.retry_at = second + 1;
  } else {
    ++state.used_in_month;
    ++state.used_in_second;
    --decision.left;
    return decision;
  }
  decision.after = before;
  return decision;
}

Result<QuotaDecision> spend_quota(QuotaStore& store, const QuotaClock& clock, const QuotaKey& key,
                                  const QuotaLimits& limits) {
  for (int tries = 0; tries < kMostTries; ++tries) {
    const QuotaState before = store.load(key);
    auto decision = decide_quota(limits, before, clock());
    if (!decision || decision.value().verdict != QuotaVerdict::granted ||
        store.compare_exchange(key, before, decision.value().after))
      return decision;
  }
  return Error{Code::not_converged, "quota store", std::to_string(kMostTries) + " lost exchanges",
               "a store that keeps what it was given"};
}

}  // namespace chouma
