#include "engine/quota.h"

#include "base/random.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <catch_amalgamated.hpp>

using namespace chouma;

namespace {

constexpr std::int64_t kNoon = 1'800'000'000;  // 2027-01-15T08:00:00Z

/// A host's store: loads and exchanges are atomic each, not together.
class Memory : public QuotaStore {
 public:
  QuotaState load(const QuotaKey& key) override {
    const std::lock_guard lock(mutex_);
    return states_[{std::string(key.user), std::string(key.resource)}];
  }
  bool compare_exchange(const QuotaKey& key, const QuotaState& expected, const QuotaState& desired) override {
    if (between) between();
    const std::lock_guard lock(mutex_);
    QuotaState& state = states_[{std::string(key.user), std::string(key.resource)}];
    if (state != expected) {
      ++lost;
      return false;
    }
    state = desired;
    return true;
  }
  std::function<void()> between;  ///< what happens before an exchange
  int lost = 0;

 private:
  std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, QuotaState> states_;
};

QuotaVerdict spend(QuotaStore& store, std::int64_t now, const QuotaLimits& limits, std::string_view user = "u",
                   std::string_view resource = "r") {
  const auto decision = spend_quota(
      store, [now] { return now; }, {user, resource}, limits);
  REQUIRE(decision);
  return decision.value().verdict;
}

constexpr auto kGranted = QuotaVerdict::granted;
constexpr auto kExhausted = QuotaVerdict::monthly_quota_exhausted;
constexpr auto kLimited = QuotaVerdict::rate_limited;

}  // namespace

TEST_CASE("a request spends one of the month and one of the second, a refusal neither", "[engine][quota]") {
  Memory store;
  const QuotaLimits limits{5, 2, 0};
  CHECK(spend(store, kNoon, limits) == kGranted);
  CHECK(spend(store, kNoon, limits) == kGranted);
  const QuotaState two = store.load({"u", "r"});
  CHECK(two.used_in_month == 2);
  CHECK(two.used_in_second == 2);
  CHECK(spend(store, kNoon, limits) == kLimited);
  CHECK(store.load({"u", "r"}) == two);
  CHECK(spend(store, kNoon + 1, limits) == kGranted);
  CHECK(spend(store, kNoon + 1, limits) == kGranted);
  CHECK(spend(store, kNoon + 2, limits) == kGranted);
  const QuotaState five = store.load({"u", "r"});
  CHECK(five.used_in_month == 5);
  CHECK(spend(store, kNoon + 3, limits) == kExhausted);
  CHECK(store.load({"u", "r"}) == five);
  CHECK(spend(store, kNoon + 2, {5, 1, 0}) == kExhausted);  // both fail: the month is named
}

TEST_CASE("a decision says what is left and when to ask again", "[engine][quota]") {
  Memory store;
  const QuotaLimits limits{2, 1, 0};
  const auto ask = [&](std::int64_t now) {
    return spend_quota(
               store, [now] { return now; }, {"u", "r"}, limits)
        .value();
  };
  CHECK(ask(kNoon).left == 1);
  const QuotaDecision limited = ask(kNoon);
  CHECK(limited.left == 1);
  CHECK(limited.retry_at == kNoon + 1);
  CHECK(ask(limited.retry_at).verdict == kGranted);
  const QuotaDecision exhausted = ask(kNoon + 2);
  CHECK(exhausted.left == 0);
  CHECK(exhausted.retry_at == 1'801'440'000);  // 2027-02-01T00:00:00Z
  CHECK(ask(exhausted.retry_at - 1).verdict == kExhausted);
  CHECK(ask(exhausted.retry_at).verdict == kGranted);
  CHECK(quota_verdict_name(kGranted) == "granted");
  CHECK(quota_verdict_name(kExhausted) == "monthly_quota_exhausted");
  CHECK(quota_verdict_name(kLimited) == "rate_limited");
}

TEST_CASE("users and resources are counted apart", "[engine][quota]") {
  Memory store;
  const QuotaLimits limits{1, 1, 0};
  CHECK(spend(store, kNoon, limits, "a", "bc") == kGranted);
  CHECK(spend(store, kNoon, limits, "ab", "c") == kGranted);
  CHECK(spend(store, kNoon, limits, "a", "b") == kGranted);
  CHECK(spend(store, kNoon, limits, "a", "bc") == kExhausted);
}

TEST_CASE("a month ends at the host's midnight", "[engine][quota]") {
  struct Case {
    std::int64_t last;  ///< second of the month
    int utc_offset;
  };
  const Case cases[] = {
      {1'769'903'999, 0},                       // 2026-01-31T23:59:59Z
      {1'772'323'199, 0},                       // 2026-02-28T23:59:59Z
      {1'835'481'599, 0},                       // 2028-02-29T23:59:59Z, a leap year
      {1'798'761'599, 0},                       // 2026-12-31T23:59:59Z
      {1'769'875'199, 480},                     // 2026-01-31T15:59:59Z is 23:59:59 in Beijing
      {1'769'925'599, -360}, {951'868'799, 0},  // 2000-02-29T23:59:59Z
      {4'107'542'399, 0},                       // 2100-02-28T23:59:59Z, no leap year
  };
  for (const Case& c : cases) {
    CAPTURE(c.last, c.utc_offset);
    Memory store;
    const QuotaLimits limits{1, 100, c.utc_offset};
    CHECK(spend(store, c.last - 86400, limits) == kGranted);
    CHECK(spend(store, c.last, limits) == kExhausted);
    CHECK(spend(store, c.last + 1, limits) == kGranted);
    CHECK(spend(store, c.last + 2, limits) == kExhausted);
  }
}

TEST_CASE("every day of four centuries falls into its month", "[engine][quota]") {
  static constexpr int kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  std::int64_t day = 0;
  for (std::int64_t year = 1970; year < 2400; ++year)
    for (int month = 0; month < 12; ++month) {
      const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      const int length = kLengths[month] + (month == 1 && leap ? 1 : 0);
      const std::int64_t next = (day + length) * 86400;
      for (const std::int64_t now : {day * 86400, day * 86400 + 43200, next - 1}) {
        const auto decision = decide_quota({10, 1, 0}, {}, now);
        REQUIRE(decision.value().after.month == year * 12 + month);
        const auto refused = decide_quota({0, 1, 0}, {}, now);
        REQUIRE(refused.value().retry_at == next);
      }
      day += length;
    }
}

TEST_CASE("a clock that falls behind resets nothing", "[engine][quota]") {
  Memory store;
  const QuotaLimits limits{3, 1, 0};
  CHECK(spend(store, 1'769'904'000, limits) == kGranted);      // 2026-02-01T00:00:00Z
  CHECK(spend(store, 1'769'904'000 - 1, limits) == kLimited);  // another server, a second behind: still that second
  CHECK(spend(store, 1'769'904'000 + 1, limits) == kGranted);
  CHECK(store.load({"u", "r"}).used_in_month == 2);
  CHECK(spend(store, 1'769'904'000 - 86400, limits) == kLimited);
  CHECK(store.load({"u", "r"}).month == 2026 * 12 + 1);
}

TEST_CASE("a request that comes between is seen", "[engine][quota]") {
  Memory store;
  const QuotaLimits limits{2, 5, 0};
  int others = 0;
  store.between = [&] {
    if (others++ > 0) return;
    // Somebody else spends after this request has read the state.
    const QuotaState before = store.load({"u", "r"});
    store.compare_exchange({"u", "r"}, before, decide_quota(limits, before, kNoon).value().after);
  };
  CHECK(spend(store, kNoon, limits) == kGranted);
  CHECK(store.lost == 1);
  CHECK(store.load({"u", "r"}).used_in_month == 2);
  CHECK(spend(store, kNoon, limits) == kExhausted);
}

TEST_CASE("a store that never agrees is an error, and so are limits that cannot be", "[engine][quota]") {
  class Stubborn : public QuotaStore {
   public:
    QuotaState load(const QuotaKey&) override { return {}; }
    bool compare_exchange(const QuotaKey&, const QuotaState&, const QuotaState&) override { return false; }
  } stubborn;
  const auto refused = spend_quota(stubborn, [] { return kNoon; }, {"u", "r"}, {1, 1, 0});
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::not_converged);

  CHECK(message(decide_quota({-1, 1, 0}, {}, kNoon).error()) ==
        "quota.monthly is -1; allowed: a whole number from 0 to 9007199254740992.");
  CHECK(decide_quota({1, 0, 0}, {}, kNoon).error().where == "quota.per_second");
  CHECK(decide_quota({1, 1, 900}, {}, kNoon).error().where == "quota.utc_offset");
  CHECK(decide_quota({1, 1, 0}, {}, -1).error().where == "quota.now");
  CHECK(decide_quota({1, 1, 0}, {INT64_MAX, 0, 0, 0}, kNoon).error().where == "quota.state.month");
  CHECK(decide_quota({1, 1, 0}, {0, -5, 0, 0}, kNoon).error().where == "quota.state.used_in_month");
}

TEST_CASE("counts agree with keeping every request", "[engine][quota]") {
  const std::uint64_t seed = 13;
  CAPTURE(seed);
  const QuotaLimits limits{40, 3, 480};
  Memory store;
  std::map<std::int64_t, int> by_month, by_second;
  std::int64_t now = 1'769'875'200 - 40;  // forty seconds before February in Beijing
  for (std::uint64_t i = 0; i < 600; ++i) {
    if (base::below(3, seed, 1, i) == 0) ++now;
    const std::int64_t month = now < 1'769'875'200 ? 1 : 2;
    const bool month_left = by_month[month] < 40, second_left = by_second[now] < 3;
    const QuotaVerdict verdict = spend(store, now, limits);
    CHECK(verdict == (!month_left ? kExhausted : !second_left ? kLimited : kGranted));
    if (verdict != kGranted) continue;
    ++by_month[month];
    ++by_second[now];
  }
  CHECK(by_month[1] == 40);
  CHECK(by_month[2] == 40);
}

#ifndef __EMSCRIPTEN__
TEST_CASE("requests from many threads never spend more than there is", "[engine][quota]") {
  Memory store;
  const QuotaLimits limits{500, 20, 0};
  std::vector<std::map<std::int64_t, int>> granted(8);
  std::vector<int> errors(8, 0);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < granted.size(); ++t)
    threads.emplace_back([&, t] {
      for (std::int64_t i = 0; i < 3000; ++i) {
        // Every thread passes through the same thirty seconds.
        const std::int64_t now = kNoon + i / 100;
        const auto decision = spend_quota(
            store, [now] { return now; }, {"u", "r"}, limits);
        if (!decision)
          ++errors[t];
        else if (decision.value().verdict == QuotaVerdict::granted)
          ++granted[t][decision.value().after.second];
      }
    });
  for (std::thread& thread : threads) thread.join();
  std::map<std::int64_t, int> seconds;
  int total = 0;
  for (const auto& one : granted)
    for (const auto& [second, count] : one) {
      seconds[second] += count;
      total += count;
    }
  CHECK(std::count(errors.begin(), errors.end(), 0) == 8);
  CHECK(total == 500);
  for (const auto& [second, count] : seconds) CHECK(count <= 20);
  CHECK(store.load({"u", "r"}).used_in_month == 500);
}
#endif
