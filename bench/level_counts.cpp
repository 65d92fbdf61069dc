// How often postings of each years band name each level: the table of P(level | years) in models/screening/toolchains.json.
// usage: bench_level_counts LEXICON POSTINGS.csv.gz    prints JSON
//   years   the lowest that the posting asks for (column 所需经验, else its text); bands begin at 0, 1, 3, 5, 10
//   level   as text::extract reads title and text; a posting that names none is counted apart
//   weight  1 / (postings of the company), so that each company counts once; repeats of title and text at one company are dropped
#include "base/csv.h"
#include "base/number.h"
#include "text/extract.h"
#include "text/lexicon_json.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

constexpr std::array<int, 5> kBands = {0, 1, 3, 5, 10};

std::string unpacked(const char* path) {
  std::string bytes;
  const gzFile file = gzopen(path, "rb");
  if (file == nullptr) return bytes;
  char buffer[1 << 16];
  for (int n; (n = gzread(file, buffer, sizeof buffer)) > 0;) bytes.append(buffer, static_cast<std::size_t>(n));
  gzclose(file);
  return bytes;
}

struct Row {
  std::string company;
  std::size_t band = 0;
  std::size_t level = 0;  ///< of Level; 6 where none is named
};

std::vector<Row> read_rows(const chouma::text::Lexicon& lexicon, const std::string& csv) {
  chouma::base::CsvReader reader(csv);
  std::vector<std::string> cells;
  std::vector<Row> rows;
  std::set<std::string> seen;
  std::map<std::string, std::size_t> column;
  while (true) {
    const auto more = reader.next(cells);
    if (!more || !more.value()) break;
    if (column.empty()) {
      for (std::size_t i = 0; i < cells.size(); ++i) column[cells[i]] = i;
      continue;
    }
    const std::string &title = cells[column.at("职位")], &text = cells[column.at("职位描述")],
                      &company = cells[column.at("公司")];
    if (company.empty() || !seen.insert(company + "\n" + title + "\n" + text).second) continue;
    const auto profile = chouma::text::extract(lexicon, title + "\n" + text);
    const auto stated = chouma::base::parse_double(cells[column.at("所需经验")]);
    if (!stated && !profile.years_min) continue;
    const double years = stated ? *stated : *profile.years_min;
    const auto band = std::upper_bound(kBands.begin(), kBands.end(), years) - kBands.begin() - 1;
    rows.push_back(
        {company, static_cast<std::size_t>(band), profile.level ? static_cast<std::size_t>(*profile.level) : 6});
  }
  return rows;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: bench_level_counts LEXICON POSTINGS.csv.gz\n", stderr);
    return 2;
  }
  std::ifstream in(argv[1], std::ios::binary);
  const auto lexicon = chouma::text::parse_lexicon(std::string(std::istreambuf_iterator<char>(in), {}));
  if (!lexicon) {
    std::fprintf(stderr, "%s\n", message(lexicon.error()).c_str());
    return 1;
  }
  const std::vector<Row> rows = read_rows(lexicon.value(), unpacked(argv[2]));
  std::map<std::string, double> postings;
  for (const Row& row : rows) postings[row.company] += 1;
  std::array<std::array<double, 7>, kBands.size()> weight{};
  for (const Row& row : rows) weight[row.band][row.level] += 1 / postings[row.company];
  std::printf("{ \"postings\": %zu, \"companies\": %zu, \"years\": [\n", rows.size(), postings.size());
  for (std::size_t band = 0; band < kBands.size(); ++band) {
    std::printf("  { \"from\": %d, \"levels\": [", kBands[band]);
    for (std::size_t level = 0; level < 6; ++level) std::printf("%s%.1f", level ? ", " : "", weight[band][level]);
    std::printf("], \"unnamed\": %.1f }%s\n", weight[band][6], band + 1 < kBands.size() ? "," : "");
  }
  std::puts("] }");
}
