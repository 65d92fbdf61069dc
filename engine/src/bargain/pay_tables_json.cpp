// Reads models/tax (schema: models/schema/tax.schema.json).
#include "bargain/pay_tables.h"

#include "base/fields_json.h"
#include "base/math.h"

#include <cmath>
#include <map>

namespace chouma::bargain {

namespace {

using base::Fields;
using nlohmann::json;
using Sources = std::map<std::string, std::string>;

constexpr double kMostYuan = 10'000'000;

/// Yuan to the fen.
Fen amount_of(const Fields& fields, std::string_view name) {
  const double value = fields.number(name, 0, kMostYuan);
  if (std::fabs(yuan(fen(value)) - value) > 1e-9)
    throw Error{Code::bad_schema, fields.where(name), base::shown(fields.at(name)), "yuan to the fen"};
  return fen(value);
}

Rate rate_of(const Fields& fields, std::string_view name) {
  const double value = fields.number(name, 0, 1);
  const double millionths = base::round_half_away(value * kWhole);
  if (std::fabs(millionths / kWhole - value) > 1e-12)
    throw Error{Code::bad_schema, fields.where(name), base::shown(fields.at(name)), "a rate in whole millionths"};
  return static_cast<Rate>(millionths);
}

std::optional<Month> month_at(const Fields& fields, std::string_view name) {
  const json* value = fields.find(name);
  if (!value) return std::nullopt;
  const std::string text = base::text_of(*value, fields.where(name), 1, 20);
  if (const auto month = parse_month(text)) return month;
  throw Error{Code::bad_schema, fields.where(name), text, "a month such as 2026-07, or null"};
}

Month required_month(const Fields& fields, std::string_view name) {
  if (const auto month = month_at(fields, name)) return *month;
  throw Error{Code::bad_schema, fields.where(name), "null", "a month such as 2026-07"};
}

std::string joined(const Fields& fields, std::string_view name, std::size_t least, std::size_t most) {
  std::string text;
  for (const json& item : fields.list(name, least, most))
    text += (text.empty() ? "" : "; ") + base::text_of(item, fields.where(name), 1, 400);
  return text;
}

Provenance provenance_of(const Fields& fields, const Sources& sources) {
  Provenance provenance;
  for (const json& item : fields.list("source", 1, 10)) {
    const std::string id = base::text_of(item, fields.where("source"), 1, 40);
    const auto found = sources.find(id);
    if (found == sources.end()) throw Error{Code::unknown_name, fields.where("source"), id, "a source of this file"};
    provenance.source += (provenance.source.empty() ? "" : "; ") + found->second;
  }
  provenance.confidence = fields.text("confidence", 1, 20);
  if (provenance.confidence != "two" && provenance.confidence != "one_official" && provenance.confidence != "one" &&
      provenance.confidence != "disputed")
    throw Error{Code::bad_schema, fields.where("confidence"), provenance.confidence,
                "two, one_official, one or disputed"};
  const Fields valid(fields.at("valid"), fields.where("valid") + ".");
  valid.only({"from", "to"});
  provenance.from = month_at(valid, "from");
  provenance.to = month_at(valid, "to");
  if (fields.find("official")) joined(fields, "official", 1, 10);
  if (fields.find("note")) fields.text("note", 1, 800);
  return provenance;
}

TaxTable brackets_of(const Fields& fields) {
  TaxTable table;
  const json& rows = fields.list("brackets", 2, 20);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Fields row(rows[i], fields.where("brackets") + "[" + std::to_string(i) + "].");
    row.only({"up_to", "rate", "quick_deduction"});
    Bracket bracket;
    if (i + 1 < rows.size()) {
      bracket.up_to = amount_of(row, "up_to");
    } else if (row.find("up_to")) {
      throw Error{Code::bad_schema, row.where("up_to"), base::shown(row.at("up_to")), "null in the last bracket"};
    }
    bracket.rate = rate_of(row, "rate");
    bracket.quick = amount_of(row, "quick_deduction");
    if (i > 0 && bracket.up_to <= table.back().up_to)
      throw Error{Code::out_of_range, row.where("up_to"), base::shown(row.at("up_to")), "more than the bracket before"};
    if (i > 0 && bracket.rate <= table.back().rate)
      throw Error{Code::out_of_range, row.where("rate"), base::shown(row.at("rate")), "more than the bracket before"};
    // A bracket begins with at least the tax that the one before it ends with, or more pay could mean less tax.
    if (i > 0 &&
        (bracket.rate - table.back().rate) * table.back().up_to < (bracket.quick - table.back().quick) * kWhole)
      throw Error{Code::out_of_range, row.where("quick_deduction"), base::shown(row.at("quick_deduction")),
                  "a deduction that does not lower the tax"};
    table.push_back(bracket);
  }
  return table;
}

void read_national(PayTables& tables, const Fields& root, const Sources& sources) {
  const Fields income(root.at("income_tax"), "tax, income_tax.");
  income.only({"allowance_month", "brackets", "source", "confidence", "valid", "official", "note"});
  tables.income = {brackets_of(income), amount_of(income, "allowance_month"), provenance_of(income, sources)};

  const Fields bonus(root.at("year_end_bonus"), "tax, year_end_bonus.");
  bonus.only({"brackets", "source", "confidence", "valid", "official", "note"});
  tables.bonus = {brackets_of(bonus), provenance_of(bonus, sources)};

  const Fields equity(root.at("equity"), "tax, equity.");
  equity.only({"listed", "deferred"});
  const Fields listed(equity.at("listed"), "tax, equity.listed.");
  listed.only({"source", "confidence", "valid", "official", "note"});
  tables.equity.provenance = provenance_of(listed, sources);
  const Fields valid(listed.at("valid"), "tax, equity.listed.valid.");
  tables.equity.separate_to = required_month(valid, "to");
  const Fields deferred(equity.at("deferred"), "tax, equity.deferred.");
  deferred.only({"rate", "source", "confidence", "valid", "official", "note"});
  tables.equity.deferred = rate_of(deferred, "rate");
  provenance_of(deferred, sources);

  const Fields law(root.at("overtime"), "tax, overtime.");
  law.only({"weekday", "rest_day", "holiday", "paid_days_month", "hours_day", "days_week", "overtime_hours_month",
            "source", "confidence", "valid", "official", "note"});
  tables.overtime = {law.number("weekday", 1, 10),
                     law.number("rest_day", 1, 10),
                     law.number("holiday", 1, 10),
                     law.number("paid_days_month", 1, 31),
                     law.number("hours_day", 1, 24),
                     law.number("days_week", 1, 7),
                     law.number("overtime_hours_month", 0, 744),
                     provenance_of(law, sources)};
}

InsuranceItem read_item(const Fields& fields, bool fund, const Sources& sources) {
  if (fund)
    fields.only({"base_min", "base_max", "rate_min", "rate_max", "source", "confidence", "valid", "official", "note"});
  else
    fields.only({"base_min", "base_max", "employee", "employer", "employee_fixed", "source", "confidence", "valid",
                 "official", "note"});
  InsuranceItem item;
  item.base_min = amount_of(fields, "base_min");
  item.base_max = amount_of(fields, "base_max");
  if (item.base_max < item.base_min)
    throw Error{Code::out_of_range, fields.where("base_max"), base::shown(fields.at("base_max")), "at least base_min"};
  if (!fund) {
    item.employee = rate_of(fields, "employee");
    item.employer = rate_of(fields, "employer");
    if (fields.find("employee_fixed")) item.employee_fixed = amount_of(fields, "employee_fixed");
  }
  item.provenance = provenance_of(fields, sources);
  return item;
}

CityPeriod read_period(const json& value, const std::string& where, const Sources& sources) {
  const Fields fields(value, where + ".");
  fields.only({"from", "to", "document", "official", "items"});
  CityPeriod period;
  period.from = required_month(fields, "from");
  period.to = required_month(fields, "to");
  if (period.to < period.from)
    throw Error{Code::out_of_range, fields.where("to"), base::shown(fields.at("to")), "not before from"};
  if (fields.find("document")) fields.text("document", 1, 400);
  if (fields.find("official")) joined(fields, "official", 1, 10);
  const Fields items(fields.at("items"), where + ".items.");
  items.only({"pension", "medical", "unemployment", "work_injury", "maternity", "housing_fund"});
  for (std::size_t i = 0; i < kItems; ++i) {
    const auto which = static_cast<Item>(i);
    const std::string name(item_name(which));
    const json& item = items.at(name);
    if (item.is_null() && which == Item::maternity) continue;  // inside the medical rate
    const Fields row(item, items.where(name) + ".");
    period.items[i] = read_item(row, which == Item::housing_fund, sources);
    if (which != Item::housing_fund) continue;
    period.fund_min = rate_of(row, "rate_min");
    period.fund_max = rate_of(row, "rate_max");
    if (period.fund_max < period.fund_min)
      throw Error{Code::out_of_range, row.where("rate_max"), base::shown(row.at("rate_max")), "at least rate_min"};
  }
  return period;
}

City read_city(const json& value, std::size_t index, const Sources& sources) {
  const std::string where = "tax, cities[" + std::to_string(index) + "]";
  const Fields fields(value, where + ".");
  fields.only({"id", "zh", "en", "periods"});
  City city{fields.text("id", 1, 40), fields.text("zh", 1, 40), fields.text("en", 1, 40), {}};
  const json& periods = fields.list("periods", 1, 40);
  const std::string listed = "tax, " + city.id + ", periods[";
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const std::string at = listed + std::to_string(i) + "]";
    city.periods.push_back(read_period(periods[i], at, sources));
    if (i > 0 && city.periods[i].from >= city.periods[i - 1].from)
      throw Error{Code::out_of_range, at + ".from", base::shown(periods[i]["from"]),
                  "earlier than the period before it"};
  }
  return city;
}

}  // namespace

Result<PayTables> parse_pay_tables(std::string_view bytes) {
  return base::catch_refusal([&]() -> Result<PayTables> {
    const json root = base::parse_json(bytes, "tax");
    const Fields fields(root, "tax, ");
    fields.version("format", "chouma.tax/1");
    fields.only(
        {"format", "id", "compiled", "sources", "income_tax", "year_end_bonus", "equity", "overtime", "cities"});
    PayTables tables;
    tables.id = fields.text("id", 1, 80);
    fields.text("compiled", 10, 10);
    Sources sources;
    const Fields list(fields.at("sources"), "tax, sources.");
    for (const auto& [id, value] : fields.at("sources").items()) sources[id] = list.text(id, 1, 400);
    read_national(tables, fields, sources);
    const json& cities = fields.list("cities", 1, 1000);
    for (std::size_t i = 0; i < cities.size(); ++i) {
      City city = read_city(cities[i], i, sources);
      if (find_city(tables.cities, city.id) || find_city(tables.cities, city.zh))
        throw Error{Code::bad_schema, "tax, cities[" + std::to_string(i) + "].id", city.id, "a city that stands once"};
      tables.cities.push_back(std::move(city));
    }
    return tables;
  });
}

}  // namespace chouma::bargain
