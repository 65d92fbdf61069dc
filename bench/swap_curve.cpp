// Swapped stacks: fits the weights of models/screening/swaps.json, and shows how well they do.
// usage: bench_swap_curve MODELS fit CASES      weights, prior and threshold from the odd half of the labelled postings
//        bench_swap_curve MODELS curve CASES    precision against recall at every threshold, both halves
//        bench_swap_curve MODELS errors CASES   the same, and the postings of the odd half that are answered wrong
//        bench_swap_curve MODELS scan CSV.gz FAMILY    the surest 40 on real postings that declare a family, with their quotes
// Fit: logistic regression with an L2 penalty (Newton), one row per posting and other family with evidence, one column per weight: how many distinct
// items count with it. Penalty 1, that is, weights ~ normal(0, 1); the threshold is the
// largest that keeps a leave-one-out recall of kRecall: most postings are not swapped, so a claim should be as sure as recall allows.
#include "base/csv.h"
#include "base/math.h"
#include "base/utf8.h"
#include "regress/cholesky.h"
#include "screening/swaps.h"
#include "text/extract.h"
#include "text/folded.h"
#include "text/lexicon_json.h"

#include <zlib.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace chouma;
using screening::SwapTable;

std::string read(const std::string& path) {
  const gzFile file = gzopen(path.c_str(), "rb");  // reads plain files as well
  if (file == nullptr) {
    std::fprintf(stderr, "%s cannot be read.\n", path.c_str());
    std::exit(1);
  }
  std::string out;
  char buffer[1 << 16];
  for (int n = 0; (n = gzread(file, buffer, sizeof buffer)) > 0;) out.append(buffer, static_cast<std::size_t>(n));
  gzclose(file);
  return out;
}

template <class T>
T need(Result<T> result) {
  if (result) return std::move(result.value());
  std::fprintf(stderr, "%s\n", message(result.error()).c_str());
  std::exit(1);
}

struct Case {
  int id = 0;
  std::string lang, declared, asked, text;  // asked: "" for no swap
};

std::vector<Case> read_cases(const std::string& path) {
  std::vector<Case> out;
  for (const auto& c : nlohmann::json::parse(read(path)))
    out.push_back({c.at("id"), c.at("lang"), c.at("declared"),
                   c.at("asked").is_null() ? "" : c.at("asked").get<std::string>(), c.at("text")});
  return out;
}

// --- fit

struct Row {
  int posting = 0;
  bool swap = false;
  std::vector<double> x;  // x[0] = 1
};

std::vector<Row> rows_of(const SwapTable& table, const text::Lexicon& lexicon, const std::vector<Case>& cases) {
  std::vector<Row> rows;
  for (const Case& c : cases) {
    const auto mentions = screening::swap_mentions(table, lexicon, c.text, text::extract(lexicon, c.text));
    if (!mentions.declared) continue;
    for (std::uint32_t f = 0; f < table.families.size(); ++f) {
      if (f == *mentions.declared || mentions.in_title[f]) continue;
      Row row{c.id, table.families[f].id == c.asked, std::vector<double>(table.weights.size() + 1, 0)};
      bool named = false;
      row.x[0] = 1;
      for (const auto& m : mentions.list) {
        const auto w = screening::swap_weight(table, m, *mentions.declared, f);
        if (w == text::kNone) continue;
        row.x[w + 1] += 1;
        named |= table.items[m.item].family == f;
      }
      if (named) rows.push_back(std::move(row));
    }
  }
  return rows;
}

double log_odds(const std::vector<double>& beta, const Row& row) {
  double z = 0;
  for (std::size_t k = 0; k < beta.size(); ++k) z += beta[k] * row.x[k];
  return z;
}

std::vector<double> fit(const std::vector<Row>& rows, double penalty, int without = 0) {
  const std::size_t p = rows.front().x.size();
  std::vector<double> beta(p, 0), step(p);
  regress::Cholesky hessian(p);
  for (int round = 0; round < 100; ++round) {
    hessian.clear();
    for (std::size_t k = 0; k < p; ++k) {
      step[k] = k == 0 ? 0 : -penalty * beta[k];
      hessian.row(k)[k] = k == 0 ? 1e-9 : penalty;
    }
    for (const Row& row : rows) {
      if (row.posting == without) continue;
      const double q = 1 / (1 + base::exp(-log_odds(beta, row)));
      for (std::size_t i = 0; i < p; ++i) {
        step[i] += row.x[i] * (row.swap - q);
        for (std::size_t j = i; j < p; ++j) hessian.row(i)[j] += q * (1 - q) * row.x[i] * row.x[j];
      }
    }
    hessian.factor(1e-12);
    hessian.solve(step);
    double largest = 0;
    for (std::size_t k = 0; k < p; ++k) {
      beta[k] += step[k];
      largest = std::max(largest, std::abs(step[k]));
    }
    if (largest < 1e-10) break;
  }
  return beta;
}

std::vector<double> left_out(const std::vector<Row>& rows, double penalty) {
  std::vector<double> z(rows.size());
  int posting = 0;
  std::vector<double> beta;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (beta.empty() || rows[i].posting != posting) beta = fit(rows, penalty, posting = rows[i].posting);
    z[i] = log_odds(beta, rows[i]);
  }
  return z;
}

double log_loss(const std::vector<Row>& rows, const std::vector<double>& z) {
  double sum = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) sum += base::log(1 + base::exp(rows[i].swap ? -z[i] : z[i]));
  return sum / static_cast<double>(rows.size());
}

constexpr double kRecall = 0.85;

// --- curve

struct Answer {
  double probability = 0;
  bool right = false;
};

struct Point {
  double threshold = 0, precision = 0, recall = 0;
};

// Claims at each distinct probability; recall over `swaps` postings.
std::vector<Point> curve(std::vector<Answer> answers, double swaps) {
  std::stable_sort(answers.begin(), answers.end(),
                   [](const Answer& a, const Answer& b) { return a.probability > b.probability; });
  std::vector<Point> out;
  double right = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    right += answers[i].right ? 1 : 0;
    if (i + 1 < answers.size() && answers[i + 1].probability == answers[i].probability) continue;
    out.push_back({answers[i].probability, right / static_cast<double>(i + 1), right / swaps});
  }
  return out;
}

// Between the last point that keeps kRecall and the one before which recall falls short of it.
double choose_threshold(const std::vector<Point>& points) {
  for (std::size_t i = 0; i < points.size(); ++i)
    if (points[i].recall >= kRecall)
      return (points[i].threshold + (i + 1 < points.size() ? points[i + 1].threshold : 0)) / 2;
  return 0.5;
}

int run_fit(const SwapTable& table, const text::Lexicon& lexicon, const std::vector<Case>& all) {
  std::vector<Case> cases;
  for (const Case& c : all)
    if (c.id % 2 == 1) cases.push_back(c);
  const std::vector<Row> rows = rows_of(table, lexicon, cases);

  for (const double candidate : {0.1, 0.3, 1.0, 3.0}) {
    const double loss = log_loss(rows, left_out(rows, candidate));
    std::printf("penalty %.2f: leave-one-out log loss %.4f\n", candidate, loss);
  }
  constexpr double penalty =
      1;  // weights ~ normal(0, 1): the written postings separate, so that the data alone set no limit
  const std::vector<double> beta = fit(rows, penalty), z = left_out(rows, penalty);
  // As find_swap does: a posting's largest.
  std::vector<Answer> answers;
  for (std::size_t i = 0; i < rows.size();) {
    std::size_t best = i;
    const int posting = rows[i].posting;
    for (; i < rows.size() && rows[i].posting == posting; ++i)
      if (z[i] > z[best]) best = i;
    answers.push_back({1 / (1 + base::exp(-z[best])), rows[best].swap});
  }
  const auto swaps = std::count_if(cases.begin(), cases.end(), [](const Case& c) { return !c.asked.empty(); });
  const std::vector<Point> points = curve(answers, static_cast<double>(swaps));
  for (const Point& p : points)
    std::printf("left out: threshold %.3f precision %.3f recall %.3f\n", p.threshold, p.precision, p.recall);
  std::printf("%zu rows of %zu postings, penalty %.2f\nthreshold %.2f\nprior %.2f\n", rows.size(), cases.size(),
              penalty, choose_threshold(points), beta[0]);
  for (std::size_t k = 1; k < beta.size(); ++k) {
    double used = 0;
    for (const Row& row : rows) used += row.x[k] > 0 ? 1 : 0;
    std::printf("weight %zu: %.2f   (in %.0f rows)\n", k, beta[k], used);
  }
  return 0;
}

int run_curve(const SwapTable& table, const text::Lexicon& lexicon, const std::vector<Case>& cases, bool errors) {
  for (const int half : {1, 0}) {
    std::vector<Answer> answers;
    double swaps = 0, claims = 0, right = 0;
    for (const Case& c : cases) {
      if (c.id % 2 != half) continue;
      swaps += c.asked.empty() ? 0 : 1;
      const auto found = screening::find_swap(table, lexicon, c.text, text::extract(lexicon, c.text));
      if (found) answers.push_back({found->probability, found->asked == c.asked});
      claims += found && found->claimed ? 1 : 0;
      right += found && found->claimed && found->asked == c.asked ? 1 : 0;
      if (errors && half == 1 && (found && found->claimed ? found->asked : "") != c.asked)
        std::printf("posting %d: %s, label %s, p %.2f\n", c.id, found ? found->asked.c_str() : "nothing",
                    c.asked.c_str(), found ? found->probability : 0);
    }
    std::printf("%s half: %.0f swaps; at %.2f: %.0f claims, %.0f right, precision %.3f, recall %.3f\n",
                half ? "odd (fitted)" : "even (held out)", swaps, table.threshold, claims, right, right / claims,
                right / swaps);
    const std::vector<Point> points = curve(answers, swaps);
    std::puts("threshold precision recall");
    for (const double t : {0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1}) {
      const Point* at = nullptr;
      for (const Point& p : points)
        if (p.threshold >= t) at = &p;
      if (at != nullptr) std::printf("%9.2f %9.3f %6.3f\n", t, at->precision, at->recall);
    }
    for (int row = 10; row >= 5; --row) {
      std::string line(51, ' ');
      for (const Point& p : points)
        if (static_cast<int>(p.precision * 10) == row) line[static_cast<std::size_t>(p.recall * 50)] = '*';
      std::printf("%4.1f |%s\n", row / 10.0, line.c_str());
    }
    std::puts(
        "     +---------+---------+---------+---------+---------+\n     0        .2        .4        .6        .8      "
        "   1  recall");
  }
  return 0;
}

// --- scan

// The bytes of a span, which counts UTF-16 units.
std::string units(const std::string& text, Span span) {
  const text::Folded folded = text::fold_text(text);
  std::string out;
  for (std::size_t i = 0; i < folded.size(); ++i)
    if (folded.utf16[i] >= span.begin && folded.utf16[i] < span.end) base::append_utf8(out, folded.original[i]);
  return out;
}

// The tags stand on the title line, as boards show them, as far as a title line reaches.
std::string posting_text(const std::string& title, const std::string& tags, const std::string& body) {
  const std::string line = title + " (" + tags + ")";
  return (tags.empty() || text::title_line(line).empty() ? title : line) + "\n" + body;
}

int run_scan(const SwapTable& table, const text::Lexicon& lexicon, const std::string& bytes,
             const std::string& family) {
  base::CsvReader csv(bytes);
  std::vector<std::string> cells;
  std::vector<std::pair<double, std::string>> findings;
  std::set<std::string> seen;
  std::size_t postings = 0, claims = 0;
  if (!csv.next(cells)) return 1;
  const auto column = [&](std::string_view name) {
    return static_cast<std::size_t>(std::find(cells.begin(), cells.end(), name) - cells.begin());
  };
  const std::size_t title = column("职位"), body = column("职位描述"), tags = column("技能");
  for (auto more = csv.next(cells); more && more.value(); more = csv.next(cells)) {
    if (cells.size() <= std::max({title, body, tags}) || !seen.insert(cells[body]).second) continue;
    const std::string text = posting_text(cells[title], cells[tags], cells[body]);
    const Profile profile = text::extract(lexicon, text);
    const auto declared = screening::swap_mentions(table, lexicon, text, profile).declared;
    if (!declared || table.families[*declared].id != family) continue;
    ++postings;
    const auto found = screening::find_swap(table, lexicon, text, profile);
    if (!found) continue;
    claims += found->claimed ? 1 : 0;
    std::string shown = found->asked + (found->claimed ? " claimed\n" : "\n") + text + "\n";
    for (const auto& e : found->evidence) {
      char weight[16];
      std::snprintf(weight, sizeof weight, "%+.2f ", e.weight);
      shown += weight + units(text, e.span) + "\n";
    }
    findings.emplace_back(found->probability, shown);
  }
  std::stable_sort(findings.begin(), findings.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::printf("%zu distinct postings declare %s, %zu name another stack, %zu claims\n", postings, family.c_str(),
              findings.size(), claims);
  for (std::size_t i = 0; i < std::min<std::size_t>(findings.size(), 40); ++i)
    std::printf("=== %zu. %.3f %s\n", i + 1, findings[i].first, findings[i].second.c_str());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 3 ? argv[2] : "";
  const bool known = argc == 4 ? mode == "fit" || mode == "curve" || mode == "errors" : argc == 5 && mode == "scan";
  if (!known) {
    std::fputs(
        "usage: bench_swap_curve MODELS fit|curve|errors CASES\n       bench_swap_curve MODELS scan CSV.gz FAMILY\n",
        stderr);
    return 2;
  }
  const std::string models = argv[1];
  const auto lexicon = need(text::parse_lexicon(read(models + "/lexicon/lexicon.json")));
  const SwapTable table = need(screening::parse_swaps(read(models + "/screening/swaps.json"), lexicon));
  if (mode == "scan") return run_scan(table, lexicon, read(argv[3]), argv[4]);
  const std::vector<Case> cases = read_cases(argv[3]);
  return mode == "fit" ? run_fit(table, lexicon, cases) : run_curve(table, lexicon, cases, mode == "errors");
}
