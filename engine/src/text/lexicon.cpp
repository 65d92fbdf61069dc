#include "text/lexicon.h"

#include "text/folded.h"
#include "text/lexicon_data.h"

#include <algorithm>

namespace chouma::text {

namespace {

using Names = std::vector<std::pair<std::u32string, std::uint32_t>>;

std::optional<std::uint32_t> look_up(const Names& names, std::u32string_view name) {
  const auto at = std::lower_bound(names.begin(), names.end(), name,
                                   [](const auto& entry, std::u32string_view wanted) { return entry.first < wanted; });
  if (at == names.end() || at->first != name) return std::nullopt;
  return at->second;
}

constexpr std::size_t kLongestTag = 256;  ///< bytes; no name is longer, and a tag of megabytes must not cost

}  // namespace

Lexicon::Lexicon() : data_(std::make_unique<Data>()) {}
Lexicon::Lexicon(std::unique_ptr<Data> data) : data_(std::move(data)) {}
Lexicon::~Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;

const std::string& Lexicon::id() const { return data_->id; }
const std::string& Lexicon::hash() const { return data_->hash; }
const std::vector<Skill>& Lexicon::skills() const { return data_->skills; }
const std::vector<City>& Lexicon::cities() const { return data_->cities; }
const Lexicon::Data& Lexicon::data() const { return *data_; }

std::optional<std::uint32_t> Lexicon::find_skill(std::string_view tag) const {
  const std::u32string folded = fold_phrase(tag.substr(0, kLongestTag));
  const std::u32string_view name = folded;
  if (const auto skill = look_up(data_->names, name)) return skill;
  // "Go语言" is "Go", whichever language it is.
  constexpr std::u32string_view kLanguage = U"语言";
  if (!name.ends_with(kLanguage)) return std::nullopt;
  return look_up(data_->names, name.substr(0, name.size() - kLanguage.size()));
}

std::optional<std::uint32_t> Lexicon::find_city(std::string_view place) const {
  const std::u32string folded = fold_phrase(place.substr(0, kLongestTag));
  for (std::size_t n = std::min<std::size_t>(folded.size(), 32); n > 0; --n) {
    if (n < folded.size() && is_word(folded[n]) && is_word(folded[n - 1])) continue;
    if (const auto city = look_up(data_->places, std::u32string_view(folded).substr(0, n))) return city;
  }
  return std::nullopt;
}

}  // namespace chouma::text
