#include <limits>
#include <vector>

#include <catch_amalgamated.hpp>

#include "regress/numbers.h"

using namespace chouma::regress;

TEST_CASE("a binade is the power of two next below a number's size, and can be divided by", "[regress][numbers]") {
  CHECK(binade(0) == 1);
  CHECK(binade(1) == 1);
  CHECK(binade(-3) == 2);
  CHECK(binade(0.7) == 0.5);
  CHECK(binade(std::numeric_limits<double>::max()) == 0x1p1023);
  CHECK(binade(0x1p-1000) == 0x1p-1000);
  CHECK(binade(std::numeric_limits<double>::denorm_min()) == 0x1p-1000);
}

TEST_CASE("numbers are refused by length and place", "[regress][numbers]") {
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  const auto sentence = [](const chouma::Result<bool>& got) { return got.ok() ? "ok" : message(got.error()); };
  CHECK(sentence(check_numbers("y", std::vector<double>{1, -2}, 2)) == "ok");
  CHECK(sentence(check_numbers("y", std::vector<double>{1, -2}, 3)) == "the length of y is 2; allowed: 3.");
  CHECK(sentence(check_numbers("y", std::vector<double>{1, nan}, 2)) == "y[1] is nan; allowed: a finite number.");
  CHECK(sentence(check_not_negative("w", std::vector<double>{0, 1}, 2)) == "ok");
  CHECK(sentence(check_not_negative("w", std::vector<double>{inf, 1}, 2)) == "w[0] is inf; allowed: a finite number.");
  CHECK(sentence(check_not_negative("w", std::vector<double>{0, -1}, 2)) == "w[1] is -1; allowed: 0 or more.");
}
