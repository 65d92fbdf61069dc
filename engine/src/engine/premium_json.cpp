#include "engine/write_json.h"

namespace chouma {

namespace {

using base::JsonWriter;

double factor(double log) { return short_number(base::exp(log)); }

void write_outward(JsonWriter& json, double low, double high) {
  const auto [below, above] = outward(low, high);
  write_pair(json, below, above);
}

void write_part(JsonWriter& json, const salary::PremiumPart& part, const text::Lexicon& lexicon) {
  const auto factor_or_null = [&](std::string_view name, const std::optional<double>& log) {
    log ? json.field(name, factor(*log)) : json.null(name);
  };
  json.object([&] {
    json.field("tags", part.tags);
    json.array("names", [&] {
      for (const std::string& tag : part.tags) {
        const auto skill = lexicon.find_skill(tag);
        write(json, skill ? skill_name(lexicon.skills()[*skill]) : Bilingual{tag, tag});
      }
    });
    json.field("source", part.source);
    part.parent.empty() ? json.null("parent") : json.field("parent", part.parent);
    json.field("log", long_number(part.log));
    json.field("factor", factor(part.log));
    json.key("interval");
    write_outward(json, base::exp(part.low), base::exp(part.high));
    factor_or_null("prior", part.prior);
    factor_or_null("estimate", part.estimate);
    json.field("weight", short_number(part.weight));
    json.field("rows", part.rows);
    json.field("companies", part.companies);
  });
}

}  // namespace

void write_premium(JsonWriter& json, const PremiumSection& section, const text::Lexicon& lexicon) {
  const salary::Premium& premium = section.premium;
  json.field("coefficient", short_number(premium.coefficient));
  json.field("raw", short_number(premium.raw));
  json.key("interval");
  write_outward(json, premium.low, premium.high);
  json.field("base", section.base);
  json.array("parts", [&] {
    for (const salary::PremiumPart& part : premium.parts) write_part(json, part, lexicon);
  });
  json.field("unknown", premium.unknown);
  json.field("elasticity", short_number(section.elasticity));
  json.key("elasticity_interval");
  write_pair(json, short_number(section.elasticity_low), short_number(section.elasticity_high));
  json.field("overlap", short_number(section.overlap));
  section.k ? json.field("k", short_number(*section.k)) : json.null("k");
}

std::string premium_json(const PremiumSection& section, const text::Lexicon& lexicon) {
  JsonWriter json;
  json.object([&] {
    write_premium(json, section, lexicon);
    json.field("clamped", section.premium.clamped != 0);
  });
  return json.text();
}

}  // namespace chouma
