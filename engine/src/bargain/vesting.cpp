#include "bargain/equity.h"

#include <algorithm>

namespace chouma::bargain {

Vesting cliff_vesting(int cliff, int total, int every) {
  if (cliff == 0) return {{0, total, 1, every}};
  const double share = static_cast<double>(cliff) / total;
  if (cliff == total) return {{0, total, 1, total}};
  return {{0, cliff, share, cliff}, {cliff, total, 1 - share, every}};
}

std::vector<Vest> vests(const Vesting& vesting) {
  std::vector<Vest> result;
  for (const VestingPiece& piece : vesting)
    for (int from = piece.after; from < piece.until;) {
      const int to = std::min(from + piece.every, piece.until);
      result.push_back({to, piece.share * (to - from) / (piece.until - piece.after)});
      from = to;
    }
  return result;
}

int last_sale(const Equity& equity, int horizon) {
  int last = 0;
  for (const Grant& grant : equity.grants)
    for (const Vest& vest : vests(grant.vesting))
      if (vest.month <= horizon) last = std::max({last, vest.month, equity.sell_month});
  return last;
}

}  // namespace chouma::bargain
