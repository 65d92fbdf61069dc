#include "screening/funnel.h"

#include "base/math.h"
#include "screening/funnel_draws.h"
#include "screening/funnel_read.h"

namespace chouma::screening {

namespace {

using Exposures = std::vector<std::optional<double>>;
using Hazards = std::vector<std::vector<Hazard>>;

constexpr double kLow = 0.1, kHigh = 0.9;

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

/// A reason at a stage, in the order of a draw's hazards.
struct Drop {
  std::size_t stage, reason;
};

std::vector<Drop> places_of(const FunnelTable& table) {
  std::vector<Drop> out;
  for (std::size_t s = 0; s < table.stages.size(); ++s)
    for (const FunnelTable::Share& share : table.stages[s].reasons) out.push_back({s, share.reason});
  return out;
}

/// Pass probability of each draw through the stages [first, last).
std::vector<double> passes(const std::vector<Drop>& places, const Hazards& draws, const Exposures& exposures,
                           std::size_t first, std::size_t last) {
  std::vector<double> out;
  for (const std::vector<Hazard>& draw : draws) {
    double hazard = 0;
    for (std::size_t i = 0; i < places.size(); ++i)
      if (places[i].stage >= first && places[i].stage < last) hazard += draw[i].at(exposures[places[i].reason]);
    out.push_back(base::exp(-hazard));
  }
  return out;
}

/// Mean over the draws of each place's share of its stage's hazard.
std::vector<double> shares(const std::vector<Drop>& places, const Hazards& draws, const Exposures& exposures,
                           std::size_t stages) {
  std::vector<double> out(places.size(), 0);
  for (const std::vector<Hazard>& draw : draws) {
    std::vector<double> total(stages, 0);
    for (std::size_t i = 0; i < places.size(); ++i) total[places[i].stage] += draw[i].at(exposures[places[i].reason]);
    for (std::size_t i = 0; i < places.size(); ++i)
      out[i] += draw[i].at(exposures[places[i].reason]) / total[places[i].stage];
  }
  for (double& share : out) share /= static_cast<double>(draws.size());
  return out;
}

std::vector<HeatCell> heat_of(const FunnelTable& table, const std::vector<double>& you, const Exposures& exposures) {
  std::vector<HeatCell> out;
  std::size_t next = 0;
  for (std::size_t s = 0; s < table.stages.size(); ++s) {
    const std::size_t first = out.size();
    for (std::size_t r = 0; r < table.reasons.size(); ++r) out.push_back({s, r, 0, 0, false});
    double total = 0;
    for (const FunnelTable::Share& share : table.stages[s].reasons) total += share.concentration;
    for (const FunnelTable::Share& share : table.stages[s].reasons) {
      const Beta& average = table.reasons[share.reason].average;
      HeatCell& cell = out[first + share.reason];
      cell.average = share.concentration / total;
      cell.you = you[next++];
      const std::optional<double>& exposure = exposures[share.reason];
      cell.weak = exposure && *exposure > average.a / (average.a + average.b);
    }
  }
  return out;
}

/// The exposures after an edit, or nothing where it would change nothing.
std::optional<Exposures> edited(const FunnelTable& table, const FunnelTable::Edit& edit, const FunnelFacts& facts) {
  using Term = FunnelTable::Term;
  Exposures after = facts.exposures;
  if (edit.keyword && facts.keyword == text::kNone) return std::nullopt;
  if (edit.reason) {
    if (after[*edit.reason] == 0.0) return std::nullopt;
    after[*edit.reason] = 0;
  }
  BpScore bp = facts.bp;
  for (const std::size_t part : edit.parts) {
    const FunnelTable::BpPart& rule = table.bp[part];
    if (bp.parts[part].met || rule.min_skills > facts.other_skills + rule.words.size()) return std::nullopt;
    bp.parts[part].met = true;
  }
  sum_bp(bp);
  for (std::size_t r = 0; r < table.reasons.size(); ++r) {
    if (table.reasons[r].term == Term::bp_score) after[r] = bp_exposure(bp);
    if (table.reasons[r].term == Term::required_missing && edit.keyword) after[r] = *after[r] - facts.keyword_gain;
  }
  return after;
}

std::string filled(std::string text, const std::string& skill) {
  static const std::string kSlot = "{skill}";
  const std::size_t at = text.find(kSlot);
  return at == std::string::npos ? text : text.replace(at, kSlot.size(), skill);
}

base::Words edit_name(const FunnelTable::Edit& edit, const text::Lexicon& lexicon, std::uint32_t keyword) {
  if (!edit.keyword) return edit.name;
  const text::Skill& skill = lexicon.skills()[keyword];
  return {filled(edit.name.zh, skill.name_zh.empty() ? skill.name : skill.name_zh), filled(edit.name.en, skill.name)};
}

FunnelResult::Edit priced(const std::vector<double>& before, const std::vector<double>& after) {
  std::vector<double> gain;
  gain.reserve(before.size());
  for (std::size_t i = 0; i < before.size(); ++i) gain.push_back(after[i] - before[i]);
  FunnelResult::Edit out;
  out.pass = mean(after);
  out.gain = mean(gain);
  out.low = quantile7(gain, kLow);
  out.high = quantile7(gain, kHigh);
  return out;
}

}  // namespace

FunnelResult funnel(const FunnelTable& table, const text::Lexicon& lexicon, std::string_view resume_text,
                    const text::Resume& resume, const Match& match, const Evidence& evidence, std::uint64_t seed) {
  const FunnelFacts facts = read_facts(table, resume_text, resume, match, evidence);
  const std::vector<Drop> places = places_of(table);
  const Hazards draws = draw_hazards(table, seed);
  const std::vector<std::int64_t> counts = funnel_counts(table);

  FunnelResult out;
  out.bp = facts.bp;
  out.draws = table.draws;
  for (std::size_t s = 0; s < table.stages.size(); ++s) {
    const FunnelTable::Stage& stage = table.stages[s];
    const std::vector<double> pass = passes(places, draws, facts.exposures, s, s + 1);
    out.stages.push_back({stage.id, stage.name, stage.pass, counts[s], counts[s + 1], mean(pass), quantile7(pass, kLow),
                          quantile7(pass, kHigh)});
  }
  for (const FunnelTable::Reason& reason : table.reasons) {
    out.reason_ids.push_back(reason.id);
    out.reasons.push_back(reason.name);
  }
  out.heat = heat_of(table, shares(places, draws, facts.exposures, table.stages.size()), facts.exposures);

  const std::vector<double> before = passes(places, draws, facts.exposures, 0, table.stages.size());
  out.average = static_cast<double>(counts.back()) / static_cast<double>(counts.front());
  out.pass = mean(before);
  out.low = quantile7(before, kLow);
  out.high = quantile7(before, kHigh);
  for (const FunnelTable::Edit& edit : table.edits) {
    const std::optional<Exposures> after = edited(table, edit, facts);
    if (!after) continue;
    FunnelResult::Edit price = priced(before, passes(places, draws, *after, 0, table.stages.size()));
    if (price.gain <= (out.edit ? out.edit->gain : 0)) continue;
    price.id = edit.id;
    price.name = edit_name(edit, lexicon, facts.keyword);
    out.edit = std::move(price);
  }
  return out;
}

}  // namespace chouma::screening
