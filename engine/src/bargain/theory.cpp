#include "bargain/theory.h"

namespace chouma::bargain {

double rubinstein_share(double own_discount, double their_discount) {
  return (1 - their_discount) / (1 - own_discount * their_discount);
}

std::vector<double> uniform_asks(int rounds) {
  std::vector<double> asks;
  for (int j = 1; j <= rounds; ++j) asks.push_back(1 - static_cast<double>(j) / (rounds + 1));
  return asks;
}

double uniform_value(int rounds) { return static_cast<double>(rounds) / (2.0 * (rounds + 1)); }

std::vector<double> independent_asks(int rounds) {
  std::vector<double> asks;
  double value = 0;
  for (int left = 1; left <= rounds; ++left) {
    asks.push_back((1 + value) / 2);
    value = asks.back() * asks.back();
  }
  return asks;
}

SealedBids sealed_bids(double value, double cost) {
  SealedBids out;
  out.bid = 2 * value / 3 + 1.0 / 12;
  out.ask = 2 * cost / 3 + 1.0 / 4;
  // 2 (v − c) / 3 >= 1/6, said without the rounding of bid and ask
  out.trade = value - cost >= 0.25;
  out.price = (out.bid + out.ask) / 2;
  return out;
}

}  // namespace chouma::bargain
