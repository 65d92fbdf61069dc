#include "screening/funnel_read.h"

#include <algorithm>

#include "base/math.h"
#include "screening/funnel_draws.h"

namespace chouma::screening {

namespace {

using Places = std::vector<std::vector<Span>>;  ///< by phrase group, ascending

/// Sections of projects and experience; the whole text where there is neither.
std::vector<Span> project_places(const text::Resume& resume, const text::Folded& text) {
  using Kind = text::ResumeSection::Kind;
  std::vector<Span> places;
  for (const text::ResumeSection& section : resume.sections)
    if (section.kind == Kind::projects || section.kind == Kind::experience) places.push_back(section.span);
  if (places.empty()) places.push_back({0, text.utf16.back()});
  return places;
}

/// Of `spans` those inside one of `places`; both ascend.
std::vector<Span> only_inside(const std::vector<Span>& places, const std::vector<Span>& spans) {
  std::vector<Span> out;
  auto place = places.begin();
  for (const Span& span : spans) {
    while (place != places.end() && place->end < span.end) ++place;
    if (place != places.end() && span.begin >= place->begin) out.push_back(span);
  }
  return out;
}

/// Does the span overlap one of `places`, which ascend and do not overlap each other?
bool overlaps(const std::vector<Span>& places, const Span& span) {
  const auto after = std::upper_bound(places.begin(), places.end(), span.begin,
                                      [](std::uint32_t at, const Span& place) { return at < place.end; });
  return after != places.end() && after->begin < span.end;
}

/// Spans of a part's words, ascending.
std::vector<Span> spans_of(const FunnelTable::BpPart& part, const Places& found) {
  std::vector<Span> out;
  for (const std::uint32_t word : part.words) out.insert(out.end(), found[word].begin(), found[word].end());
  std::sort(out.begin(), out.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
  return out;
}

/// Skills of the lexicon that stand somewhere else than on the part's own words.
std::size_t count_other_skills(const FunnelTable::BpPart& part, const text::Resume& resume, const Places& found) {
  const std::vector<Span> words = spans_of(part, found);
  return static_cast<std::size_t>(
      std::count_if(resume.skills.begin(), resume.skills.end(), [&](const text::ResumeSkill& skill) {
        return std::any_of(skill.spans.begin(), skill.spans.end(),
                           [&](const Span& span) { return !overlaps(words, span); });
      }));
}

BpScore::Part read_part(const FunnelTable::BpPart& part, const Places& everywhere, const Places& projects,
                        std::size_t other_skills) {
  const Places& found = part.in_projects ? projects : everywhere;
  const bool named =
      std::all_of(part.words.begin(), part.words.end(), [&](std::uint32_t word) { return !found[word].empty(); });
  const bool enough = other_skills + part.words.size() >= part.min_skills;
  return {part.id, part.tenths, named && enough, spans_of(part, found)};
}

std::optional<double> keyword_exposure(const Match& match, FunnelFacts& facts) {
  double required = 0, short_of = 0;
  for (const MatchItem& item : match.items) {
    if (item.kind != MatchItem::Kind::skill || item.strength != Strength::required) continue;
    required += 1;
    const double lack = item.status == Status::missing ? 1 : item.status == Status::partly ? 0.5 : 0;
    short_of += lack;
    if (lack <= facts.keyword_gain) continue;
    facts.keyword = item.skill;
    facts.keyword_gain = lack;
  }
  if (required == 0) return std::nullopt;
  facts.keyword_gain /= required;
  return short_of / required;
}

std::optional<double> years_exposure(const Match& match) {
  for (const MatchItem& item : match.items)
    if (item.kind == MatchItem::Kind::years && item.status != Status::unknown)
      return item.status == Status::missing ? 1 : item.status == Status::partly ? 0.5 : 0;
  return std::nullopt;
}

void calibrate(BpScore& bp, const FunnelTable& table, const std::vector<double>& scores) {
  bp.threshold = table.bp_threshold / 10.0;
  bp.calibrated = scores.size() >= table.min_scores;
  // to nine digits: an interpolated 0.7 is the 0.7 that a score of 7 tenths reaches
  if (bp.calibrated) bp.threshold = base::round_to(quantile7(scores, table.calibration), 9);
}

}  // namespace

void sum_bp(BpScore& bp) {
  bp.tenths = 0;
  for (const BpScore::Part& part : bp.parts) bp.tenths += part.met ? part.tenths : 0;
  bp.passed = bp.tenths / 10.0 >= bp.threshold;
}

double bp_exposure(const BpScore& bp) { return bp.passed ? (10 - bp.tenths) / 10.0 : 1; }

FunnelFacts read_facts(const FunnelTable& table, std::string_view resume_text, const text::Resume& resume,
                       const Match& match, const Evidence& evidence) {
  const text::Folded text = text::fold_text(resume_text);
  Places everywhere(table.phrase_groups), projects(table.phrase_groups);
  for (const PhraseHit& hit : table.phrases.find(text, resume.denied))
    everywhere[hit.value].push_back({text.utf16[hit.begin], text.utf16[hit.end]});
  const std::vector<Span> places = project_places(resume, text);
  for (std::size_t g = 0; g < projects.size(); ++g) projects[g] = only_inside(places, everywhere[g]);

  FunnelFacts facts;
  calibrate(facts.bp, table, evidence.scores);
  for (std::size_t i = 0; i < table.bp.size(); ++i) {
    const std::size_t other = table.bp[i].min_skills > 0 ? count_other_skills(table.bp[i], resume, everywhere) : 0;
    facts.bp.parts[i] = read_part(table.bp[i], everywhere, projects, other);
    facts.other_skills = std::max(facts.other_skills, other);
  }
  sum_bp(facts.bp);

  using Term = FunnelTable::Term;
  for (std::size_t r = 0; r < table.reasons.size(); ++r) {
    std::optional<double> exposure;
    if (table.reasons[r].term == Term::required_missing) exposure = keyword_exposure(match, facts);
    if (table.reasons[r].term == Term::years_short) exposure = years_exposure(match);
    if (table.reasons[r].term == Term::bp_score) exposure = bp_exposure(facts.bp);
    if (table.reasons[r].term == Term::wording) exposure = projects[r].empty() ? 1 : 0;
    facts.exposures.push_back(exposure);
  }
  return facts;
}

}  // namespace chouma::screening
