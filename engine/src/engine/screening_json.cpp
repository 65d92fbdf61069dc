#include "engine/write_json.h"

#include <algorithm>

namespace chouma {

namespace {

using base::JsonWriter;

void write_spans(JsonWriter& json, std::string_view name, const std::vector<Span>& spans) {
  json.array(name, [&] {
    for (const Span span : spans) write(json, span);
  });
}

template <class T>
void write_name(JsonWriter& json, std::string_view name, const std::optional<T>& value, std::string_view (*print)(T)) {
  value ? json.field(name, print(*value)) : json.null(name);
}

std::string_view section_name(text::ResumeSection::Kind kind) {
  static constexpr std::string_view kNames[] = {"summary", "experience", "projects", "skills", "education", "other"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view proof_name(text::Proof proof) {
  static constexpr std::string_view kNames[] = {"mentioned", "used", "proven"};
  return kNames[static_cast<std::size_t>(proof)];
}

void write_project(JsonWriter& json, const text::ResumeProject& project, const text::Lexicon& lexicon) {
  const auto month = [&](std::string_view name, const std::optional<text::Month>& value) {
    value ? json.field(name, month_name(*value)) : json.null(name);
  };
  json.object([&] {
    json.key("title");
    write(json, project.title);
    json.key("span");
    write(json, project.span);
    json.array("skills", [&] {
      for (const std::uint32_t skill : project.skills) json.value(lexicon.skills()[skill].id);
    });
    month("from", project.from);
    month("to", project.to);
  });
}

void write_held(JsonWriter& json, const text::ResumeSkill& held, const text::Skill& skill) {
  json.object([&] {
    json.field("id", skill.id);
    json.field("name", skill.name);
    json.field("name_zh", skill.name_zh);
    json.field("kind", kind_name(skill.kind));
    json.field("proof", proof_name(held.proof));
    held.years ? json.field("years", short_number(*held.years)) : json.null("years");
    write_spans(json, "spans", held.spans);
  });
}

void write_swap(JsonWriter& json, const screening::SwapFinding& swap, double threshold) {
  json.object([&] {
    write_words(json, "declared", swap.declared_name);
    write_words(json, "asked", swap.asked_name);
    json.field("prior", short_number(swap.prior));
    json.field("log_odds", short_number(swap.log_odds));
    json.field("probability", short_number(swap.probability));
    json.field("threshold", short_number(threshold));
    json.field("claimed", swap.claimed);
    json.array("evidence", [&] {
      for (const screening::SwapEvidence& item : swap.evidence)
        json.object([&] {
          json.field("weight", short_number(item.weight));
          json.key("span");
          write(json, item.span);
          json.field("line", item.line);
        });
    });
  });
}

std::string_view veto_status(screening::VetoStatus status) {
  static constexpr std::string_view kNames[] = {"met", "not_met", "unknown"};
  return kNames[static_cast<std::size_t>(status)];
}

void write_veto(JsonWriter& json, const screening::VetoCheck& veto) {
  json.object([&] {
    json.field("id", veto.id);
    write_words(json, "name", veto.name);
    json.field("status", veto_status(veto.status));
    write_spans(json, "asked", veto.asked);
    write_spans(json, "resume", veto.resume);
    write_words(json, "why", veto.why);
    write_words(json, "settle", veto.settle);
  });
}

base::Words item_name(const screening::MatchItem& item, const ScreeningSection& section, const text::Lexicon& lexicon) {
  switch (item.kind) {
    case screening::MatchItem::Kind::skill:
      return skill_name(lexicon.skills()[item.skill]);
    case screening::MatchItem::Kind::years: {
      const std::string years = std::to_string(section.years_asked);
      return {years + " 年以上", years + "+ years"};
    }
    case screening::MatchItem::Kind::education:
      return contribution_name("education", std::string(education_name(section.education_asked)), lexicon);
  }
  return {};
}

void write_item(JsonWriter& json, const screening::MatchItem& item, const ScreeningSection& section,
                const text::Lexicon& lexicon) {
  using Kind = screening::MatchItem::Kind;
  static constexpr std::string_view kKinds[] = {"skill", "years", "education"};
  static constexpr std::string_view kStatus[] = {"met", "partly", "missing", "unknown"};
  const std::string_view kind = kKinds[static_cast<std::size_t>(item.kind)];
  json.object([&] {
    json.field("kind", kind);
    json.field("id", item.kind == Kind::skill ? std::string_view(lexicon.skills()[item.skill].id) : kind);
    write_words(json, "name", item_name(item, section, lexicon));
    json.field("strength", strength_name(item.strength));
    json.field("status", kStatus[static_cast<std::size_t>(item.status)]);
    write_spans(json, "posting", item.posting);
    write_spans(json, "resume", item.resume);
    json.key("via");
    if (item.via == text::kNone)
      json.null();
    else
      write(json, skill_name(lexicon.skills()[item.via]));
  });
}

void write_match(JsonWriter& json, const ScreeningSection& section, const text::Lexicon& lexicon) {
  const screening::Match& match = *section.match;
  const auto count = [&](screening::Status status) {
    return std::count_if(match.items.begin(), match.items.end(),
                         [&](const screening::MatchItem& item) { return item.status == status; });
  };
  json.object([&] {
    json.field("met", count(screening::Status::met));
    json.field("partly", count(screening::Status::partly));
    json.field("missing", count(screening::Status::missing));
    json.field("unknown", count(screening::Status::unknown));
    json.array("items", [&] {
      for (const screening::MatchItem& item : match.items) write_item(json, item, section, lexicon);
    });
  });
}

void write_interval(JsonWriter& json, double low, double high) {
  json.key("interval");
  write_pair(json, short_number(low), short_number(high));
}

void write_bp(JsonWriter& json, const screening::BpScore& bp) {
  json.object("bp", [&] {
    json.field("score", short_number(bp.tenths / 10.0));
    json.field("threshold", short_number(bp.threshold));
    json.field("calibrated", bp.calibrated);
    json.field("passed", bp.passed);
    json.array("parts", [&] {
      for (const screening::BpScore::Part& part : bp.parts)
        json.object([&] {
          json.field("id", part.id);
          json.field("points", short_number(part.tenths / 10.0));
          json.field("met", part.met);
          write_spans(json, "spans", part.spans);
        });
    });
  });
}

void write_edit(JsonWriter& json, const std::optional<screening::FunnelResult::Edit>& edit) {
  json.key("edit");
  if (!edit) return json.null();
  json.object([&] {
    json.field("id", edit->id);
    write_words(json, "name", edit->name);
    json.field("pass", short_number(edit->pass));
    json.field("gain", short_number(edit->gain));
    write_interval(json, edit->low, edit->high);
  });
}

void write_funnel(JsonWriter& json, const screening::FunnelResult& funnel, std::uint64_t seed) {
  json.object([&] {
    json.array("stages", [&] {
      for (const screening::StageResult& stage : funnel.stages)
        json.object([&] {
          json.field("id", stage.id);
          write_words(json, "name", stage.name);
          json.field("average", short_number(stage.average));
          json.field("entered", stage.entered);
          json.field("left", stage.left);
          json.field("pass", short_number(stage.pass));
          write_interval(json, stage.low, stage.high);
        });
    });
    json.array("reasons", [&] {
      for (std::size_t i = 0; i < funnel.reasons.size(); ++i)
        json.object([&] {
          json.field("id", funnel.reason_ids[i]);
          write_words(json, "name", funnel.reasons[i]);
        });
    });
    json.array("heat", [&] {
      for (const screening::HeatCell& cell : funnel.heat)
        json.object([&] {
          json.field("stage", cell.stage);
          json.field("reason", cell.reason);
          json.field("average", short_number(cell.average));
          json.field("you", short_number(cell.you));
          json.field("weak", cell.weak);
        });
    });
    json.field("average", short_number(funnel.average));
    json.field("pass", short_number(funnel.pass));
    write_interval(json, funnel.low, funnel.high);
    write_bp(json, funnel.bp);
    write_edit(json, funnel.edit);
    json.field("draws", funnel.draws);
    json.field("seed", seed);
  });
}

void write_carry(JsonWriter& json, const CarryOffer& offer, const text::Lexicon& lexicon) {
  const text::Skill& from = lexicon.skills()[offer.carry.from];
  const text::Skill& to = lexicon.skills()[offer.carry.to];
  json.object([&] {
    json.field("from", from.id);
    json.field("to", to.id);
    write_words(json, "from_name", skill_name(from));
    write_words(json, "to_name", skill_name(to));
    json.field("degree", offer.carry.degree == screening::Degree::fully ? "fully" : "partly");
    write_words(json, "why", offer.carry.why);
    json.field("source", offer.carry.source);
    json.field("asked", offer.asked);
    if (!offer.gain) {
      json.null("delta");
      json.null("interval");
      return;
    }
    json.field("delta", whole(offer.gain->delta));
    json.key("interval");
    write_pair(json, whole(offer.gain->low), whole(offer.gain->high));
  });
}

void write_toolchains(JsonWriter& json, const screening::Toolchains& chains) {
  const auto probabilities = [&](std::string_view name, const std::array<double, 6>& values) {
    json.array(name, [&] {
      for (const double value : values) json.value(short_number(value));
    });
  };
  json.object([&] {
    json.array("items", [&] {
      for (const screening::ToolCheck& item : chains.items)
        json.object([&] {
          json.field("id", item.id);
          write_words(json, "name", item.name);
          json.field("level", level_name(item.level));
          json.field("met", item.met);
          write_spans(json, "resume", item.resume);
        });
    });
    json.field("level", level_name(chains.estimate.level));
    probabilities("before", chains.estimate.before);
    probabilities("after", chains.estimate.after);
  });
}

}  // namespace

void write_candidate(JsonWriter& json, const CandidateSection& candidate, const text::Lexicon& lexicon) {
  const text::Resume& resume = candidate.resume;
  json.object([&] {
    json.array("sections", [&] {
      for (const text::ResumeSection& section : resume.sections)
        json.object([&] {
          json.field("kind", section_name(section.kind));
          json.key("span");
          write(json, section.span);
        });
    });
    json.array("projects", [&] {
      for (const text::ResumeProject& project : resume.projects) write_project(json, project, lexicon);
    });
    json.array("skills", [&] {
      for (const text::ResumeSkill& held : resume.skills) write_held(json, held, lexicon.skills()[held.skill]);
    });
    resume.years ? json.field("years", short_number(*resume.years)) : json.null("years");
    json.key("years_span");
    resume.years_span ? write(json, *resume.years_span) : json.null();
    write_name(json, "education", resume.education, education_name);
    write_name(json, "level", resume.level, level_name);
    resume.city ? json.field("city", lexicon.cities()[*resume.city].id) : json.null("city");
    candidate.quantile ? json.field("median", whole((*candidate.quantile)[2])) : json.null("median");
    json.array("quantiles", [&] {
      if (!candidate.quantile) return;
      for (const double amount : *candidate.quantile) json.value(whole(amount));
    });
  });
}

void write_screening(JsonWriter& json, const ScreeningSection& screening, const text::Lexicon& lexicon) {
  json.object([&] {
    json.key("swap");
    screening.swap ? write_swap(json, *screening.swap, screening.swap_threshold) : json.null();
    json.array("vetoes", [&] {
      for (const screening::VetoCheck& veto : screening.vetoes) write_veto(json, veto);
    });
    json.key("match");
    screening.match ? write_match(json, screening, lexicon) : json.null();
    json.key("funnel");
    screening.funnel ? write_funnel(json, *screening.funnel, screening.seed) : json.null();
    json.array("carries", [&] {
      for (const CarryOffer& offer : screening.carries) write_carry(json, offer, lexicon);
    });
    json.key("toolchains");
    screening.toolchains ? write_toolchains(json, *screening.toolchains) : json.null();
  });
}

}  // namespace chouma
