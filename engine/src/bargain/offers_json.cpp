#include "bargain/offers_json.h"

#include "base/fields_json.h"
#include "base/math.h"

#include <cmath>

namespace chouma::bargain {

namespace {

using base::Fields;
using nlohmann::json;

double number_of(const json& value, const std::string& where) {
  if (!value.is_number()) throw Error{Code::bad_schema, where, base::shown(value), "a number"};
  return value.get<double>();
}

double number_or(const Fields& fields, std::string_view name, double otherwise) {
  const json* value = fields.find(name);
  return value ? number_of(*value, fields.where(name)) : otherwise;
}

/// Whole, and within what an int holds; the range itself is check()'s.
std::int64_t whole_of(const json& value, const std::string& where, const char* allowed) {
  const double number = number_of(value, where);
  if (!(std::fabs(number) <= 1e15) || number != base::round_half_away(number))
    throw Error{Code::bad_schema, where, base::shown(value), allowed};
  return static_cast<std::int64_t>(number);
}

int months_or(const Fields& fields, std::string_view name, int otherwise) {
  const json* value = fields.find(name);
  if (!value) return otherwise;
  const char* allowed = "a whole number of months";
  const std::int64_t months = whole_of(*value, fields.where(name), allowed);
  if (months < -kMostMonths || months > 1000000)
    throw Error{Code::out_of_range, fields.where(name), base::shown(*value), allowed};
  return static_cast<int>(months);
}

std::int64_t yuan_at(const json& value, const std::string& where) { return whole_of(value, where, "whole yuan"); }

Money money_or(const Fields& fields, std::string_view name, Period period, std::int64_t otherwise) {
  const json* value = fields.find(name);
  return {value ? yuan_at(*value, fields.where(name)) : otherwise, Currency::CNY, period};
}

/// {"low", "expected", "high"}, or [low, high] with the middle expected.
void read_variable(const json& value, const std::string& where, VariableBonus& bonus) {
  if (value.is_array() && value.size() == 2) {
    bonus.low.amount = yuan_at(value[0], where + "[0]");
    bonus.high.amount = yuan_at(value[1], where + "[1]");
    bonus.expected.amount = bonus.low.amount + (bonus.high.amount - bonus.low.amount) / 2;
    return;
  }
  if (!value.is_object())
    throw Error{Code::bad_schema, where, base::shown(value), "{low, expected, high} or [low, high]"};
  const Fields fields(value, where + ".");
  fields.only({"low", "expected", "high"});
  bonus.low.amount = yuan_at(fields.at("low"), fields.where("low"));
  bonus.expected.amount = yuan_at(fields.at("expected"), fields.where("expected"));
  bonus.high.amount = yuan_at(fields.at("high"), fields.where("high"));
}

/// A number, or [low, high] as in 13-18薪: the lower end is promised, what lies above it varies.
void read_months(const json& value, const std::string& where, Offer& offer) {
  if (!value.is_array()) {
    offer.months = number_of(value, where);
    return;
  }
  if (value.size() != 2) throw Error{Code::bad_schema, where, base::shown(value), "a number or [low, high]"};
  offer.months = number_of(value[0], where + "[0]");
  const double more = number_of(value[1], where + "[1]") - offer.months;
  if (!(more >= 0 && more <= 12))
    throw Error{Code::out_of_range, where, base::shown(value), "[low, high] with low <= high <= low + 12"};
  const auto base = static_cast<double>(offer.base.amount);
  offer.variable.expected.amount += static_cast<std::int64_t>(base::round_half_away(base * more / 2));
  offer.variable.high.amount += static_cast<std::int64_t>(base::round_half_away(base * more));
}

/// {"cliff_months", "total_months", "every_months"} or a list of pieces.
Vesting read_vesting(const json& value, const std::string& where) {
  if (value.is_object()) {
    const Fields fields(value, where + ".");
    fields.only({"cliff_months", "total_months", "every_months"});
    const int cliff = months_or(fields, "cliff_months", 0), every = months_or(fields, "every_months", 1);
    fields.at("total_months");
    const int total = months_or(fields, "total_months", 0);
    if (auto refusal = check_cliff(cliff, total, every, where + ".")) throw Error(*refusal);
    return cliff_vesting(cliff, total, every);
  }
  if (!value.is_array() || value.empty() || value.size() > static_cast<std::size_t>(kMostMonths))
    throw Error{Code::bad_schema, where, base::shown(value),
                "{cliff_months, total_months, every_months} or a list of 1 to 240 pieces"};
  Vesting vesting;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const Fields fields(value[i], where + "[" + std::to_string(i) + "].");
    fields.only({"after_months", "until_months", "share", "every_months"});
    VestingPiece piece;
    fields.at("until_months");
    piece.after = months_or(fields, "after_months", 0);
    piece.until = months_or(fields, "until_months", 0);
    piece.share = number_of(fields.at("share"), fields.where("share"));
    piece.every = months_or(fields, "every_months", piece.until - piece.after);
    vesting.push_back(piece);
  }
  return vesting;
}

EquityTaxed read_taxed(const Fields& fields) {
  const json& value = fields.at("tax");
  if (value == "separate") return EquityTaxed::separate;
  if (value == "wages") return EquityTaxed::wages;
  if (value == "deferred") return EquityTaxed::deferred;
  throw Error{Code::bad_schema, fields.where("tax"), base::shown(value), "separate, wages or deferred"};
}

Equity read_equity(const json& value, const std::string& where) {
  const Fields fields(value, where + ".");
  fields.only({"price", "volatility", "growth", "dilution", "round_months", "liquidity_discount", "sell_month",
               "sell_chance", "tax", "grants"});
  Equity equity;
  equity.price = number_of(fields.at("price"), fields.where("price"));
  equity.volatility = number_of(fields.at("volatility"), fields.where("volatility"));
  if (const json* growth = fields.find("growth")) equity.growth = number_of(*growth, fields.where("growth"));
  equity.dilution = number_or(fields, "dilution", equity.dilution);
  equity.round_months = months_or(fields, "round_months", equity.round_months);
  equity.liquidity_discount = number_or(fields, "liquidity_discount", equity.liquidity_discount);
  equity.sell_month = months_or(fields, "sell_month", equity.sell_month);
  equity.sell_chance = number_or(fields, "sell_chance", equity.sell_chance);
  equity.taxed = read_taxed(fields);
  const json& grants = fields.list("grants", 1, 10);
  for (std::size_t i = 0; i < grants.size(); ++i) {
    const std::string at = where + ".grants[" + std::to_string(i) + "].";
    const Fields grant(grants[i], at);
    grant.only({"units", "strike", "vesting"});
    equity.grants.push_back({number_of(grant.at("units"), at + "units"), number_or(grant, "strike", 0),
                             read_vesting(grant.at("vesting"), at + "vesting")});
  }
  return equity;
}

WorkWeek read_week(const json& value, const std::string& where) {
  const Fields fields(value, where + ".");
  fields.only({"days", "hours_a_day", "holidays_a_year"});
  WorkWeek week;
  week.days = number_or(fields, "days", week.days);
  week.hours = number_or(fields, "hours_a_day", week.hours);
  week.holidays = number_or(fields, "holidays_a_year", week.holidays);
  return week;
}

Offer read_offer(const json& value, const std::string& where) {
  const Fields fields(value, where + ".");
  fields.only({"name", "currency", "base", "months", "guaranteed_bonus", "variable_bonus", "sign_on", "equity", "stay",
               "city", "housing_fund_rate", "contribution_base", "week"});
  Offer offer;
  offer.name = fields.text("name", 1, 80);
  if (const json* currency = fields.find("currency"); currency && *currency != "CNY")
    throw Error{Code::bad_schema, fields.where("currency"), base::shown(*currency),
                "CNY, since taxes and contributions are mainland China's"};
  offer.base.amount = yuan_at(fields.at("base"), fields.where("base"));
  if (const json* bonus = fields.find("variable_bonus"))
    read_variable(*bonus, fields.where("variable_bonus"), offer.variable);
  if (const json* months = fields.find("months")) read_months(*months, fields.where("months"), offer);
  offer.guaranteed_bonus = money_or(fields, "guaranteed_bonus", Period::year, 0);
  offer.sign_on = money_or(fields, "sign_on", Period::once, 0);
  offer.stay = number_or(fields, "stay", offer.stay);
  offer.city = fields.text("city", 1, 80);
  if (const json* rate = fields.find("housing_fund_rate"))
    offer.fund_rate = number_of(*rate, fields.where("housing_fund_rate"));
  if (fields.find("contribution_base"))
    offer.contribution_base = money_or(fields, "contribution_base", Period::month, 0);
  if (const json* week = fields.find("week")) offer.week = read_week(*week, fields.where("week"));
  if (const json* equity = fields.find("equity")) offer.equity = read_equity(*equity, fields.where("equity"));
  return offer;
}

int read_years(const json& value, const std::string& where) {
  const std::int64_t whole = whole_of(value, where, "a whole number from 1 to 10");
  if (whole < 1 || whole > 10)
    throw Error{Code::out_of_range, where, base::shown(value), "a whole number from 1 to 10"};
  return static_cast<int>(whole);
}

/// A setting that cannot be used goes to `refused` and stays as it is where none is given; without a start there is nothing to reckon from.
Outlook read_outlook(const Fields& fields, const std::string& where, std::vector<Error>& refused) {
  Outlook outlook;
  const std::string start = fields.text("start", 1, 20);
  const auto month = parse_month(start);
  if (!month) throw Error{Code::bad_schema, fields.where("start"), start, "a month such as 2026-12"};
  outlook.start = *month;
  if (auto refusal = check(outlook, where)) throw *refusal;
  const auto setting = [&](std::string_view name, const auto& read) {
    const json* const value = fields.find(name);
    if (value == nullptr) return;
    Outlook changed = outlook;
    try {
      read(changed, *value);
      if (auto refusal = check(changed, where)) throw *refusal;
      outlook = changed;
    } catch (const Error& error) {
      refused.push_back(error);
    }
  };
  setting("years", [&](Outlook& to, const json& value) { to.years = read_years(value, fields.where("years")); });
  setting("discount_rate",
          [&](Outlook& to, const json&) { to.discount_rate = number_or(fields, "discount_rate", to.discount_rate); });
  setting("special_deductions", [&](Outlook& to, const json&) {
    to.special_deductions = money_or(fields, "special_deductions", Period::month, 0);
  });
  setting("separate_rules_extended", [&](Outlook& to, const json& value) {
    if (!value.is_boolean())
      throw Error{Code::bad_schema, fields.where("separate_rules_extended"), base::shown(value), "true or false"};
    to.separate_rules_extended = value.get<bool>();
  });
  setting("seed", [&](Outlook& to, const json& value) {
    to.seed = static_cast<std::uint64_t>(base::number_of(value, fields.where("seed"), 0, 9007199254740991));
  });
  return outlook;
}

}  // namespace

OfferBook read_offers(const json& value, const std::string& where) {
  const Fields fields(value, where);
  fields.only(
      {"format", "start", "years", "discount_rate", "special_deductions", "separate_rules_extended", "seed", "offers"});
  OfferBook book;
  book.outlook = read_outlook(fields, where, book.refused);
  const json& offers = fields.list("offers", 1, kMostOffers);
  for (std::size_t i = 0; i < offers.size(); ++i)
    book.offers.push_back(base::catch_refusal(
        [&]() -> Result<Offer> { return read_offer(offers[i], where + "offers[" + std::to_string(i) + "]"); }));
  return book;
}

Result<OfferBook> parse_offers(std::string_view bytes) {
  return base::catch_refusal([&]() -> Result<OfferBook> {
    const json root = base::parse_json(bytes, "offers");
    Fields(root, "").version("format", "chouma.offers/1");
    OfferBook book = read_offers(root, "");
    if (!book.refused.empty()) return book.refused.front();
    return book;
  });
}

}  // namespace chouma::bargain
