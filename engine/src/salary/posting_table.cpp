#include "salary/posting_table.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include "base/csv.h"
#include "base/math.h"
#include "base/number.h"
#include "text/extract.h"

namespace chouma::salary {

namespace {

constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);
/// Texts shorter than this (bytes) say too little to make two companies' postings the same.
constexpr std::size_t kShortText = 60;

struct Header {
  std::size_t title, text, skills, welfare, company, place, education, years, low, high, months, board, date, size;
};

Result<Header> read_header(const std::vector<std::string>& cells, const Recipe::Columns& names) {
  std::optional<Error> error;
  const auto at = [&](const std::string& name) {
    if (name.empty()) return kNoColumn;
    const auto found = std::find(cells.begin(), cells.end(), name);
    if (found != cells.end()) return static_cast<std::size_t>(found - cells.begin());
    if (!error)
      error = Error{Code::unknown_name, "the table's header", name, "a column of this name, as the recipe says"};
    return kNoColumn;
  };
  const Header header{at(names.title),  at(names.text),      at(names.skills), at(names.welfare), at(names.company),
                      at(names.place),  at(names.education), at(names.years),  at(names.low),     at(names.high),
                      at(names.months), at(names.board),     at(names.date),   cells.size()};
  if (error) return *error;
  return header;
}

const std::string& cell(const std::vector<std::string>& cells, std::size_t column) {
  static const std::string empty;
  return column == kNoColumn ? empty : cells[column];
}

/// FNV-1a, for telling contents apart inside one table.
std::uint64_t fingerprint(std::uint64_t seed, std::string_view bytes) {
  std::uint64_t hash = seed ^ 0xcbf29ce484222325ULL;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return (hash ^ 0xFF) * 0x100000001b3ULL;
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// Disjoint sets of companies.
class Blocks {
 public:
  std::uint32_t add() {
    parent_.push_back(static_cast<std::uint32_t>(parent_.size()));
    return parent_.back();
  }
  std::uint32_t of(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  /// The smaller number stands for both, so the result does not depend on the order of joins.
  void join(std::uint32_t a, std::uint32_t b) {
    a = of(a);
    b = of(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }
  std::size_t size() const { return parent_.size(); }

 private:
  std::vector<std::uint32_t> parent_;
};

class Rows {
 public:
  Rows(const Recipe& recipe, const text::Lexicon& lexicon, Header header)
      : recipe_(recipe), lexicon_(lexicon), header_(header) {}

  void add(const std::vector<std::string>& cells) {
    ++read_;
    const auto low = base::parse_double(cell(cells, header_.low)), high = base::parse_double(cell(cells, header_.high));
    if (!low || !high) return;
    ++priced_;
    if (!(recipe_.pay_min <= *low && *low <= *high && *high <= recipe_.pay_max)) return;
    Posting posting;
    posting.log_pay = base::log((*low + *high) / 2);
    read_text(cells, posting);
    read_columns(cells, posting);
    posting.company = company(cells);
    join_by_text(trimmed(cell(cells, header_.text)), posting.company);
    std::uint64_t content = posting.company;
    for (const std::size_t column :
         {header_.title, header_.text, header_.place, header_.years, header_.education, header_.low, header_.high})
      content = fingerprint(content, trimmed(cell(cells, column)));
    posting.content = content;
    table_.rows.push_back(std::move(posting));
  }

  PostingTable finish() {
    for (Posting& posting : table_.rows) posting.block = blocks_.of(posting.company);
    table_.companies = blocks_.size();
    const auto kept = static_cast<std::int64_t>(table_.rows.size());
    table_.ledger = {{"rows of the table", read_, 0},
                     {"lowest and highest pay are numbers", priced_, read_ - priced_},
                     {base::format_double(recipe_.pay_min) +
                          " <= lowest <= highest <= " + base::format_double(recipe_.pay_max) + " a month",
                      kept, priced_ - kept}};
    return std::move(table_);
  }

 private:
  void read_text(const std::vector<std::string>& cells, Posting& posting) {
    const std::string& title = cell(cells, header_.title);
    std::string all = title;
    for (const std::size_t column : {header_.text, header_.skills}) all += "\n" + cell(cells, column);
    posting.asks_for_go = asks_for_go(all);
    all += "\n" + cell(cells, header_.welfare);
    posting.facts = facts_of(text::extract(lexicon_, all));
    posting.facts.title = title;
    posting.text = text::fold(all);
  }

  void read_columns(const std::vector<std::string>& cells, Posting& posting) {
    Facts& facts = posting.facts;
    if (const auto years = base::parse_double(cell(cells, header_.years)); years && *years >= 0 && *years <= 60)
      facts.years = years;
    for (const auto& [word, education] : recipe_.education)
      if (trimmed(cell(cells, header_.education)) == word) facts.education = education;
    if (const auto city = lexicon_.find_city(cell(cells, header_.place))) facts.city = city;
    if (const auto months = base::parse_double(cell(cells, header_.months))) facts.months = months;
    facts.board = trimmed(cell(cells, header_.board));
    const std::string_view date = trimmed(cell(cells, header_.date));
    if (date.size() >= 7 && date[4] == '-') posting.month = date.substr(0, 7);
  }

  std::uint32_t company(const std::vector<std::string>& cells) {
    const std::string_view name = trimmed(cell(cells, header_.company));
    if (name.empty()) return blocks_.add();
    const auto [at, fresh] = company_.try_emplace(std::string(name), 0);
    if (fresh) at->second = blocks_.add();
    return at->second;
  }

  void join_by_text(std::string_view text, std::uint32_t company) {
    if (text.size() < kShortText) return;
    const auto [at, fresh] = text_.try_emplace(std::string(text), company);
    if (!fresh) blocks_.join(at->second, company);
  }

  const Recipe& recipe_;
  const text::Lexicon& lexicon_;
  Header header_;
  PostingTable table_;
  Blocks blocks_;
  std::unordered_map<std::string, std::uint32_t> company_, text_;  // looked up, never iterated
  std::int64_t read_ = 0, priced_ = 0;
};

}  // namespace

bool asks_for_go(std::string_view text) {
  const auto lower = [&](std::size_t i) { return i < text.size() ? static_cast<char>(text[i] | 0x20) : ' '; };
  const auto letter = [&](std::size_t i) { return lower(i) >= 'a' && lower(i) <= 'z' && (text[i] & 0x80) == 0; };
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (!letter(i) || !letter(i + 1) || lower(i) != 'g' || lower(i + 1) != 'o') continue;
    if (i > 0 && letter(i - 1)) continue;
    const bool lang = lower(i + 2) == 'l' && lower(i + 3) == 'a' && lower(i + 4) == 'n' && lower(i + 5) == 'g';
    const std::size_t end = lang ? i + 6 : i + 2;
    if (end >= text.size() || !letter(end)) return true;
  }
  return false;
}

struct PostingReader::Impl {
  base::CsvReader csv;
  Header header;
  Rows rows;
  std::vector<std::string> cells;
  double bytes_read, bytes;
};

PostingReader::PostingReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PostingReader::~PostingReader() = default;
PostingReader::PostingReader(PostingReader&&) noexcept = default;
PostingReader& PostingReader::operator=(PostingReader&&) noexcept = default;

Result<PostingReader> PostingReader::open(const Recipe& recipe, const text::Lexicon& lexicon, std::string_view csv) {
  base::CsvReader reader(csv);
  std::vector<std::string> cells;
  const auto more = reader.next(cells);
  if (!more) return more.error();
  if (!more.value()) return Error{Code::no_data, "the table", "nothing", "a header and rows"};
  const auto header = read_header(cells, recipe.columns);
  if (!header) return header.error();
  return PostingReader(std::make_unique<Impl>(
      Impl{reader, header.value(), Rows(recipe, lexicon, header.value()), {}, 0, static_cast<double>(csv.size())}));
}

Result<bool> PostingReader::read(std::size_t rows) {
  for (std::size_t n = 0; n < rows; ++n) {
    const auto more = impl_->csv.next(impl_->cells);
    if (!more) return more.error();
    if (!more.value()) return false;
    if (impl_->cells.size() != impl_->header.size)
      return Error{Code::bad_csv, "the row on line " + std::to_string(impl_->csv.line()),
                   std::to_string(impl_->cells.size()) + " cells",
                   std::to_string(impl_->header.size) + " cells, as the header has"};
    for (const std::string& value : impl_->cells) impl_->bytes_read += static_cast<double>(value.size());
    impl_->rows.add(impl_->cells);
  }
  return true;
}

double PostingReader::share_read() const { return std::min(1.0, impl_->bytes_read / impl_->bytes); }

Result<PostingTable> PostingReader::finish() {
  PostingTable table = impl_->rows.finish();
  if (table.rows.empty())
    return Error{Code::no_data, "the table", "no row with readable pay", "rows within the recipe's pay range"};
  return table;
}

Result<PostingTable> read_postings(const Recipe& recipe, const text::Lexicon& lexicon, std::string_view csv) {
  auto reader = PostingReader::open(recipe, lexicon, csv);
  if (!reader) return reader.error();
  const auto read = reader.value().read(std::numeric_limits<std::size_t>::max());
  if (!read) return read.error();
  return reader.value().finish();
}

PostingTable without_repeats(PostingTable table) {
  std::unordered_set<std::uint64_t> seen;
  const std::size_t before = table.rows.size();
  std::vector<Posting> kept;
  for (Posting& posting : table.rows)
    if (seen.insert(posting.content).second) kept.push_back(std::move(posting));
  table.rows = std::move(kept);
  const auto left = static_cast<std::int64_t>(table.rows.size());
  table.ledger.push_back({"the same company, title, text, place, years, education and pay counts once", left,
                          static_cast<std::int64_t>(before) - left});
  return table;
}

}  // namespace chouma::salary
