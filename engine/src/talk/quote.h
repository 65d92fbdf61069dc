// The clause of a résumé around a place, to be quoted as evidence.
#pragma once

#include <chouma/profile.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::talk {

struct Quote {
  std::string text;  ///< the original's own words between span.begin and span.end
  Span span;
};

/// Longer clauses are not quoted, UTF-16 units.
inline constexpr std::uint32_t kQuoteUnits = 90;

/// Built once for a text. Time and room linear in it.
class Quotes {
 public:
  /// `readable` is the text with personal details as blanks, unit by unit as long as `original`; `denied` ascend and are disjoint.
  Quotes(std::string_view original, std::string_view readable, const std::vector<Span>& denied);

  /// From the mark before `place` to the one behind it (line break, 。；;！!？?，, or a full stop before a blank), without list marks and blanks at its ends.
  /// Nothing where the clause says no more than `place`, is longer than kQuoteUnits, or holds a personal detail or anything denied.
  std::optional<Quote> around(Span place) const;

 private:
  bool ends_clause(std::size_t at) const;

  std::u16string units_;
  std::vector<bool> barred_;  ///< personal or denied
};

}  // namespace chouma::talk
