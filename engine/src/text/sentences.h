// Where one statement of a posting ends and the next begins: line breaks, 。；！？, bullets, and numbered items even when the lines
// were run together ("…者优先5、具备…").
#pragma once

#include "text/folded.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace chouma::text {

struct Sentence {
  std::uint32_t begin, end;  ///< code points
};

struct Sentences {
  std::vector<Sentence> list;        ///< ascending, cover the text
  std::vector<std::uint32_t> index;  ///< of each code point: its sentence
};

Sentences split_sentences(const Folded& text);

/// Length of the item number that stands at `at` ("3、", "12.", "(2)", "①", "二、"), or 0. `line_start`: nothing but blanks stands before it on its line.
std::uint32_t item_number(std::u32string_view codes, std::uint32_t at, bool line_start);

}  // namespace chouma::text
