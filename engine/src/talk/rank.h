// Which points are said, and in which order.
//   A point p bears out a set of facts A(p). A fact's weight is  w(a) = effect × reliability × relevance:
//     effect       |log points of monthly pay| that it stands for; the phrasebook's `unpriced` where no model has a figure
//     reliability  of an estimate n / (n + k) · e / (e + h): n companies, k the model's fitted shrinkage, e its effect, h half of the 80 % interval; of what
//                  the résumé shows, by proof; of what is read as it stands, 1
//     relevance    by how the text asks for it: required > preferred > mentioned > not asked (the phrasebook's); 1 for all where there is no text
//   F(S) = Σ w(a) over a in ∪ A(p), p in S: monotone and submodular. Greedy takes the point of the largest gain F(S + p) − F(S), at most K of them, and is
//   at least 1 − 1/e of the best K (Nemhauser, Wolsey & Fisher 1978, "An analysis of approximations for maximizing submodular set functions", Mathematical
//   Programming 14, 265–294). A point that adds no fact gains nothing and is not said: none is said twice.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace chouma::talk {

struct Fact {
  std::string id;     ///< "worth:ebpf"
  double weight = 0;  ///< >= 0; of a fact that several points carry, the largest counts
};

struct Pick {
  std::size_t point = 0;
  double gain = 0;  ///< > 0; never rises from one to the next
};

/// At most `most` of the points, by gain; of equals, the earlier. O(points · most · facts of a point).
std::vector<Pick> greedy_cover(const std::vector<std::vector<Fact>>& points, std::size_t most);

/// e / (e + h) · n / (n + k), in [0, 1]; 0 where effect is not positive. `companies` of 0 with k > 0 is no data: 0.
double estimate_reliability(double effect, double half, double companies, double k);

}  // namespace chouma::talk
