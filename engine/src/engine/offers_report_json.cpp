#include "engine/write_json.h"

namespace chouma {

namespace {

using base::JsonWriter;
using namespace bargain;

void write_worth(JsonWriter& json, const Worth& worth) {
  json.object([&] {
    json.field("expected", whole(worth.expected));
    json.field("low", whole(worth.low));
    json.field("high", whole(worth.high));
  });
}

void write_parts(JsonWriter& json, std::string_view name, const std::array<Worth, kParts>& parts) {
  json.object(name, [&] {
    for (std::size_t k = 0; k < kParts; ++k) {
      json.key(part_name(static_cast<Part>(k)));
      write_worth(json, parts[k]);
    }
  });
}

void write_insurance(JsonWriter& json, const OfferWorth& offer) {
  json.object("insurance", [&] {
    json.field("from", month_name(offer.insurance_from));
    const auto side = [&](std::string_view name, Fen bargain::Contribution::*of) {
      json.object(name, [&] {
        for (std::size_t k = 0; k < kItems; ++k)
          json.field(item_name(static_cast<Item>(k)), yuan(offer.insurance.items[k].*of));
      });
    };
    side("own", &bargain::Contribution::employee);
    side("employer", &bargain::Contribution::employer);
  });
}

/// The first twelve months: gross − insurance − tax = net.
struct FirstYear {
  Fen gross = 0, insurance = 0, tax = 0, net = 0;
};

FirstYear first_year(const OfferWorth& offer) {
  FirstYear year;
  for (std::size_t m = 0; m < 12 && m < offer.pay.net.size(); ++m) {
    year.net += offer.pay.net[m];
    year.tax += offer.pay.tax[m];
    year.insurance += offer.insurance.employee();
  }
  year.gross = year.net + year.tax + year.insurance;
  return year;
}

void write_bonus(JsonWriter& json, const BonusAdvice& bonus) {
  json.object("bonus", [&] {
    json.field("amount", yuan(bonus.bonus));
    json.field("tax", yuan(bonus.tax));
    json.field("merged", bonus.merged);
    if (bonus.dead_zone)
      json.object("dead_zone", [&] {
        json.field("from", yuan(bonus.dead_zone->after));
        json.field("to", base::round_to(bonus.dead_zone->until, 2));
      });
    else
      json.null("dead_zone");
    json.field("best_bonus", yuan(bonus.best_bonus));
    json.field("best_tax", yuan(bonus.best_tax));
  });
}

void write_hours(JsonWriter& json, const HoursWorth& hours, Fen net) {
  json.object("hours", [&] {
    json.field("week", short_number(hours.week));
    json.field("per_hour", base::round_to(hours.per_hour, 2));
    json.field("net_per_hour", hours.week > 0 ? base::round_to(yuan(net) / (52 * hours.week), 2) : 0);
    json.field("overtime", short_number(hours.weekday + hours.rest_day + hours.holiday));
    json.field("over_cap", short_number(hours.over_cap));
    json.field("owed", whole(hours.owed));
  });
}

void write_valued(JsonWriter& json, const OfferWorth& offer) {
  json.object([&] {
    write_parts(json, "parts", offer.parts);
    json.key("total");
    write_worth(json, offer.total);
    json.field("standard_error", whole(offer.standard_error));
    const FirstYear year = first_year(offer);
    json.object("year", [&] {
      json.field("gross", yuan(year.gross));
      json.field("insurance", yuan(year.insurance));
      json.field("tax", yuan(year.tax));
      json.field("net", yuan(year.net));
    });
    json.field("monthly", whole(yuan(year.gross) / 12));
    write_insurance(json, offer);
    write_bonus(json, offer.bonus);
    write_hours(json, offer.hours, year.net);
    json.field("worth_per_hour", base::round_to(offer.worth_per_hour, 2));
  });
}

void write_verdict(JsonWriter& json, const Verdict& verdict) {
  json.object("verdict", [&] {
    json.field("best", verdict.best);
    json.field("second", verdict.second);
    json.key("difference");
    write_worth(json, verdict.difference);
    json.field("chance", short_number(verdict.chance));
    write_parts(json, "by_part", verdict.by_part);
    json.field("decides", part_name(verdict.decides));
    const auto base_pay = [&](std::string_view name, const std::optional<Money>& pay) {
      pay ? json.field(name, pay->amount) : json.null(name);
    };
    base_pay("break_even", verdict.break_even);
    base_pay("break_even_low", verdict.break_even_low);
    base_pay("break_even_high", verdict.break_even_high);
  });
}

}  // namespace

void write_offers(JsonWriter& json, const OffersSection& section) {
  json.object([&] {
    json.field("start", month_name(section.outlook.start));
    json.field("years", section.outlook.years);
    json.field("discount_rate", short_number(section.outlook.discount_rate));
    json.array("offers", [&] {
      for (const Result<OfferWorth>& offer : section.comparison.offers)
        json.object([&] {
          offer ? json.field("name", offer.value().name) : json.null("name");
          if (!offer) {
            json.key("error");
            write(json, offer.error());
            return json.null("worth");
          }
          json.null("error");
          json.key("worth");
          write_valued(json, offer.value());
        });
    });
    section.comparison.verdict ? write_verdict(json, *section.comparison.verdict) : json.null("verdict");
  });
}

}  // namespace chouma
