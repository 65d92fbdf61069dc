#include "screening/vetoes_read.h"

#include <algorithm>

namespace chouma::screening {

namespace {

using Slots = std::vector<std::pair<std::string_view, base::Words>>;

void fill(std::string& sentence, std::string_view slot, const std::string& value) {
  const std::string braced = "{" + std::string(slot) + "}";
  for (std::size_t at = sentence.find(braced); at != std::string::npos; at = sentence.find(braced, at + value.size()))
    sentence.replace(at, braced.size(), value);
}

base::Words filled(base::Words words, const Slots& slots) {
  for (const auto& [slot, value] : slots) {
    fill(words.zh, slot, value.zh);
    fill(words.en, slot, value.en);
  }
  return words;
}

void join(base::Words& whole, const base::Words& part) {
  whole.zh += part.zh;
  if (!whole.en.empty()) whole.en += " ";
  whole.en += part.en;
}

base::Words list(const std::vector<std::string>& names) {
  base::Words out;
  for (const std::string& name : names) {
    out.zh += (out.zh.empty() ? "" : "、") + name;
    out.en += (out.en.empty() ? "" : ", ") + name;
  }
  return out;
}

base::Words number(std::int64_t value) { return {std::to_string(value), std::to_string(value)}; }

// As first written: "Channel" and "channel" are one name.
void add_once(std::vector<std::string>& names, const std::string& name) {
  const std::u32string folded = text::fold_phrase(name);
  if (std::none_of(names.begin(), names.end(), [&](const auto& n) { return text::fold_phrase(n) == folded; }))
    names.push_back(name);
}

void check(const VetoTable::Wording& wording, const Reading& resume, VetoCheck& out) {
  constexpr std::size_t kNamed = 3;
  const std::vector<PhraseHit> proof = resume.find(wording.proof), near = resume.find(wording.not_enough);
  std::vector<std::string> found;
  for (const PhraseHit& h : proof.empty() ? near : proof)
    if (found.size() < kNamed) add_once(found, resume.quote(h));
  for (const PhraseHit& h : proof) out.resume.push_back(resume.span(h));
  out.status = proof.empty() ? VetoStatus::unknown : VetoStatus::met;
  const base::Words& why = !proof.empty() ? wording.met : near.empty() ? wording.silent : wording.short_of;
  out.why = filled(why, {{"found", list(found)}});
  out.settle = wording.settle;
}

enum class Answer { no, yes, unknown };

// Stars against the bar, and the sentence about them.
Answer check_stars(const VetoTable::OpenSource& bar, std::int64_t need, const Reading& resume, const Evidence& evidence,
                   VetoCheck& out) {
  std::optional<std::int64_t> stars = evidence.stars;
  for (const Stars& s : read_stars(bar, resume)) {
    out.resume.push_back(resume.span(s.hit));
    if (!evidence.stars) stars = std::max(stars.value_or(0), s.count);
  }
  const Slots slots = {{"need", number(need)}, {"stars", number(stars.value_or(0))}};
  join(out.why, filled(stars ? bar.stars_known : bar.stars_unknown, slots));
  const Answer answer = !stars ? Answer::unknown : *stars >= need ? Answer::yes : Answer::no;
  if (answer != Answer::yes) join(out.settle, filled(bar.settle_stars, slots));
  return answer;
}

Answer check_merges(const VetoTable::OpenSource& bar, const Reading& resume, const Evidence& evidence, VetoCheck& out) {
  std::vector<std::string> merged, outside;
  for (const std::string& typed : evidence.merged) {
    const text::Folded name = text::fold_text(typed);
    auto hits = bar.projects.find(name);
    // "grafana/grafana" and "kubernetes/client-go" name their project, "my grafana blog" does not.
    std::erase_if(hits, [&](const PhraseHit& h) {
      const auto ends = [&](std::size_t at) { return at == name.codes.size() || name.codes[at] == '/'; };
      return (h.begin > 0 && name.codes[h.begin - 1] != '/') || !ends(h.end);
    });
    for (const PhraseHit& h : hits) add_once(merged, bar.project_names[h.value]);
    if (hits.empty()) add_once(outside, typed);
  }
  for (const PhraseHit& h : read_merges(bar, resume)) {
    out.resume.push_back(resume.span(h));
    add_once(merged, bar.project_names[h.value]);
  }
  const Slots slots = {{"projects", list(bar.project_names)}, {"merged", list(merged.empty() ? outside : merged)}};
  const base::Words& said = !merged.empty()          ? bar.merged
                            : !outside.empty()       ? bar.outside
                            : evidence.merged_stated ? bar.none
                                                     : bar.merges_unknown;
  join(out.why, filled(said, slots));
  if (!merged.empty()) return Answer::yes;
  join(out.settle, filled(bar.settle_merged, slots));
  return evidence.merged_stated ? Answer::no : Answer::unknown;
}

void check(const VetoTable::OpenSource& bar, const Reading& posting, const Reading& resume, const Evidence& evidence,
           VetoCheck& out) {
  const std::int64_t need = read_bar(bar, posting).value_or(bar.stars);
  out.name = filled(out.name, {{"need", number(need)}});
  const Answer stars = check_stars(bar, need, resume, evidence, out), merges = check_merges(bar, resume, evidence, out);
  out.status = stars == Answer::yes && merges == Answer::yes ? VetoStatus::met
               : stars == Answer::no || merges == Answer::no ? VetoStatus::not_met
                                                             : VetoStatus::unknown;
}

// Whether the posting asks for one of the veto's skills or a child of one.
bool applies(const VetoTable::Veto& veto, const text::Lexicon& lexicon, const Profile& posting) {
  for (const SkillMention& m : posting.skills) {
    if (m.strength == Strength::negated) continue;
    for (std::uint32_t skill = m.skill; skill != text::kNone; skill = lexicon.skills()[skill].parent)
      if (std::find(veto.skills.begin(), veto.skills.end(), skill) != veto.skills.end()) return true;
  }
  return false;
}

std::vector<Span> asked_spans(const VetoTable::Veto& veto, const Reading& posting) {
  std::vector<Span> out;
  for (const PhraseHit& h : posting.find(veto.asked)) out.push_back(posting.span(h));
  if (veto.open_source)
    for (const Stars& s : read_stars(*veto.open_source, posting)) out.push_back(posting.span(s.hit));
  return out;
}

// Ascending, those that overlap as one.
void order(std::vector<Span>& spans) {
  std::stable_sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
  std::size_t kept = 0;
  for (const Span& span : spans)
    if (kept > 0 && span.begin < spans[kept - 1].end) {
      spans[kept - 1].end = std::max(spans[kept - 1].end, span.end);
    } else {
      spans[kept++] = span;
    }
  spans.resize(kept);
}

}  // namespace

std::vector<VetoCheck> check_vetoes(const VetoTable& table, const text::Lexicon& lexicon, std::string_view posting_text,
                                    const Profile& posting, std::string_view resume_text, const text::Resume& candidate,
                                    const Evidence& evidence) {
  const Reading asked(posting_text, text::denied_spans(lexicon, posting_text)), resume(resume_text, candidate.denied);
  std::vector<VetoCheck> out;
  for (const VetoTable::Veto& veto : table.vetoes) {
    if (!applies(veto, lexicon, posting)) continue;
    VetoCheck item{veto.id, veto.name, VetoStatus::unknown, asked_spans(veto, asked), {}, {}, {}};
    if (veto.open_source) check(*veto.open_source, asked, resume, evidence, item);
    if (veto.wording) check(*veto.wording, resume, item);
    for (const auto& [id, met] : evidence.answers)
      if (id == veto.id) {
        item.status = met ? VetoStatus::met : VetoStatus::not_met;
        item.why = met ? table.ticked_met : table.ticked_not;
      }
    if (item.status == VetoStatus::met) item.settle = {};
    order(item.asked);
    order(item.resume);
    out.push_back(std::move(item));
  }
  return out;
}

}  // namespace chouma::screening
