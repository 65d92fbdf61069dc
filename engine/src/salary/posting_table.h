// A CSV of postings, read as a recipe says: what each posting states, and what it pays.
#pragma once

#include "salary/recipe.h"
#include "salary/salary_model.h"
#include "text/lexicon.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::salary {

/// Rows kept after each rule, in order, for the card.
struct LedgerLine {
  std::string rule;
  std::int64_t rows_left = 0, rows_dropped = 0;
};

struct Posting {
  Facts facts;         ///< phrases left empty
  std::string text;    ///< title, text, skills and welfare, a line each, folded: where phrases are looked for
  double log_pay = 0;  ///< log of the middle of the posted range
  std::uint32_t company = 0;
  std::uint32_t block = 0;    ///< connected component of (company, text): what folds must not split
  std::uint64_t content = 0;  ///< equal for repeats: same company, title, text, place, years, education and pay
  std::string month;          ///< "2024-09", or empty
  bool asks_for_go = false;   ///< (?i)(?<![a-z])go(lang)?(?![a-z]) in title, text or skills
};

struct PostingTable {
  std::vector<Posting> rows;
  std::size_t companies = 0;
  std::vector<LedgerLine> ledger;
};

/// Every row with pay_min <= low <= high <= pay_max, no other filter. A posting is read as if its title, text, skills and welfare had been pasted; the
/// columns of years, education, place and months go before what the text says. A company without a name is one of its own.
/// Reads in slices. Recipe, lexicon and bytes stand until `finish`.
/// Errors: unknown_name (a column that the header lacks), bad_csv (a row with more or fewer cells than the header; names the line), no_data.
class PostingReader {
 public:
  static Result<PostingReader> open(const Recipe& recipe, const text::Lexicon& lexicon, std::string_view csv);
  ~PostingReader();
  PostingReader(PostingReader&&) noexcept;
  PostingReader& operator=(PostingReader&&) noexcept;

  /// Reads at most so many further rows of the table; false at its end.
  Result<bool> read(std::size_t rows);
  /// Of the table's bytes, at most 1.
  double share_read() const;
  Result<PostingTable> finish();

 private:
  struct Impl;
  explicit PostingReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// The whole table at once.
Result<PostingTable> read_postings(const Recipe& recipe, const text::Lexicon& lexicon, std::string_view csv);

/// (?i)(?<![a-z])go(lang)?(?![a-z])
bool asks_for_go(std::string_view text);

/// A copy without later repeats of the same content, with a line in the ledger.
PostingTable without_repeats(PostingTable table);

}  // namespace chouma::salary
