// Dated intervals: 2019.03 - 至今, 2019/3–2021/06, 2019年3月-2021年6月, Mar 2019 – Present, 03/2019 to 06/2021, 2018-2020.
#pragma once

#include "text/resume.h"
#include "text/resume_words.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace chouma::text {

struct DateRange {
  std::uint32_t begin, end;  ///< code points
  Month from;
  std::optional<Month> to;  ///< inclusive; nothing: still open

  /// The last month that is over by `today`: what lies ahead is no experience.
  std::optional<Month> until(std::optional<Month> today) const {
    if (!to) return today;
    return today ? std::min(*to, *today) : *to;
  }
};

/// Ascending. Years 1970 to 2099. A bare year counts from or to its middle, since nothing says more: 2018-2020 is July 2018 to June 2020,
/// twenty-four months. Ranges that end before they begin are left out. Time linear in text.
std::vector<DateRange> find_ranges(std::u32string_view codes, const std::vector<ResumePhrase>& words);

}  // namespace chouma::text
