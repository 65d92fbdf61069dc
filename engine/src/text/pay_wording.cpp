#include "text/pay_wording.h"

#include <algorithm>

namespace chouma::text {

namespace {

using View = std::u32string_view;
constexpr std::uint32_t kLabelReach = 16;  // code points before an amount in which its label stands

class WordingReader {
 public:
  explicit WordingReader(const PayScan& text) : text_(text) {}

  std::optional<PayWording> read(std::uint32_t i) {
    const auto low = text_.amount(i);
    if (!low || (low->begin == i && joined(i))) return std::nullopt;
    w_.low = w_.high = *low;
    w_.end = low->end;
    suffixes();  // "15千/月-2.5万/月"
    second();
    const std::uint32_t begin = text_.line_start(w_.low.begin, kLabelReach);
    label(begin);
    if (too_small()) return std::nullopt;
    before(begin);
    parts();
    return w_;
  }

 private:
  // "v1.15", "a15", "+86-15", "第十五": the numeral begins further to the left.
  bool joined(std::uint32_t i) const {
    if (i == 0) return false;
    const char32_t c = text_.code(i - 1);
    return is_word(c) || c == '.' || c == '$' || chinese_digit(c) >= 0 || c == U'第' || c == U'十' || c == U'百' ||
           (c == '-' && i > 1 && is_word(text_.code(i - 2)));
  }

  // Most numbers of a posting: small, and nothing says that they are money.
  bool too_small() const {
    const bool bare = w_.high.unit == 0 && w_.low.unit == 0 && !w_.low.currency && !w_.high.currency;
    return bare && !w_.period && !w_.months && !w_.label && w_.high.value < 500;
  }

  void second() {
    std::uint32_t sep = text_.separator(text_.blanks(w_.end));
    const std::uint32_t next = text_.blanks(w_.end);
    if (!sep && text_.stands_at(next, U"and ") && between()) sep = next + 4;
    if (!sep) return;
    const auto high = text_.amount(text_.blanks(sep));
    if (!high) return;
    w_.high = *high;
    if (w_.low.unit == 0 && w_.low.value < 1000 && high->unit == 1) {  // 一到两万
      w_.low.value *= high->value >= 10000 ? 10000 : 1000;
      w_.low.unit = 1;
    }
    w_.two = true;
    w_.ends = PayEnds::both;
    w_.end = high->end;
    suffixes();
  }

  void take(Aside aside, bool after) {
    switch (aside) {
      case Aside::from:
      case Aside::up_to:
        if (!w_.two && (after || w_.ends == PayEnds::both))
          w_.ends = aside == Aside::from ? PayEnds::from : PayEnds::up_to;
        break;
      case Aside::about:
        w_.about = true;
        break;
      case Aside::before_tax:
        break;
      case Aside::after_tax:
        w_.after_tax = true;
    }
  }

  // 以上, /月, ·16薪, 税前 in any order.
  void suffixes() {
    for (bool more = true; more;) {
      const std::uint32_t i = text_.blanks(w_.end);
      if (const auto* aside = text_.longest(kAsidesAfter, i); aside && !(aside->word == U"+" && plus_joins(i + 1))) {
        take(aside->value, true);
        w_.end = i + static_cast<std::uint32_t>(aside->word.size());
        continue;
      }
      if (const auto* period = text_.longest(kPeriods, i); period && !w_.period && !heads_next(*period, i)) {
        w_.period = period->value;
        w_.end = i + static_cast<std::uint32_t>(period->word.size());
        continue;
      }
      more = !w_.months && months(i);
    }
  }

  // "年薪30-50万 日薪500元": 日薪 speaks of what follows.
  bool heads_next(const Named<Period>& period, std::uint32_t i) const {
    i = text_.blanks(i + static_cast<std::uint32_t>(period.word.size()));
    if (text_.code(i) == ':') i = text_.blanks(i + 1);
    return is_label(period.word) && is_digit(text_.code(i));
  }

  static bool is_label(View word) {
    return std::any_of(kLabels.begin(), kLabels.end(), [&](const auto& entry) { return entry.word == word; });
  }

  // The "+" of "20k + bonus" and of "8k+3k" opens no range.
  bool plus_joins(std::uint32_t i) const {
    i = skip(kQualifiers, text_.blanks(i));
    return is_digit(text_.code(i)) || text_.longest(kParts, i) != nullptr;
  }

  // ·16薪, *13薪, x 14, (13-16薪), 14 months: the sure number, the lower of two.
  bool months(std::uint32_t i) {
    constexpr View kMarks = U"·*x×•,(.|/＊∙・-";
    std::uint32_t j = i;
    bool times = false;
    const bool dash = text_.code(i) == '-';
    while (j < i + 3 && (text_.code(j) == ' ' || kMarks.find(text_.code(j)) != View::npos)) {
      times |= text_.code(j) == '*' || text_.code(j) == 'x' || text_.code(j) == U'×' || text_.code(j) == U'·';
      ++j;
    }
    double n = 0, upper = 0;
    std::uint32_t end = text_.number(j, n);
    if (end == j) return false;
    if (const std::uint32_t sep = text_.separator(end))
      if (const std::uint32_t stop = text_.number(sep, upper); stop > sep) end = stop;
    end = text_.blanks(end);
    std::uint32_t tail = 0;
    for (const View word : {View(U"个月薪"), View(U"个月"), View(U"月薪"), View(U"薪"), View(U"months"), View(U"月")})
      if (!tail && text_.stands_at(end, word)) tail = end + static_cast<std::uint32_t>(word.size());
    if (!tail && times && !is_word(text_.code(end)) && upper == 0) tail = end;
    if (dash && tail && text_.code(tail - 1) != U'薪') return false;  // "10-12月"
    if (!tail || n < 12 || n > 36) return false;
    w_.months = n;
    w_.end = text_.code(tail) == ')' ? tail + 1 : tail;
    return true;
  }

  bool between() const {
    const std::uint32_t begin = text_.line_start(w_.low.begin, kLabelReach);
    return text_.slice(begin, w_.low.begin).find(U"between ") != View::npos;
  }

  // The nearest word in front, on its line, that says what the amount is.
  void label(std::uint32_t begin) {
    std::size_t best = 0;
    const auto nearest = [&](const Named<Period>& entry, std::uint32_t place) {
      const std::size_t stop = place + entry.word.size();
      const bool period_beats = stop == best && w_.label == Period::once;
      if (stop > best || period_beats) best = stop, w_.label = entry.value;
    };
    text_.each(kLabels, begin, w_.low.begin, nearest);
    if (!w_.label && !w_.period && (w_.low.currency || w_.high.currency))
      text_.each(kEvery, begin, w_.low.begin, nearest);
  }

  // What else stands in front: asides in the same clause, and whether the amount is one part of the pay.
  void before(std::uint32_t begin) {
    const std::uint32_t end = w_.low.begin;
    const auto comma = text_.slice(begin, end).rfind(U',');
    const std::uint32_t clause = comma == View::npos ? begin : begin + static_cast<std::uint32_t>(comma) + 1;
    text_.each(kAsidesBefore, clause, end, [&](const Named<Aside>& aside, std::uint32_t) { take(aside.value, false); });
    part_before(begin, end);
  }

  // "底薪8k", "底薪+提成 8k-15k", "绩效3k".
  void part_before(std::uint32_t begin, std::uint32_t end) {
    const Named<Part>* nearest = nullptr;
    std::uint32_t first = 0, stop = 0;
    text_.each(kParts, begin, end, [&](const Named<Part>& part, std::uint32_t place) {
      const auto behind = place + static_cast<std::uint32_t>(part.word.size());
      if (behind > stop) nearest = &part, first = place, stop = behind;
    });
    constexpr View kFillers = U" ::)为是约¥$£€";
    if (!nearest || text_.slice(stop, end).find_first_not_of(kFillers) != View::npos) return;
    while (first > begin && text_.code(first - 1) == ' ') --first;
    const bool added = first > begin && View(U"+、/和加").find(text_.code(first - 1)) != View::npos;
    if (nearest->value == Part::base) {
      w_.is_base = true;
    } else if (nearest->value < Part::equity) {
      if (added)
        w_.variable = static_cast<VariablePay>(nearest->value);
      else
        w_.is_part = true;
    }
  }

  /// Behind the words of a table at i, at most two.
  template <std::size_t N>
  std::uint32_t skip(const Table<Nothing, N>& words, std::uint32_t i) const {
    for (int n = 0; n < 2; ++n)
      if (const auto* word = text_.longest(words, i))
        i = text_.blanks(i + static_cast<std::uint32_t>(word->word.size()));
    return i;
  }

  // "10%", "15-20%": how much of a bonus; a share of something is no amount.
  std::uint32_t percent(std::uint32_t i) const {
    double value = 0;
    std::uint32_t end = text_.number(i, value);
    if (end == i) return i;
    if (const std::uint32_t sep = text_.separator(end)) end = text_.number(sep, value);
    return text_.code(end) == '%' ? text_.blanks(end + 1) : i;
  }

  // Behind the amount: "+绩效", "(含绩效3-5K)", "+ 10% bonus + equity", ",底薪8k".
  void parts() {
    constexpr int kMost = 6;
    bool within = false, open = false;
    std::uint32_t end = w_.end;  // of what has been read; benefits at the tail stay outside the wording
    for (int n = 0; n < kMost; ++n) {
      std::uint32_t i = text_.blanks(end);
      open |= text_.code(i) == '(';
      i = skip(kJoins, i);
      const std::uint32_t included = skip(kIncludes, i);
      within |= included != i;
      i = skip(kQualifiers, percent(skip(kJoins, included)));
      const bool touches = text_.blanks(end) == i;
      auto figures = touches ? std::nullopt : money(i);  // "+ $30k bonus"
      if (figures) i = text_.blanks(figures->end);
      const auto* part = text_.longest(kParts, i);
      if (!part) break;
      if (touches && part->value != Part::base && part->value != Part::total && !is_letter(part->word.front())) break;
      end = i + static_cast<std::uint32_t>(part->word.size());
      if (!touches && !figures) {
        i = text_.blanks(end);
        if (text_.code(i) == ':' || text_.code(i) == U'为') i = text_.blanks(i + 1);
        figures = money(i);
        if (figures) end = figures->end;
      }
      take(part->value, figures, within, touches);
      if (open && text_.code(text_.blanks(end)) == ')') {
        end = text_.blanks(end) + 1;
        open = within = false;
      }
      if (part->value != Part::benefit) w_.end = end;
    }
  }

  void take(Part part, const std::optional<AmountRange>& figures, bool within, bool touches) {
    switch (part) {
      case Part::performance:
      case Part::commission:
      case Part::bonus:
        if (w_.variable) break;
        w_.variable = static_cast<VariablePay>(part);
        w_.variable_amount = figures;
        w_.variable_within = within;
        if (!within) w_.is_base = true;
        break;
      case Part::equity:
        w_.equity = true;
        break;
      case Part::base:
        if (figures)
          w_.base = figures;
        else if (touches)
          w_.is_base = true;
        break;
      case Part::total:
        if (figures) w_.total = figures;
        break;
      case Part::benefit:
        break;
    }
  }

  // Amounts at i that are written as money: with a unit or a currency, or in full.
  std::optional<AmountRange> money(std::uint32_t i) const {
    const auto r = text_.range(i);
    const bool sized = r && (r->high.unit != 0 || r->low.currency || r->high.currency || r->low.value >= 500);
    return sized ? r : std::nullopt;
  }

  const PayScan& text_;
  PayWording w_;
};

}  // namespace

std::optional<PayWording> read_wording(const PayScan& text, std::uint32_t i) { return WordingReader(text).read(i); }

}  // namespace chouma::text
