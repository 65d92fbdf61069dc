#include "screening/swaps.h"

#include "base/math.h"

namespace chouma::screening {

std::uint32_t swap_weight(const SwapTable& table, const SwapMention& mention, std::uint32_t declared,
                          std::uint32_t asked) {
  const SwapTable::Item& item = table.items[mention.item];
  if (item.family != asked && item.family != declared) return text::kNone;
  return table.weight_of[item.family == declared][item.language][static_cast<std::size_t>(mention.context)];
}

namespace {

SwapFinding weigh(const SwapTable& table, const SwapMentions& mentions, std::uint32_t asked) {
  const std::uint32_t declared = *mentions.declared;
  SwapFinding out;
  out.declared = table.families[declared].id;
  out.declared_name = table.families[declared].name;
  out.asked = table.families[asked].id;
  out.asked_name = table.families[asked].name;
  out.prior = table.prior;
  out.log_odds = table.prior;
  for (const SwapMention& m : mentions.list) {
    const std::uint32_t w = swap_weight(table, m, declared, asked);
    if (w == text::kNone || table.weights[w] == 0) continue;
    out.log_odds += table.weights[w];
    out.evidence.push_back({table.weights[w], m.span, m.line});
  }
  out.probability = 1 / (1 + base::exp(-out.log_odds));
  out.claimed = out.probability >= table.threshold;
  return out;
}

}  // namespace

std::optional<SwapFinding> find_swap(const SwapTable& table, const text::Lexicon& lexicon, std::string_view text,
                                     const Profile& posting) {
  const SwapMentions mentions = swap_mentions(table, lexicon, text, posting);
  if (!mentions.declared) return std::nullopt;
  std::vector<bool> named(table.families.size(), false);
  for (const SwapMention& m : mentions.list)
    if (swap_weight(table, m, text::kNone, table.items[m.item].family) != text::kNone)
      named[table.items[m.item].family] = true;
  std::optional<SwapFinding> best;
  for (std::uint32_t family = 0; family < table.families.size(); ++family) {
    if (!named[family] || mentions.in_title[family] || family == *mentions.declared) continue;
    SwapFinding finding = weigh(table, mentions, family);
    if (!best || finding.log_odds > best->log_odds) best = std::move(finding);
  }
  return best;
}

}  // namespace chouma::screening
