// What a field says: its input, read as the recipe's field tells.
#pragma once

#include "salary/table_recipe.h"
#include "text/lexicon.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::salary {

/// Neither number nor items nor average: not stated.
struct FieldValue {
  std::optional<double> number;  ///< of a number
  std::vector<std::string>
      items;  ///< the level of a category as it is spelled, the items of a list, the ids of a text's skills that are not negated

  bool average = false;  ///< of a category: as the training rows have it on average (TableSpace::row)

  bool stated() const { return number.has_value() || !items.empty() || average; }
  std::string shown() const;  ///< the number, or the items with commas; "average"; "none" where not stated
};

/// Reads inputs of one field. The field must outlive it.
class FieldReader {
 public:
  FieldReader(const TableField& field, const text::Lexicon& lexicon);
  /// A number that is none, or no date where one is wanted, is not stated.
  FieldValue read(std::string_view input) const;

 private:
  std::string reworded(std::string_view cell) const;

  const TableField& field_;
  const text::Lexicon& lexicon_;
  std::vector<std::string> words_;  ///< folded
};

/// "2021-03-09", "2021-03", "3/9/2021 11:33" → "2021-03"; else empty.
std::string month_of(std::string_view date);

}  // namespace chouma::salary
