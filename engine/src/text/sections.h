// Which section of a posting a place belongs to: 岗位职责, 任职要求, 加分项, …
#pragma once

#include "text/matches.h"

#include <vector>

namespace chouma::text {

enum class Section : std::uint8_t { none, required, duties, preferred, other };

struct SectionStart {
  std::uint32_t at;
  Section section;
};

/// Ascending; a section reaches to the next start. A heading is a heading phrase that stands alone on its line, or opens a line or
/// sentence and is followed by a colon, a closing bracket or an item number. One in the middle of a line ends with the line.
std::vector<SectionStart> find_sections(const Folded& text, const Matches& matches);

}  // namespace chouma::text
