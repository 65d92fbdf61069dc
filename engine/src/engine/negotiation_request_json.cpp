#include "engine/negotiation_request_json.h"

#include "base/fields_json.h"
#include "engine/attempt_json.h"

namespace chouma {

using base::Fields;
using nlohmann::json;

namespace {

constexpr const char* kNegotiationPrefix = "request.negotiation.";
constexpr double kLargestSeed = 9007199254740991;

std::int64_t whole_number(const Fields& fields, std::string_view name, double low, double high) {
  const json& value = fields.at(name);
  const double number = fields.number(name, low, high);
  if (!value.is_number_integer())
    throw Error{Code::bad_schema, fields.where(name), base::shown(value), "a whole number"};
  return static_cast<std::int64_t>(number);
}

double pay(const Fields& fields, std::string_view name) {
  return fields.number(name, bargain::kLeastPay, bargain::kMostPay);
}

bargain::Move move(const json& item, const std::string& where) {
  const Fields fields(item, where + ".");
  fields.only({"by", "amount"});
  const std::string by = fields.text("by", 1, 20);
  if (by != "candidate" && by != "employer")
    throw Error{Code::bad_schema, fields.where("by"), base::shown(fields.at("by")), "candidate or employer"};
  return {by == "candidate" ? bargain::Party::candidate : bargain::Party::employer, pay(fields, "amount")};
}

bargain::Wish wish(const json& item, const std::string& where) {
  const Fields fields(item, where + ".");
  fields.only({"issue", "worth"});
  return {fields.text("issue", 1, 80), fields.number("worth", 0, bargain::kMostPay)};
}

PackageWords package(const json& value, const std::string& where) {
  const Fields fields(value, where + ".");
  PackageWords words;
  words.base = pay(fields, "base");
  for (const auto& [name, of] : value.items())
    if (name != "base") words.values.emplace_back(name, base::text_of(of, fields.where(name), 1, 80));
  return words;
}

NegotiationRequest::PracticeMove practice_move(const json& item, const std::string& where) {
  using Kind = bargain::PracticeMove::Kind;
  const Fields fields(item, where + ".");
  fields.only({"do", "package"});
  const std::string what = fields.text("do", 1, 20);
  if (what == "accept") return {Kind::accept, {}};
  if (what == "leave") return {Kind::leave, {}};
  if (what != "ask")
    throw Error{Code::bad_schema, fields.where("do"), base::shown(fields.at("do")), "ask, accept or leave"};
  return {Kind::ask, package(fields.at("package"), fields.where("package"))};
}

NegotiationRequest::Practice practice(const json& value, const std::string& where) {
  const Fields fields(value, where + ".");
  fields.only({"type", "seed", "employer_opens", "moves"});
  NegotiationRequest::Practice out;
  out.type = fields.text("type", 1, 80);
  if (fields.find("seed")) out.seed = static_cast<std::uint64_t>(whole_number(fields, "seed", 0, kLargestSeed));
  if (const json* opens = fields.find("employer_opens")) {
    if (!opens->is_boolean())
      throw Error{Code::bad_schema, fields.where("employer_opens"), base::shown(*opens), "true or false"};
    out.employer_opens = opens->get<bool>();
  }
  const json& moves = fields.list("moves", 0, 24);
  // One move that cannot be read would change the meaning of those behind it, so it refuses the whole talk.
  for (std::size_t i = 0; i < moves.size(); ++i)
    out.moves.push_back(practice_move(moves[i], fields.where("moves") + "[" + std::to_string(i) + "]"));
  return out;
}

}  // namespace

NegotiationRequest read_negotiation(const json& value, Warnings& warnings) {
  const Fields fields(value, kNegotiationPrefix);
  const auto attempt = [&](const char* name, auto&& read) {
    attempt_or_warn(warnings, [&] {
      if (fields.find(name)) read(name);
    });
  };
  attempt_or_warn(warnings, [&] {
    fields.only(
        {"walk_away", "batna", "rounds", "risk_aversion", "withdrawal", "moves", "issues", "worths", "practice"});
  });
  NegotiationRequest request;
  attempt("walk_away", [&](const char* name) { request.walk_away = pay(fields, name); });
  attempt("batna", [&](const char* name) { request.batna = pay(fields, name); });
  attempt("rounds", [&](const char* name) { request.rounds = static_cast<int>(whole_number(fields, name, 1, 12)); });
  attempt("risk_aversion", [&](const char* name) { request.risk_aversion = fields.number(name, 0, 20); });
  attempt("withdrawal", [&](const char* name) { request.withdrawal = fields.number(name, 0, 0.5); });
  each_or_warn(fields, "moves", 24, warnings,
               [&](const json& item, const std::string& where) { request.moves.push_back(move(item, where)); });
  each_or_warn(fields, "issues", 16, warnings, [&](const json& item, const std::string& where) {
    request.issues.push_back(base::text_of(item, where, 1, 80));
  });
  each_or_warn(fields, "worths", 16, warnings,
               [&](const json& item, const std::string& where) { request.worths.push_back(wish(item, where)); });
  attempt("practice", [&](const char* name) { request.practice = practice(fields.at(name), fields.where(name)); });
  return request;
}

}  // namespace chouma
