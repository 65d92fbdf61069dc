// Finding the lexicon's phrases in a long text, native, held against Hyperscan where CMake finds it; and one posting of 4 KB.
// usage: bench_match_speed MODELS [--text FILE] [--mb N] [--rounds N] [--wording 0|1]    prints a table; figures: docs/speed.md
//
// "chouma" is fold_codes (decode, lower case, full-width forms, mask mark-up and addresses), the automaton and the boundaries on both sides.
// Hyperscan has the same phrases as caseless literals over the same bytes, and its callback the same rule for boundaries; it folds no
// full-width forms and masks nothing, so that its hits differ a little.
#include "match_data.h"
#include "text/extract.h"
#include "text/lexicon_json.h"
#include "text/matches.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#ifdef CHOUMA_HYPERSCAN
#include <hs/hs.h>
#endif

namespace {

using namespace chouma;

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "%s cannot be read.\n", path.c_str());
    std::exit(1);
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Seconds of processor time of each of `rounds` calls, sorted; the first call is not counted.
std::vector<double> seconds(int rounds, const std::function<void()>& call) {
  std::vector<double> out;
  call();
  for (int i = 0; i < rounds; ++i) {
    const std::clock_t begin = std::clock();
    call();
    out.push_back(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  std::sort(out.begin(), out.end());
  return out;
}

void print_rate(const char* what, std::size_t bytes, const std::vector<double>& took, std::size_t hits) {
  std::printf("%-34s %7.1f MB/s median %7.1f best %10zu hits\n", what,
              static_cast<double>(bytes) / 1e6 / took[took.size() / 2], static_cast<double>(bytes) / 1e6 / took[0],
              hits);
}

#ifdef CHOUMA_HYPERSCAN
class Hyperscan {
 public:
  explicit Hyperscan(const std::vector<std::u32string>& phrases) {
    std::vector<std::string> escaped;
    for (const std::u32string& phrase : phrases) {
      const std::string bytes = bench::utf8(phrase);
      lengths_.push_back(static_cast<unsigned>(bytes.size()));
      std::string literal;
      for (const char c : bytes) {
        char hex[8];
        std::snprintf(hex, sizeof hex, "\\x%02x", static_cast<unsigned char>(c));
        literal += hex;
      }
      escaped.push_back(std::move(literal));
    }
    std::vector<const char*> expressions;
    std::vector<unsigned> flags, ids;
    for (std::size_t i = 0; i < escaped.size(); ++i) {
      expressions.push_back(escaped[i].c_str());
      flags.push_back(HS_FLAG_CASELESS);
      ids.push_back(static_cast<unsigned>(i));
    }
    hs_compile_error_t* error = nullptr;
    if (hs_compile_multi(expressions.data(), flags.data(), ids.data(), static_cast<unsigned>(ids.size()), HS_MODE_BLOCK,
                         nullptr, &database_, &error) != HS_SUCCESS) {
      std::fprintf(stderr, "Hyperscan: %s\n", error->message);
      std::exit(1);
    }
    hs_alloc_scratch(database_, &scratch_);
  }
  ~Hyperscan() {
    hs_free_scratch(scratch_);
    hs_free_database(database_);
  }
  Hyperscan(const Hyperscan&) = delete;
  Hyperscan& operator=(const Hyperscan&) = delete;

  std::size_t find(std::string_view text) {
    text_ = text;
    hits_.clear();
    hs_scan(database_, text.data(), static_cast<unsigned>(text.size()), 0, scratch_, &Hyperscan::hit, this);
    return hits_.size();
  }

 private:
  struct Hit {
    unsigned begin, end, pattern;
  };

  static char32_t lower(char c) { return text::fold_code(static_cast<unsigned char>(c)); }
  char32_t at(std::size_t i) const { return i < text_.size() ? lower(text_[i]) : U'\n'; }

  static int hit(unsigned id, unsigned long long, unsigned long long end, unsigned, void* context) {
    auto& self = *static_cast<Hyperscan*>(context);
    const unsigned stop = static_cast<unsigned>(end), begin = stop - self.lengths_[id];
    if (self.bounded(begin, stop)) self.hits_.push_back({begin, stop, id});
    return 0;
  }

  bool bounded(std::size_t begin, std::size_t end) const {
    const char32_t first = at(begin), last = at(end - 1), after = at(end);
    if (begin > 0 && text::is_word(at(begin - 1)) && (text::is_word(first) || first == '.')) return false;
    if (last == '+' || last == '#') return !text::is_letter(after);
    if (!text::is_word(last) || !text::is_word(after)) return true;
    if (end - begin < 2 || !text::is_letter(last)) return false;
    std::size_t i = end, digits = 0;
    while (i < end + 6 && (text::is_digit(at(i)) || (at(i) == '.' && text::is_word(at(i + 1)))))
      digits += text::is_digit(at(i++));
    if (digits == 0 || digits > 4 || text::is_digit(at(i))) return false;
    if (at(i) == 'x') ++i;
    return !text::is_word(at(i));
  }

  hs_database_t* database_ = nullptr;
  hs_scratch_t* scratch_ = nullptr;
  std::vector<unsigned> lengths_;
  std::vector<Hit> hits_;
  std::string_view text_;
};
#endif

void measure(const std::vector<std::u32string>& phrases, const std::string& text, int rounds) {
  const text::Automaton automaton(phrases);
  std::printf("%zu phrases, automaton %.0f KB, built in %.2f ms; text %.1f MB\n", phrases.size(),
              static_cast<double>(automaton.size()) / 1e3,
              1e3 * seconds(rounds, [&] { text::Automaton(phrases).size(); })[static_cast<std::size_t>(rounds) / 2],
              static_cast<double>(text.size()) / 1e6);
  std::size_t hits = 0;
  const auto pieces = bench::pieces(text);
  std::u32string codes;
  std::vector<text::Automaton::Hit> found;
  const auto whole = seconds(rounds, [&] {
    hits = 0;
    for (const std::string_view piece : pieces) {
      text::fold_codes(piece, codes);
      automaton.find_bounded(codes, found);
      hits += found.size();
    }
  });
  print_rate("chouma", text.size(), whole, hits);
  const auto folding = seconds(rounds, [&] {
    for (const std::string_view piece : pieces) text::fold_codes(piece, codes);
  });
  print_rate("  of it, decoding and folding", text.size(), folding, 0);
#ifdef CHOUMA_HYPERSCAN
  Hyperscan peer(phrases);
  const auto theirs = seconds(rounds, [&] {
    hits = 0;
    for (const std::string_view piece : pieces) hits += peer.find(piece);
  });
  print_rate("Hyperscan", text.size(), theirs, hits);
  std::printf("chouma / Hyperscan (medians)       %.2f\n", theirs[theirs.size() / 2] / whole[whole.size() / 2]);
#else
  std::puts("Hyperscan                          not found when this was configured");
#endif
}

}  // namespace

int main(int argc, char** argv) {
  std::map<std::string, std::string> options{{"--text", ""}, {"--mb", "20"}, {"--rounds", "9"}, {"--wording", "1"}};
  if (argc < 2 || argc % 2 != 0) {
    std::fputs("usage: bench_match_speed MODELS [--text FILE] [--mb N] [--rounds N] [--wording 0|1]\n", stderr);
    return 2;
  }
  for (int i = 2; i < argc; i += 2) options[argv[i]] = argv[i + 1];
  const int rounds = std::max(1, std::atoi(options["--rounds"].c_str()));
  const std::string json = read(std::string(argv[1]) + "/lexicon/lexicon.json");
  const auto phrases = bench::phrases(nlohmann::json::parse(json), options["--wording"] != "0");
  const auto megabytes = static_cast<std::size_t>(std::atoi(options["--mb"].c_str()));
  const std::string text =
      options["--text"].empty() ? bench::text(phrases, megabytes * 1'000'000, 1) : read(options["--text"]);
  measure(phrases, text, rounds);
  measure(bench::more_phrases(phrases, 5000), text, rounds);

  const auto lexicon = text::parse_lexicon(json);
  if (!lexicon) {
    std::fprintf(stderr, "%s\n", message(lexicon.error()).c_str());
    return 1;
  }
  const auto load = seconds(rounds, [&] { (void)text::parse_lexicon(json); });
  std::printf("lexicon: automaton %.0f KB, loaded in %.1f ms median, %.1f best\n",
              static_cast<double>(lexicon.value().data().automaton.size()) / 1e3, load[load.size() / 2] * 1e3,
              load[0] * 1e3);
  // A posting of 4 KB, another one each time.
  std::vector<std::string> postings;
  for (std::size_t at = 0; at + 8192 < text.size() && postings.size() < 1000; at += 4096 * 3) {
    const std::size_t begin = text.find('\n', at) + 1;
    postings.push_back(text.substr(begin, text.find('\n', begin + 4000) - begin));
  }
  if (postings.empty()) return 0;
  std::size_t next = 0, found = 0;
  const auto match = seconds(4000, [&] {
    found += lexicon.value().data().automaton.find_bounded(text::fold_codes(postings[next++ % postings.size()])).size();
  });
  const auto extract =
      seconds(4000, [&] { found += text::extract(lexicon.value(), postings[next++ % postings.size()]).skills.size(); });
  std::printf("a posting of 4 KB: phrases %.1f us median, %.1f p99; the whole extract %.1f us median, %.1f p99 (%zu)\n",
              match[2000] * 1e6, match[3960] * 1e6, extract[2000] * 1e6, extract[3960] * 1e6, found % 10);
}
