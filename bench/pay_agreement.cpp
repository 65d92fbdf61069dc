// How far the reading of pay wording agrees with the columns that a table gives for it.
// usage: bench_pay_agreement TABLE.csv[.gz] TEXT [LOW HIGH UNIT GROUP]
// All are columns but UNIT: LOW and HIGH hold the ends of the range in UNIT yuan a month. A row agrees where both ends are what was read, to half of the
// tenth of a UNIT (yearly pay, which tables round, to half a UNIT). Prints, by GROUP and in all, how many rows agree, and of the others how many have
// LOW and HIGH exchanged, or the values of the row above although their wording is another one; then every distinct pattern of the rest with its count: the
// wording with its numbers as N, what was read, and how each column compares with it. Without LOW: what was read from each form of wording.
#include "base/csv.h"
#include "text/pay.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using chouma::PayQuote;

std::string read(const char* path) {
  gzFile file = gzopen(path, "rb");
  if (!file) {
    std::cerr << path << " cannot be read.\n";
    std::exit(1);
  }
  std::string bytes;
  std::vector<char> chunk(1 << 20);
  for (int n = 0; (n = gzread(file, chunk.data(), static_cast<unsigned>(chunk.size()))) > 0;)
    bytes.append(chunk.data(), static_cast<std::size_t>(n));
  gzclose(file);
  return bytes;
}

std::size_t column(const std::vector<std::string>& header, const std::string& name) {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) {
    std::cerr << "There is no column " << name << ".\n";
    std::exit(1);
  }
  return static_cast<std::size_t>(found - header.begin());
}

/// The wording with every number as N.
std::string form(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit && c != '.')
      out += c;
    else if (out.empty() || out.back() != 'N')
      out += 'N';
  }
  return out.size() <= 60 ? out : "(longer text)";
}

/// How a cell compares with what was read, in units.
std::string comparison(const std::string& cell, std::int64_t read, double unit, bool yearly) {
  char* end = nullptr;
  const double value = std::strtod(cell.c_str(), &end), ours = static_cast<double>(read) / unit;
  if (end == cell.c_str()) return "absent";
  if (std::fabs(value - ours) <= (yearly ? 0.5005 : 0.05)) return "same";
  for (const double factor : {10.0, 12.0})
    for (const bool times : {true, false})
      if (std::fabs(value / ours / (times ? factor : 1 / factor) - 1) < 0.01)
        return (times ? "× " : "÷ ") + std::to_string(factor).substr(0, 2);
  return "other";
}

std::string reading(const std::optional<PayQuote>& quote) {
  if (!quote) return "nothing";
  if (quote->negotiable) return "negotiable";
  return std::string(period_name(quote->low.period)) + ", " + std::string(pay_ends_name(quote->ends)) +
         ", confidence " + std::to_string(quote->confidence).substr(0, 3);
}

using Ends = std::pair<std::string, std::string>;
const Ends kSame{"same", "same"};

Ends compared(const PayQuote& quote, const Ends& cells, double unit) {
  const bool yearly = quote.low.period == chouma::Period::year;
  return {comparison(cells.first, quote.monthly_low.amount, unit, yearly),
          comparison(cells.second, quote.monthly_high.amount, unit, yearly)};
}

struct Count {
  std::size_t figures = 0, agreed = 0, exchanged = 0, repeated = 0;
};

void print(const std::string& name, const Count& c) {
  std::cout << name << ": " << c.figures << " read as figures, " << c.agreed << " agree, " << c.exchanged
            << " exchanged, " << c.repeated << " repeat the row above, "
            << c.figures - c.agreed - c.exchanged - c.repeated << " others\n";
}

void list(const std::map<std::string, std::size_t>& patterns) {
  std::vector<std::pair<std::size_t, std::string>> sorted;
  for (const auto& [pattern, count] : patterns) sorted.emplace_back(count, pattern);
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  for (const auto& [count, pattern] : sorted) std::cout << count << "  " << pattern << "\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 && argc != 7) {
    std::cerr << "usage: bench_pay_agreement TABLE.csv[.gz] TEXT [LOW HIGH UNIT GROUP]\n";
    return 2;
  }
  const std::string bytes = read(argv[1]);
  chouma::base::CsvReader rows(bytes);
  std::vector<std::string> header, cells;
  if (!rows.next(header).ok()) return 1;
  const bool compare = argc == 7;
  const auto place = [&](int argument) { return compare ? column(header, argv[argument]) : 0; };
  const std::size_t text = column(header, argv[2]), low = place(3), high = place(4), group = place(6);
  const double unit = compare ? std::atof(argv[5]) : 1;

  Count all;
  std::map<std::string, Count> groups;
  std::map<std::string, std::size_t> patterns;
  std::string wording_above;
  Ends above;
  bool stuck = false;  // the columns repeat those of another wording above
  while (true) {
    const auto more = rows.next(cells);
    if (!more.ok() || !more.value()) break;
    const auto quote = chouma::text::parse_pay(cells[text]);
    const std::string pattern = form(cells[text]) + "  →  " + reading(quote);
    const Ends columns = compare ? Ends{cells[low], cells[high]} : Ends{};
    stuck = columns == above && (stuck || cells[text] != wording_above);
    if (!compare || !quote || quote->negotiable) {
      ++patterns[pattern];
    } else {
      const Ends found = compared(*quote, columns, unit);
      const auto add = [&](std::size_t Count::*what) { ++(all.*what), ++(groups[cells[group]].*what); };
      add(&Count::figures);
      if (found == kSame)
        add(&Count::agreed);
      else if (compared(*quote, {columns.second, columns.first}, unit) == kSame)
        add(&Count::exchanged);
      else if (stuck)
        add(&Count::repeated);
      else
        ++patterns[pattern + "; low " + found.first + ", high " + found.second];
    }
    wording_above = cells[text];
    above = columns;
  }
  if (compare) {
    for (const auto& [name, count] : groups) print(name, count);
    print("all", all);
  }
  list(patterns);
}
