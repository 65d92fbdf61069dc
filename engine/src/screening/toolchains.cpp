#include "screening/toolchains.h"

#include <algorithm>

namespace chouma::screening {

namespace {

using Levels = std::array<double, 6>;

void add_spans(std::vector<Span>& to, const std::vector<Span>& more) { to.insert(to.end(), more.begin(), more.end()); }

/// Ascending; of spans that overlap, the first and longest.
std::vector<Span> merged(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
  std::vector<Span> out;
  for (const Span& span : spans)
    if (out.empty() || span.begin >= out.back().end) out.push_back(span);
  return out;
}

std::vector<ToolCheck> check_items(const ToolchainTable& table, std::string_view resume_text,
                                   const text::Resume& resume, const Evidence& evidence) {
  std::vector<std::vector<Span>> worded(table.items.size());
  const text::Folded text = text::fold_text(resume_text);
  for (const PhraseHit& hit : table.phrases.find(text, resume.denied))
    worded[hit.value].push_back({text.utf16[hit.begin], text.utf16[hit.end]});
  std::vector<ToolCheck> out;
  for (std::size_t i = 0; i < table.items.size(); ++i) {
    const ToolchainTable::Item& item = table.items[i];
    bool met = !worded[i].empty();
    for (const text::ResumeSkill& held : resume.skills) {
      if (std::find(item.skills.begin(), item.skills.end(), held.skill) == item.skills.end()) continue;
      met = true;
      add_spans(worded[i], held.spans);
    }
    met = met || std::find(evidence.tools.begin(), evidence.tools.end(), item.id) != evidence.tools.end();
    out.push_back({item.id, item.name, item.level, met, merged(std::move(worded[i]))});
  }
  return out;
}

Levels shared_out(const ToolchainTable::Band& band) {
  constexpr auto kJunior = static_cast<std::size_t>(Level::junior), kMid = static_cast<std::size_t>(Level::mid);
  Levels out = band.named;
  const double mid = band.unnamed * (out[kMid] + 1) / (out[kJunior] + out[kMid] + 1);
  out[kMid] += mid;
  out[kJunior] += band.unnamed - mid;
  return out;
}

Levels normalised(Levels levels) {
  double sum = 0;
  for (const double p : levels) sum += p;
  for (double& p : levels) p /= sum;
  return levels;
}

/// The band of these years; all together where they are unknown (below 0).
Levels by_years(const ToolchainTable& table, double years) {
  Levels sum{};
  for (std::size_t b = 0; b < table.bands.size(); ++b) {
    const bool last = b + 1 == table.bands.size();
    if (years >= 0 && (years < table.bands[b].from || (!last && years >= table.bands[b + 1].from))) continue;
    const Levels band = shared_out(table.bands[b]);
    for (std::size_t level = 0; level < sum.size(); ++level) sum[level] += band[level];
  }
  return normalised(sum);
}

}  // namespace

Toolchains check_toolchains(const ToolchainTable& table, std::string_view resume_text, const text::Resume& resume,
                            const Evidence& evidence, std::optional<double> years) {
  Toolchains out{check_items(table, resume_text, resume, evidence), {}};
  LevelEstimate& estimate = out.estimate;
  estimate.before = estimate.after = by_years(table, years.value_or(-1));
  bool any = false;
  for (const ToolCheck& item : out.items) {
    if (!item.met) continue;
    any = true;
    for (auto level = static_cast<std::size_t>(item.level); level < estimate.after.size(); ++level)
      estimate.after[level] *= table.ratio;
  }
  if (any) estimate.after = normalised(estimate.after);
  estimate.level =
      static_cast<Level>(std::max_element(estimate.after.begin(), estimate.after.end()) - estimate.after.begin());
  return out;
}

}  // namespace chouma::screening
