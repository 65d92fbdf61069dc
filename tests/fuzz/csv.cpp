// Any bytes as a CSV table.
#include "base/csv.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chouma;
  base::CsvReader reader(fuzz::view(data, size));
  std::vector<std::string> cells;
  std::size_t rows = 0, bytes = 0, line = 0;
  for (;;) {
    const auto more = reader.next(cells);
    if (!more.ok() || !more.value()) break;
    fuzz::require(!cells.empty() && reader.line() > line, "a row has cells and begins on a later line");
    line = reader.line();
    for (const std::string& cell : cells) bytes += cell.size();
    fuzz::require(++rows <= size + 1 && bytes <= size, "no more comes out than goes in");
  }
  return 0;
}
