// What the average of the salary model's median and boosted trees scores, on the rows, information and folds of bench_rival_rows and rival.py.
// usage: bench_trees_blend FOLDER posting|profile [NAME=VALUE ...]
// Names: trees, leaves, min_rows, rate, bits, columns, rows, width, tau, seed as in BoostedTreesOptions; bags (ensembles averaged, seeds from
// `seed` on), every (trees from one line to the next), bytes (0: without the length of the text), board (0: without the boards' columns), twice (1: grown on
// each row with and without its board, at half the weight; 2: and asked without it).
// Prints company-weighted pinball losses by number of trees, on all rows and on those that ask for Go: of the trees' median alone and of its
// average with ours; of ours moved to that average, all five quantiles, and its ratio to the rival; the same with the trees' share of the
// average chosen by the other folds.
#include "base/csv.h"
#include "base/number.h"
#include "regress/boosted_trees.h"
#include "regress/stats.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace chouma;

using Quantiles = std::array<double, 5>;
constexpr Quantiles kTaus = {0.1, 0.25, 0.5, 0.75, 0.9};
constexpr std::uint32_t kFolds = 5;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::cerr << path << " cannot be read.\n";
    std::exit(1);
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

template <class T>
std::vector<T> numbers(const std::string& bytes, std::size_t from = 0) {
  std::vector<T> out((bytes.size() - from) / sizeof(T));
  std::copy_n(bytes.data() + from, out.size() * sizeof(T), reinterpret_cast<char*>(out.data()));
  return out;
}

struct Rows {
  std::vector<double> y, weight, each;  ///< each: 1 / rows of the company
  std::vector<std::uint32_t> company, fold;
  std::vector<bool> go;
  std::set<std::uint32_t> board;  ///< flags
  std::vector<Quantiles> ours, rival;
  regress::CodedDesign x;
};

double place(const std::string& name, std::initializer_list<const char*> of) {
  const auto at = std::find(of.begin(), of.end(), name);
  return at == of.end() ? kNan : static_cast<double>(at - of.begin());
}

Rows read_rows(const std::string& folder, const std::string& mode, bool bytes_too, bool board_too) {
  Rows r;
  const std::string table = read(folder + "/rows.csv");
  base::CsvReader csv(table);
  std::vector<std::string> cell;
  (void)csv.next(cell);
  std::map<std::string, std::size_t> at;
  for (std::size_t k = 0; k < cell.size(); ++k) at[cell[k]] = k;
  const bool posting = mode == "posting";
  const auto number = [&](const std::string& name) { return base::parse_double(cell[at[name]]).value_or(kNan); };
  while (csv.next(cell).value()) {
    r.y.push_back(number("log_pay"));
    r.weight.push_back(number("weight"));
    r.company.push_back(static_cast<std::uint32_t>(number("company")));
    r.fold.push_back(static_cast<std::uint32_t>(number("fold")));
    r.go.push_back(cell[at["go"]] == "1");
    Quantiles q{};
    for (std::size_t k = 0; k < 5; ++k) q[k] = number(mode + "_" + base::format_double(kTaus[k]));
    r.ours.push_back(q);
    std::vector<double> known = {number("years"),
                                 place(cell[at["education"]], {"any", "college", "bachelor", "master", "doctor"}),
                                 place(cell[at["level"]], {"intern", "junior", "mid", "senior", "lead", "architect"}),
                                 number("tier"), number("skills")};
    if (posting) known.push_back(number("months"));
    if (posting && bytes_too) known.push_back(number("bytes"));
    r.x.numerics = static_cast<std::uint32_t>(known.size());
    r.x.numeric.insert(r.x.numeric.end(), known.begin(), known.end());
  }
  r.x.rows = r.y.size();
  std::map<std::uint32_t, double> of;
  for (const auto c : r.company) of[c] += 1;
  for (const auto c : r.company) r.each.push_back(1 / of[c]);
  const std::string npy_bytes = read(folder + "/rival_" + mode + ".npy");
  const std::size_t header = static_cast<std::uint8_t>(npy_bytes[8]) + 256U * static_cast<std::uint8_t>(npy_bytes[9]);
  const auto npy = numbers<double>(npy_bytes, 10 + header);
  for (std::size_t i = 0; i < r.y.size(); ++i) {
    r.rival.emplace_back();
    std::copy_n(npy.begin() + static_cast<std::ptrdiff_t>(5 * i), 5, r.rival.back().begin());
  }

  std::set<std::string> left_out = {"base", "years", "skills", "pair"};
  if (!posting) left_out.insert({"title", "phrase", "months", "board"});
  if (!board_too) left_out.insert("board");
  const auto start = numbers<std::uint32_t>(read(folder + "/start.u32"));
  const auto column = numbers<std::uint32_t>(read(folder + "/column.u32"));
  std::istringstream columns(read(folder + "/columns.csv"));
  std::vector<std::uint32_t> flag;
  std::string line;
  std::getline(columns, line);
  while (std::getline(columns, line)) {
    const std::string kind = line.substr(0, line.find(','));
    const bool in = !left_out.contains(kind);
    if (in && kind == "board") r.board.insert(r.x.flags);
    flag.push_back(in ? r.x.flags : ~0U);
    if (in) ++r.x.flags;
  }
  r.x.flag_start = {0};
  for (std::size_t i = 0; i < r.y.size(); ++i) {
    for (std::uint32_t e = start[i]; e < start[i + 1]; ++e)
      if (flag[column[e]] != ~0U) r.x.flag_list.push_back(flag[column[e]]);
    r.x.flag_start.push_back(static_cast<std::uint32_t>(r.x.flag_list.size()));
  }
  return r;
}

/// The rows again, without their boards.
regress::CodedDesign twice(const Rows& r) {
  regress::CodedDesign x = r.x;
  for (std::size_t i = 0; i < r.x.rows; ++i) {
    for (std::uint32_t e = r.x.flag_start[i]; e < r.x.flag_start[i + 1]; ++e)
      if (!r.board.contains(r.x.flag_list[e])) x.flag_list.push_back(r.x.flag_list[e]);
    x.flag_start.push_back(static_cast<std::uint32_t>(x.flag_list.size()));
  }
  x.numeric.insert(x.numeric.end(), r.x.numeric.begin(), r.x.numeric.end());
  x.rows = 2 * r.x.rows;
  return x;
}

template <class T>
std::vector<T> repeated(const std::vector<T>& values, bool again) {
  std::vector<T> out = values;
  if (again) out.insert(out.end(), values.begin(), values.end());
  return out;
}

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point from) { return std::chrono::duration<double>(Clock::now() - from).count(); }

template <class T>
T need(Result<T> result) {
  if (result.ok()) return std::move(result.value());
  std::cerr << message(result.error()) << "\n";
  std::exit(1);
}

double pinball(double y, double q, double tau) { return std::max((y - q) * tau, (y - q) * (tau - 1)); }

/// Means over companies of the loss at the median, and of the five quantiles' mean loss.
struct Loss {
  double median = 0, five = 0;
};

template <class Answer>
Loss loss(const Rows& r, bool go, Answer answer) {
  std::map<std::uint32_t, double> of;
  for (std::size_t i = 0; i < r.y.size(); ++i)
    if (!go || r.go[i]) of[r.company[i]] += 1;
  Loss sum;
  double total = 0;
  for (std::size_t i = 0; i < r.y.size(); ++i) {
    if (go && !r.go[i]) continue;
    const double w = 1 / of[r.company[i]];
    const Quantiles q = answer(i);
    total += w;
    sum.median += w * pinball(r.y[i], q[2], 0.5);
    for (std::size_t k = 0; k < 5; ++k) sum.five += w * pinball(r.y[i], q[k], kTaus[k]) / 5;
  }
  return {sum.median / total, sum.five / total};
}

Quantiles moved(const Quantiles& q, double median) {
  Quantiles out;
  for (std::size_t k = 0; k < 5; ++k) out[k] = q[k] + median - q[2];
  return out;
}

/// The share of the trees that scores best on the other folds' rows, by fold.
std::vector<double> shares(const Rows& r, const std::vector<double>& trees) {
  std::vector<double> best(kFolds);
  for (std::uint32_t k = 0; k < kFolds; ++k) {
    double least = std::numeric_limits<double>::infinity();
    for (int s = 0; s <= 20; ++s) {
      double sum = 0;
      for (std::size_t i = 0; i < r.y.size(); ++i)
        if (r.fold[i] != k) sum += r.each[i] * std::abs(r.y[i] - r.ours[i][2] - s / 20.0 * (trees[i] - r.ours[i][2]));
      if (sum < least) {
        least = sum;
        best[k] = s / 20.0;
      }
    }
  }
  return best;
}

void print(const Rows& r, const std::string& name, const std::vector<double>& trees, std::size_t bytes) {
  const auto share = shares(r, trees);
  std::printf("%-28s %6zu bytes |", name.c_str(), bytes);
  for (const bool go : {false, true}) {
    const double rival = loss(r, go, [&](std::size_t i) { return r.rival[i]; }).five;
    const auto with = [&](auto of) {
      return loss(r, go,
                  [&](std::size_t i) { return moved(r.ours[i], r.ours[i][2] + of(i) * (trees[i] - r.ours[i][2])); });
    };
    const Loss alone = with([](std::size_t) { return 1.0; }), half = with([](std::size_t) { return 0.5; }),
               chosen = with([&](std::size_t i) { return share[r.fold[i]]; });
    std::printf(" %s trees %.5f half %.5f | five %.5f = %.4f | chosen (%.2f) %.5f = %.4f |", go ? "Go " : "all",
                alone.median, half.median, half.five, half.five / rival, share[0], chosen.five, chosen.five / rival);
  }
  std::printf("\n");
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: bench_trees_blend FOLDER posting|profile [NAME=VALUE ...]\n";
    return 2;
  }
  std::map<std::string, double> given = {{"trees", 300}, {"leaves", 15}, {"min_rows", 20}, {"rate", 0.1},
                                         {"bits", 10},   {"columns", 1}, {"rows", 1},      {"seed", 1},
                                         {"bags", 1},    {"every", 100}, {"bytes", 1},     {"width", 0},
                                         {"tau", 0.5},   {"board", 1},   {"twice", 0}};
  for (int a = 3; a < argc; ++a) {
    const std::string word = argv[a];
    const auto equal = word.find('=');
    if (!given.contains(word.substr(0, equal))) {
      std::cerr << word << " is no option.\n";
      return 2;
    }
    given[word.substr(0, equal)] = base::parse_double(word.substr(equal + 1)).value_or(kNan);
  }
  const Rows r = read_rows(argv[1], argv[2], given["bytes"] > 0, given["board"] > 0);
  const bool again = given["twice"] > 0;
  const regress::CodedDesign x = again ? twice(r) : r.x;
  const auto y = repeated(r.y, again);
  const auto company = repeated(r.company, again);
  const std::size_t asked = given["twice"] > 1 ? r.y.size() : 0;  // of the first row's answer
  for (const bool go : {false, true}) {
    const Loss ours = loss(r, go, [&](std::size_t i) { return r.ours[i]; });
    const Loss rival = loss(r, go, [&](std::size_t i) { return r.rival[i]; });
    std::printf("%s: ours %.5f five %.5f, rival %.5f five %.5f\n", go ? "Go" : "all", ours.median, ours.five,
                rival.median, rival.five);
  }
  regress::BoostedTreesOptions options;
  options.tau = given["tau"];
  options.leaves = static_cast<int>(given["leaves"]);
  options.min_rows = static_cast<int>(given["min_rows"]);
  options.learning_rate = given["rate"];
  options.step_bits = static_cast<int>(given["bits"]);
  options.column_share = given["columns"];
  options.row_share = given["rows"];
  options.width = given["width"];
  const int most = static_cast<int>(given["trees"]), every = static_cast<int>(given["every"]),
            bags = static_cast<int>(given["bags"]);
  std::map<int, std::vector<double>> answer;
  std::map<int, std::size_t> bytes;
  double growing = 0, predicting = 0;
  for (std::uint32_t k = 0; k < kFolds; ++k)
    for (int b = 0; b < bags; ++b) {
      options.seed = static_cast<std::uint64_t>(given["seed"]) + static_cast<std::uint64_t>(b);
      auto w = r.weight;
      for (std::size_t i = 0; i < w.size(); ++i)
        if (r.fold[i] == k) w[i] = 0;
      Clock::time_point from = Clock::now();
      auto booster = need(regress::TreeBooster::begin(x, y, repeated(w, again), company, options));
      for (int t = 1; t <= most; ++t) {
        booster.step();
        if (t % every != 0) continue;
        growing += seconds_since(from);
        const auto trees = booster.trees();
        bytes[t] += trees.serialise().size();
        auto& of = answer[t];
        of.resize(r.y.size());
        from = Clock::now();
        for (std::size_t i = 0; i < r.y.size(); ++i)
          if (r.fold[i] == k) of[i] += trees.predict(x, asked + i) / bags;
        if (t == most) predicting += seconds_since(from);
        from = Clock::now();
      }
    }
  for (const auto& [t, of] : answer) print(r, std::to_string(t) + " trees", of, bytes[t] / kFolds);
  std::printf("%.2f s to grow all trees on four folds; %.1f us to predict a row with them\n", growing / kFolds / bags,
              1e6 * predicting / bags / static_cast<double>(r.y.size()));
  return 0;
}
