// Fills phrases: values into slots, each citation with its letter. Inside talk.
#pragma once

#include "talk/talk.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::talk {

/// A part of what fills a slot: words in both languages, and the source of a number or quote.
struct Part {
  base::Words words;
  std::optional<Citation> citation;
  std::string anchor, blank;
};
using Value = std::vector<Part>;
using Values = std::map<std::string, Value, std::less<>>;

Value words(std::string zh, std::string en);
Value words(const Facts::Skill& skill);
/// The same in both languages.
Value cited(const std::string& text, Citation citation);
/// The whole percent of a share as 65 in zh, 65th in en.
Value percentile(double share, Citation citation);

std::string yuan(double amount);              ///< ¥44,923
std::string fixed(double value, int digits);  ///< 1.20
std::string percent(double share);            ///< 42%, 12.5%
std::string plain(double value, int digits);  ///< at most so many decimals: 3.5, 4

class Writer {
 public:
  explicit Writer(const Phrasebook& book) : book_(book) {}

  const Phrasebook& book() const { return book_; }
  /// A citation with its caption, such as "Scarcity table given-go, row 4".
  Citation cite(std::string source, std::string path, std::string_view caption, const Values& values,
                std::optional<Span> span = std::nullopt) const;
  Value word(std::string_view key) const;
  Value blank(std::string_view key) const;

  /// Appends a filled phrase to `runs`; in Chinese with a blank where Latin and Chinese meet at a slot. New citations get the next letters.
  static void fill(const Template& pieces, const Values& values, bool chinese, std::vector<Run>& runs,
                   std::vector<Citation>& citations);

 private:
  const Phrasebook& book_;
};

}  // namespace chouma::talk
