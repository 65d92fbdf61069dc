#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <Eigen/Cholesky>
#include <Eigen/LU>

#include <catch_amalgamated.hpp>

#include "base/random.h"
#include "regress/pooling.h"

using namespace chouma::regress;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using chouma::Code;
using Nodes = std::vector<PoolingNode>;

namespace {

Pooling need(const chouma::Result<Pooling>& got) {
  if (!got) FAIL(message(got.error()));
  return got.value();
}

struct Tree {
  Nodes nodes;
  std::vector<double> truth;
};

/// Families of two to five skills, some skills with a child; pairs by themselves. Kinds: 0 family, 1 skill, 2 pair. One skill in seven and all
/// families have no estimate.
Tree random_tree(std::uint64_t seed, std::size_t families, std::size_t pairs) {
  Tree out;
  std::uint64_t draw = 0;
  const auto add = [&](std::uint32_t parent, std::uint32_t kind, double tau, bool estimated) {
    const double above = parent == NO_PARENT ? 0 : out.truth[parent];
    const double truth = above + tau * chouma::base::normal(seed, 1, draw);
    const double se = 0.02 + 0.1 * chouma::base::uniform(seed, 2, draw);
    const double estimate = truth + se * chouma::base::normal(seed, 3, draw);
    ++draw;
    out.truth.push_back(truth);
    out.nodes.push_back({parent, kind, estimated, estimated ? estimate : 0, estimated ? se : 0});
    return static_cast<std::uint32_t>(out.nodes.size() - 1);
  };
  for (std::size_t f = 0; f < families; ++f) {
    const auto family = add(NO_PARENT, 0, 0.08, false);
    const auto skills = 2 + chouma::base::below(4, seed, 4, f);
    for (std::size_t k = 0; k < skills; ++k) {
      const auto skill = add(family, 1, 0.05, draw % 7 != 0);
      if (k == 0 && f % 2 == 0) add(skill, 1, 0.05, true);
    }
  }
  for (std::size_t k = 0; k < pairs; ++k) add(NO_PARENT, 2, 0.02, true);
  return out;
}

/// Prior covariance of all nodes: nodes share the variances of the parents they have in common.
Eigen::MatrixXd prior(const Nodes& nodes, const std::vector<double>& tau) {
  const auto n = static_cast<Eigen::Index>(nodes.size());
  Eigen::MatrixXd path = Eigen::MatrixXd::Zero(n, n), scale = Eigen::MatrixXd::Zero(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const PoolingNode& node = nodes[static_cast<std::size_t>(i)];
    if (node.parent != NO_PARENT) path.row(i) = path.row(node.parent);
    path(i, i) = 1;
    scale(i, i) = tau[node.kind] * tau[node.kind];
  }
  return path * scale * path.transpose();
}

struct Dense {
  Eigen::VectorXd mean, deviation, weight;
  double log_likelihood = 0;
};

/// The posterior, and the likelihood of the estimates, from the covariance matrices.
Dense by_matrices(const Nodes& nodes, const std::vector<double>& tau) {
  const Eigen::MatrixXd all = prior(nodes, tau);
  std::vector<Eigen::Index> seen;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (nodes[i].estimated) seen.push_back(static_cast<Eigen::Index>(i));
  const auto m = static_cast<Eigen::Index>(seen.size());
  Eigen::MatrixXd cross(all.rows(), m), v(m, m);
  Eigen::VectorXd estimate(m);
  for (Eigen::Index k = 0; k < m; ++k) {
    const auto at = seen[static_cast<std::size_t>(k)];
    const PoolingNode& node = nodes[static_cast<std::size_t>(at)];
    cross.col(k) = all.col(at);
    for (Eigen::Index l = 0; l < m; ++l) v(l, k) = all(seen[static_cast<std::size_t>(l)], at);
    v(k, k) += node.standard_error * node.standard_error;
    estimate(k) = node.estimate;
  }
  const Eigen::MatrixXd gain = cross * v.inverse();
  Dense out;
  out.mean = gain * estimate;
  out.deviation = (all - gain * cross.transpose()).diagonal().cwiseSqrt();
  out.weight = Eigen::VectorXd::Zero(all.rows());
  for (Eigen::Index k = 0; k < m; ++k)
    out.weight(seen[static_cast<std::size_t>(k)]) = gain(seen[static_cast<std::size_t>(k)], k);
  const Eigen::MatrixXd root = v.llt().matrixL();
  const Eigen::VectorXd z = root.triangularView<Eigen::Lower>().solve(estimate);
  out.log_likelihood = -0.5 * z.squaredNorm() - root.diagonal().array().log().sum();
  return out;
}

}  // namespace

TEST_CASE("pooled nodes are the posterior given the τ that was fitted", "[regress][pooling]") {
  const std::uint64_t seed = GENERATE(1, 2, 3, 4);
  const Tree tree = random_tree(seed, 6, 8);
  const Pooling got = need(pool(tree.nodes, 3, 0.8));
  const Dense expected = by_matrices(tree.nodes, got.tau);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const auto k = static_cast<Eigen::Index>(i);
    const PooledNode& node = got.nodes[i];
    CHECK_THAT(node.mean, WithinAbs(expected.mean(k), 1e-11));
    CHECK_THAT(node.deviation, WithinRel(expected.deviation(k), 1e-9));
    CHECK_THAT(node.weight, WithinAbs(expected.weight(k), 1e-9));
    CHECK_THAT(node.high - node.mean, WithinRel(1.2815515655446004 * node.deviation, 1e-9));
    CHECK_THAT(node.mean - node.low, WithinRel(1.2815515655446004 * node.deviation, 1e-9));
  }
}

TEST_CASE("τ maximises the likelihood of the estimates times the squares of τ", "[regress][pooling]") {
  const std::uint64_t seed = GENERATE(5, 6, 7);
  const Tree tree = random_tree(seed, 8, 10);
  const Pooling got = need(pool(tree.nodes, 3));
  const auto objective = [&](const std::vector<double>& tau) {
    double sum = by_matrices(tree.nodes, tau).log_likelihood;
    for (const double t : tau) sum += 2 * std::log(t);
    return sum;
  };
  const double best = objective(got.tau);
  for (std::uint64_t t = 0; t < 60; ++t) {
    std::vector<double> moved = got.tau;
    const double size = t % 2 == 0 ? 0.01 : 1;
    for (std::size_t k = 0; k < 3; ++k)
      moved[k] *= std::exp(size * chouma::base::normal(seed, 10 + static_cast<std::uint32_t>(k), t));
    CHECK(objective(moved) <= best + 1e-9);
  }
}

TEST_CASE("pooled intervals cover on average", "[regress][pooling]") {
  constexpr int R = 150;
  double sum = 0, square = 0;
  for (int r = 0; r < R; ++r) {
    const Tree tree = random_tree(100 + static_cast<std::uint64_t>(r), 12, 30);
    const Pooling got = need(pool(tree.nodes, 3));
    double in = 0;
    for (std::size_t i = 0; i < tree.truth.size(); ++i)
      if (got.nodes[i].low <= tree.truth[i] && tree.truth[i] <= got.nodes[i].high) ++in;
    in /= static_cast<double>(tree.truth.size());
    sum += in;
    square += in * in;
  }
  // Within the 2 points asked for, and four Monte-Carlo errors.
  const double mean = sum / R, error = std::sqrt((square / R - mean * mean) / (R - 1));
  CAPTURE(mean, error);
  CHECK(std::fabs(mean - 0.95) <= 0.02 + 4 * error);
  CHECK(error < 0.005);
}

TEST_CASE("a node without an estimate is its parent, less certain", "[regress][pooling]") {
  Tree tree = random_tree(20, 6, 4);
  tree.nodes.push_back({1, 1, false, 0, 0});
  const Pooling got = need(pool(tree.nodes, 3));
  const PooledNode& node = got.nodes.back();
  CHECK_THAT(node.mean, WithinRel(got.nodes[1].mean, 1e-12));
  CHECK_THAT(node.deviation * node.deviation,
             WithinRel(got.nodes[1].deviation * got.nodes[1].deviation + got.tau[1] * got.tau[1], 1e-9));
  CHECK(node.weight == 0);
}

TEST_CASE("pooling follows the estimates' units", "[regress][pooling]") {
  const Tree tree = random_tree(30, 6, 8);
  Tree large = tree;
  for (PoolingNode& node : large.nodes) {
    node.estimate *= 0x1p40;
    node.standard_error *= 0x1p40;
  }
  const Pooling a = need(pool(tree.nodes, 3)), b = need(pool(large.nodes, 3));
  for (std::size_t k = 0; k < 3; ++k) CHECK(b.tau[k] == a.tau[k] * 0x1p40);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) CHECK(b.nodes[i].low == a.nodes[i].low * 0x1p40);
}

TEST_CASE("bad input to pooling is refused by name", "[regress][pooling]") {
  const Nodes good = {{NO_PARENT, 0, true, 0.1, 0.1}, {NO_PARENT, 0, true, 0.2, 0.1}, {1, 0, true, 0, 0.3}};
  REQUIRE(pool(good, 1).ok());
  const auto refused = [](const Nodes& nodes, std::uint32_t kinds, Code code, const std::string& sentence) {
    const auto got = pool(nodes, kinds);
    REQUIRE_FALSE(got.ok());
    CHECK(got.error().code == code);
    CHECK_THAT(message(got.error()), ContainsSubstring(sentence));
  };
  const auto with = [&](const auto& change) {
    Nodes nodes = good;
    change(nodes);
    return nodes;
  };
  refused(with([](Nodes& n) { n[1].parent = 1; }), 1, Code::out_of_range,
          "the parent of node 1 is 1; allowed: a node before it");
  refused(with([](Nodes& n) { n[0].kind = 1; }), 1, Code::out_of_range, "the kind of node 0 is 1");
  refused(with([](Nodes& n) { n[2].standard_error = 0; }), 1, Code::out_of_range, "the standard error of node 2 is 0");
  refused(with([](Nodes& n) { n[2].estimate = std::numeric_limits<double>::infinity(); }), 1, Code::not_finite,
          "the estimate of node 2 is inf");
  refused(with([](Nodes& n) { n[2].standard_error = std::nan(""); }), 1, Code::not_finite,
          "the standard error of node 2 is nan");
  refused(with([](Nodes& n) { n[2].estimate = 1e200; }), 1, Code::out_of_range, "up to 1e12 times");
  refused(good, 2, Code::no_data, "nodes of kind 1 with estimates is 0; allowed: at least 3");
  refused({}, 1, Code::no_data, "nodes of kind 0 with estimates is 0");
  CHECK(pool({}, 0).ok());
  REQUIRE_FALSE(pool(good, 1, 1).ok());
  CHECK_THAT(message(pool(good, 1, 1).error()), ContainsSubstring("level is 1"));
}
