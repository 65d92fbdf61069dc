// Quota for hosts that embed the engine (SPEC 1.9): per user and resource, so many requests a month and so many a second. Floor 7.
//
// A request is granted where both hold, and then spends one of each in the same atomic step; a refusal spends nothing:
//   used in the calendar month < monthly     else monthly_quota_exhausted (said first where both fail: waiting a second would not help)
//   used in the second         < per_second  else rate_limited
// Months are those of the host's time zone, seconds those of the clock (so up to 2 · per_second requests can fall into one second across two). Storage and
// clock are the host's. A state is replaced by compare and swap, so several workers or servers may share a store; time never runs backwards in it:
// where a clock lies behind what is stored, the stored month and second go on.
#pragma once

#include <chouma/error.h>

#include <cstdint>
#include <functional>
#include <string_view>

namespace chouma {

struct QuotaLimits {
  std::int64_t monthly = 0;     ///< 0 … 2^53
  std::int64_t per_second = 1;  ///< 1 … 1,000,000
  int utc_offset = 0;           ///< minutes, −840 … 840: whose midnight ends a month
};

/// All that is stored for one user and resource; all zero where nothing is.
struct QuotaState {
  std::int64_t month = 0;  ///< year × 12 + month − 1
  std::int64_t used_in_month = 0;
  std::int64_t second = 0;  ///< Unix time
  std::int64_t used_in_second = 0;
  friend bool operator==(const QuotaState&, const QuotaState&) = default;
};

enum class QuotaVerdict { granted, monthly_quota_exhausted, rate_limited };
std::string_view quota_verdict_name(QuotaVerdict verdict);

struct QuotaDecision {
  QuotaVerdict verdict = QuotaVerdict::granted;
  QuotaState after;           ///< what the store is to hold; as before where refused
  std::int64_t left = 0;      ///< of the month, after this request
  std::int64_t retry_at = 0;  ///< Unix time from which asking again can succeed; 0 where granted
};

/// The rule alone, for hosts that swap by other means. `now`: Unix time in seconds, 0 … 253,402,300,799 (the year 9999). A stored state that no decision
/// can have written is refused.
Result<QuotaDecision> decide_quota(const QuotaLimits& limits, const QuotaState& before, std::int64_t now);

struct QuotaKey {
  std::string_view user, resource;
};

/// The host's storage. Both calls may come from any thread.
class QuotaStore {
 public:
  QuotaStore() = default;
  QuotaStore(const QuotaStore&) = delete;
  QuotaStore& operator=(const QuotaStore&) = delete;
  virtual ~QuotaStore() = default;
  virtual QuotaState load(const QuotaKey& key) = 0;
  /// Atomically: stores `desired` and returns true if `expected` is what is stored, else changes nothing and returns false.
  virtual bool compare_exchange(const QuotaKey& key, const QuotaState& expected, const QuotaState& desired) = 0;
};

/// Unix time in seconds.
using QuotaClock = std::function<std::int64_t()>;

/// Decides and spends. Tries anew, with a new look at the clock, while another request comes between; Code::not_converged after 10,000 lost exchanges,
/// which is a store that never agrees.
Result<QuotaDecision> spend_quota(QuotaStore& store, const QuotaClock& clock, const QuotaKey& key,
                                  const QuotaLimits& limits);

}  // namespace chouma
