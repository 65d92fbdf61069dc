// The lines and headings of a résumé as pasted or read out of a PDF.
#pragma once

#include "text/resume.h"
#include "text/resume_words.h"
#include "text/written.h"

#include <optional>
#include <string_view>
#include <vector>

namespace chouma::text {

struct Line {
  std::uint32_t begin, end;  ///< code points, without the line break and the blanks at both ends
};

std::vector<Line> split_lines(std::u32string_view codes);

/// A heading: where it begins on its line, and where the line's own content begins (the line's end where it has none).
struct Heading {
  ResumeSection::Kind kind;
  std::uint32_t begin, content;
};

/// The headings on one line, several where columns were run together (three blanks or more between them). A heading is a phrase of the
/// lexicon's heading_… that stands alone between ornaments, brackets, item numbers and a colon, or opens a line with a colon and content behind.
std::vector<Heading> headings(std::u32string_view codes, const std::vector<ResumePhrase>& words, Line line);

/// Without what a PDF adds: blanks between Chinese characters (before the first heading only in lines that are all spaced out, since
/// there the blanks part name, gender and place), lines that are page numbers, and breaks inside a sentence. Time linear in text.
std::vector<Edit> join_spaced(const Written& text);
std::vector<Edit> join_broken(const Written& text, const std::vector<ResumePhrase>& words);

}  // namespace chouma::text
