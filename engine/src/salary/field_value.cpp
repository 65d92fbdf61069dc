#include "salary/field_value.h"

#include <algorithm>

#include "base/number.h"
#include "salary/csv_rows.h"
#include "text/extract.h"

namespace chouma::salary {

namespace {

bool is_number(std::string_view digits, std::size_t least, std::size_t most) {
  return digits.size() >= least && digits.size() <= most &&
         std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The `part`-th part of `text` between separators, trimmed; nothing where there are fewer.
std::optional<std::string_view> part_of(std::string_view text, std::string_view separator, int part) {
  for (int k = 0; k < part; ++k) {
    const std::size_t at = text.find(separator);
    if (at == std::string_view::npos) return std::nullopt;
    text.remove_prefix(at + separator.size());
  }
  return trimmed(text.substr(0, text.find(separator)));
}

std::optional<double> date_number(std::string_view text) {
  const std::string month = month_of(text);
  if (month.empty()) return base::parse_double(text);
  const double year = *base::parse_double(month.substr(0, 4)), of_year = *base::parse_double(month.substr(5));
  return year + (of_year - 0.5) / 12;
}

}  // namespace

std::string month_of(std::string_view date) {
  date = trimmed(date);
  std::string_view year, month;
  if (const std::size_t dash = date.find('-'); dash == 4) {
    year = date.substr(0, 4);
    month = date.substr(5, 2);
  } else if (const std::size_t slash = date.find('/'); slash != std::string_view::npos) {
    const std::size_t second = date.find('/', slash + 1);
    if (second == std::string_view::npos) return {};
    month = date.substr(0, slash);
    year = date.substr(second + 1, 4);
  }
  if (!is_number(year, 4, 4) || !is_number(month, 1, 2)) return {};
  const double number = *base::parse_double(month);
  if (number < 1 || number > 12) return {};
  return std::string(year) + (month.size() == 1 ? "-0" : "-") + std::string(month);
}

std::string FieldValue::shown() const {
  if (number) return base::format_double(*number);
  if (average) return "average";
  if (items.empty()) return "none";
  std::string all;
  for (const std::string& item : items) all += (all.empty() ? "" : ", ") + item;
  return all;
}

FieldReader::FieldReader(const TableField& field, const text::Lexicon& lexicon) : field_(field), lexicon_(lexicon) {
  for (const auto& word : field.words) words_.push_back(text::fold(word.first));
}

std::string FieldReader::reworded(std::string_view cell) const {
  if (words_.empty()) return std::string(cell);
  const std::string folded = text::fold(cell);
  for (std::size_t k = 0; k < words_.size(); ++k)
    if (field_.inside ? folded.find(words_[k]) != std::string::npos : folded == words_[k])
      return field_.words[k].second;
  return std::string(cell);
}

FieldValue FieldReader::read(std::string_view input) const {
  FieldValue value;
  std::string_view cell = trimmed(input);
  if (!field_.split.empty()) {
    const auto part = part_of(cell, field_.split, field_.part);
    if (!part) return value;
    cell = *part;
  }
  const std::string said = reworded(cell);
  if (said.empty()) return value;
  switch (field_.kind) {
    case FieldKind::category:
      value.items.push_back(said);
      break;
    case FieldKind::number:
      value.number = field_.date ? date_number(said) : base::parse_double(said);
      break;
    case FieldKind::list:
      for (int part = 0;; ++part) {
        const auto item = part_of(said, field_.separator, part);
        if (!item) break;
        if (!item->empty()) value.items.emplace_back(*item);
      }
      break;
    case FieldKind::text:
      for (const SkillMention& mention : text::extract(lexicon_, said).skills)
        if (mention.strength != Strength::negated) value.items.push_back(lexicon_.skills()[mention.skill].id);
      break;
  }
  return value;
}

}  // namespace chouma::salary
