// The quota (engine/quota.h) as JavaScript calls it: the host hands in its storage and its clock, the engine decides.
//   module.spendQuota(store, clock, {user, resource}, limits) → {verdict, after, left, retry_at} or {error}
//   module.decideQuota(limits, before, now)                   → the same; for stores that answer later: load, decide, compare and swap, again where another came between
// store    { load(key) → state, or null where there is none; compareExchange(key, expected, desired) → whether `expected` was stored and now `desired` is }
// clock    () → Unix time in whole seconds
// limits   { monthly, per_second, utc_offset?: 0 }
// state    { month, used_in_month, second, used_in_second }: what load answers and what compareExchange is to keep
// What the host's own calls throw comes back as the error `internal` with its words; a value of another kind is refused by name.
#pragma once

#include "base/fields_json.h"
#include "engine/quota.h"
#include "engine/report.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include <emscripten/em_js.h>
#include <emscripten/val.h>

// C++ does not catch what JavaScript throws, so it is caught where it is called.
// clang-format off
EM_JS(emscripten::EM_VAL, chouma_call_host, (emscripten::EM_VAL host, emscripten::EM_VAL name, emscripten::EM_VAL args), {
  const on = Emval.toValue(host);
  const method = Emval.toValue(name);
  const list = Emval.toValue(args);
  try {
    return Emval.toHandle({value: method === null ? on(...list) : on[method](...list)});
  } catch (failure) {
    return Emval.toHandle({thrown: String(failure)});
  }
});
// clang-format on

namespace chouma::wasm {

using emscripten::val;

/// `method` of the host, null for a plain function; throws Error.
inline val call_host(const val& host, const val& method, const val& args, const char* where) {
  const val answer = val::take_ownership(chouma_call_host(host.as_handle(), method.as_handle(), args.as_handle()));
  const val thrown = answer["thrown"];
  if (!thrown.isUndefined()) throw Error{Code::internal, where, thrown.as<std::string>(), "an answer"};
  return answer["value"];
}

inline std::int64_t whole_at(const val& object, const char* name, const std::string& where) {
  const val value = object[name];
  const double number = value.isNumber() ? value.as<double>() : std::nan("");
  if (!(std::fabs(number) <= 9007199254740992.0) || number != std::trunc(number))
    throw Error{Code::bad_schema, where + name, val::global("String")(value).as<std::string>(), "a whole number"};
  return static_cast<std::int64_t>(number);
}

inline void require_object(const val& value, const char* where) {
  if (value.isNull() || value.typeOf().as<std::string>() != "object")
    throw Error{Code::bad_schema, where, val::global("String")(value).as<std::string>(), "an object"};
}

inline QuotaState quota_state(const val& value) {
  if (value.isNull() || value.isUndefined()) return {};
  require_object(value, "quota.state");
  const std::string at = "quota.state.";
  return {whole_at(value, "month", at), whole_at(value, "used_in_month", at), whole_at(value, "second", at),
          whole_at(value, "used_in_second", at)};
}

inline val quota_object(const QuotaState& state) {
  val out = val::object();
  out.set("month", static_cast<double>(state.month));
  out.set("used_in_month", static_cast<double>(state.used_in_month));
  out.set("second", static_cast<double>(state.second));
  out.set("used_in_second", static_cast<double>(state.used_in_second));
  return out;
}

inline QuotaLimits quota_limits(const val& value) {
  require_object(value, "quota.limits");
  const std::string at = "quota.";
  // An offset outside an int is outside a day as well.
  const auto offset = value["utc_offset"].isUndefined() ? 0 : whole_at(value, "utc_offset", at);
  return {whole_at(value, "monthly", at), whole_at(value, "per_second", at),
          static_cast<int>(std::clamp<std::int64_t>(offset, -1000000, 1000000))};
}

inline val quota_answer(const Result<QuotaDecision>& decision) {
  if (!decision) return val::global("JSON").call<val>("parse", error_json(decision.error()));
  val out = val::object();
  out.set("verdict", std::string(quota_verdict_name(decision.value().verdict)));
  out.set("after", quota_object(decision.value().after));
  out.set("left", static_cast<double>(decision.value().left));
  out.set("retry_at", static_cast<double>(decision.value().retry_at));
  return out;
}

/// The host's storage for one call.
class HostStore : public QuotaStore {
 public:
  HostStore(val store, val key) : store_(std::move(store)), key_(std::move(key)) {}
  QuotaState load(const QuotaKey&) override {
    return quota_state(call_host(store_, val("load"), val::array(&key_, &key_ + 1), "quota.store.load"));
  }
  bool compare_exchange(const QuotaKey&, const QuotaState& expected, const QuotaState& desired) override {
    const val args[] = {key_, quota_object(expected), quota_object(desired)};
    const val done =
        call_host(store_, val("compareExchange"), val::array(args, args + 3), "quota.store.compareExchange");
    if (!done.isTrue() && !done.isFalse())
      throw Error{Code::bad_schema, "quota.store.compareExchange", val::global("String")(done).as<std::string>(),
                  "true or false, at once"};
    return done.isTrue();
  }

 private:
  val store_, key_;
};

inline val spend_quota(const val& store, const val& clock, const val& key, const val& limits) {
  return quota_answer(base::catch_refusal([&]() -> Result<QuotaDecision> {
    require_object(store, "quota.store");
    require_object(key, "quota.key");
    for (const char* name : {"user", "resource"})
      if (!key[name].isString())
        throw Error{Code::bad_schema, std::string("quota.key.") + name,
                    val::global("String")(key[name]).as<std::string>(), "a string"};
    HostStore host(store, key);
    const auto now = [&clock] {
      val answer = val::object();
      answer.set("now", call_host(clock, val::null(), val::array(), "quota.clock"));
      return whole_at(answer, "now", "quota.");
    };
    // The host's store is asked with the host's own key.
    return chouma::spend_quota(host, now, {}, quota_limits(limits));
  }));
}

inline val decide_quota(const val& limits, const val& before, const val& now) {
  return quota_answer(base::catch_refusal([&]() -> Result<QuotaDecision> {
    val clock = val::object();
    clock.set("now", now);
    return chouma::decide_quota(quota_limits(limits), quota_state(before), whole_at(clock, "now", "quota."));
  }));
}

}  // namespace chouma::wasm
