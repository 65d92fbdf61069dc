#include <string>
#include <string_view>
#include <vector>

#include <catch_amalgamated.hpp>

#include "base/random.h"
#include "regress/boosted_trees.h"

#include "tree_problems.h"

using namespace chouma::regress;
using namespace chouma::test;
using Catch::Matchers::ContainsSubstring;
using chouma::Code;
using Vector = std::vector<double>;

TEST_CASE("trees come back from their bytes", "[regress][trees]") {
  const CodedDesign x = random_design(71, 400);
  const BoostedTrees trees = grow(x, response(x, 72), {}, {}, 100);
  const std::string bytes = trees.serialise();
  CHECK(bytes.size() < 9000);
  const auto back = BoostedTrees::parse(bytes, x.columns());
  REQUIRE(back.ok());
  CHECK(back.value().serialise() == bytes);
  CHECK(predictions(back.value(), x) == predictions(trees, x));
  const auto few = BoostedTrees::parse(bytes, 12);
  REQUIRE_FALSE(few.ok());
  CHECK(few.error().code == Code::bad_schema);
  const auto none = BoostedTrees::parse(grow(x, response(x, 72), {}, {}, 0).serialise(), 0);
  REQUIRE(none.ok());
  CHECK(none.value().trees() == 0);
}

TEST_CASE("bytes cut or changed are refused, or are other trees", "[regress][trees]") {
  const CodedDesign x = random_design(81, 200);
  const std::string bytes = grow(x, response(x, 82), {}, {}, 12).serialise();
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    const auto cut = BoostedTrees::parse(std::string_view(bytes).substr(0, n), x.columns());
    REQUIRE_FALSE(cut.ok());
    CHECK(cut.error().code == Code::bad_schema);
  }
  CHECK_FALSE(BoostedTrees::parse(bytes + '\0', x.columns()).ok());
  std::size_t read = 0;
  for (std::uint64_t k = 0; k < 20000; ++k) {
    std::string other = bytes;
    for (std::uint64_t c = 0; c <= chouma::base::below(3, 5, 0, k); ++c)
      other[chouma::base::below(bytes.size(), 5, 1 + static_cast<std::uint32_t>(c), k)] =
          static_cast<char>(chouma::base::below(256, 5, 9 + static_cast<std::uint32_t>(c), k));
    const auto parsed = BoostedTrees::parse(other, x.columns());
    if (!parsed) continue;
    ++read;
    REQUIRE(parsed.value().serialise() == other);
    const std::size_t row = k % x.rows;
    Vector out(x.columns(), 0.0);
    double sum = parsed.value().add_contributions(x, row, out);
    for (const double c : out) sum += c;
    REQUIRE(sum == parsed.value().predict(x, row));
  }
  CHECK(read > 1000);
}

TEST_CASE("bytes that no trees have are refused by name", "[regress][trees]") {
  // format, step bits, start, columns (column, edges), trees
  const std::string edge1(4, '\0'), edge2("\0\0\x80\x3f", 4), nan("\0\0\xc0\x7f", 4);
  const auto head = [&](std::size_t trees) {
    return std::string("\x01\x0c\0\x02\x05\0\x06\x02", 8) + edge1 + edge2 + static_cast<char>(trees);
  };
  // A question about column 6 (place 1, last bin 1), and leaves 1 and -1.
  REQUIRE(BoostedTrees::parse(head(1) + std::string("\x01\x01\x02\x04\x02", 5), 7).ok());
  struct Case {
    std::string name, bytes, sentence;
  };
  std::string deep = head(1);
  for (int k = 0; k < 65; ++k) deep += std::string("\x01\0", 2);
  const Case cases[] = {
      {"nothing", "", "byte 0 is the end; allowed: format 1"},
      {"another format", "\x02", "byte 1 is not as trees are written; allowed: format 1"},
      {"format written long", std::string("\x81\0", 2), "byte 2 is not as trees are written; allowed: format 1"},
      {"steps too fine", "\x01\x1f", "step bits"},
      {"more columns than there are", std::string("\x01\x0c\0\x08", 4), "columns"},
      {"column out of range", std::string("\x01\x0c\0\x01\x07\0\0", 7), "columns"},
      {"column twice", std::string("\x01\x0c\0\x02\x05\0\x05\0\0", 9), "each column once"},
      {"edges descend", std::string("\x01\x0c\0\x01\x05\x02", 6) + edge2 + edge1 + '\0', "finite edges, ascending"},
      {"edge NaN", std::string("\x01\x0c\0\x01\x05\x01", 6) + nan + '\0', "finite edges, ascending"},
      {"too many edges", std::string("\x01\x0c\0\x01\x05\x3f", 6), "columns"},
      {"column of no place", head(1) + "\x01\x02", "a column of the list"},
      {"bin that is not there", head(1) + "\x01\x01\x06", "a bin of the column, and rows for both sides"},
      {"all rows left", head(1) + "\x01\x01\x05", "a bin of the column, and rows for both sides"},
      {"value too large", head(1) + "\x80\x80\x80\x80\x18", "values up to 2^30 steps"},
      {"too deep", deep, "at most 64 questions in a row"},
      {"a leaf is missing", head(1) + std::string("\x01\x01\x02\x04", 4), "the end"},
      {"a tree is missing", head(1), "the end"},
      {"bytes left", head(1) + std::string("\0\0", 2), "nothing behind the last tree"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const auto parsed = BoostedTrees::parse(c.bytes, 7);
    REQUIRE_FALSE(parsed.ok());
    CHECK(parsed.error().code == Code::bad_schema);
    CHECK_THAT(message(parsed.error()), ContainsSubstring(c.sentence));
  }
}
