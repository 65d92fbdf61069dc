// What bench/match_speed.mjs calls: the same work as bench/match_speed.cpp, a step a call.
#include "match_data.h"
#include "text/extract.h"
#include "text/lexicon_json.h"
#include "text/matches.h"

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <memory>
#include <string>
#include <vector>

namespace {

using namespace chouma;

class Bench {
 public:
  Bench(const std::string& lexicon, bool wording)
      : lexicon_(text::parse_lexicon(lexicon)), phrases_(bench::phrases(nlohmann::json::parse(lexicon), wording)) {
    build();
  }

  /// Milliseconds are the caller's to take.
  void load(const std::string& lexicon) { lexicon_ = text::parse_lexicon(lexicon); }
  void more_phrases(unsigned more) {
    phrases_ = bench::more_phrases(phrases_, more);
    build();
  }
  void make_text(unsigned megabytes) { text_ = bench::text(phrases_, megabytes * std::size_t{1'000'000}, 1); }
  void set_text(const std::string& text) { text_ = text; }

  emscripten::val text() const { return emscripten::val(emscripten::typed_memory_view(text_.size(), bytes())); }
  /// One a line; a phrase has no line break.
  std::string phrases() const {
    std::string out;
    for (const std::u32string& phrase : phrases_) out += bench::utf8(phrase) + "\n";
    return out;
  }
  unsigned automaton_bytes() const { return static_cast<unsigned>(automaton_->size()); }

  unsigned scan() {
    std::size_t hits = 0;
    for (const std::string_view piece : bench::pieces(text_)) {
      text::fold_codes(piece, codes_);
      automaton_->find_bounded(codes_, hits_);
      hits += hits_.size();
    }
    return static_cast<unsigned>(hits);
  }
  void fold() {
    for (const std::string_view piece : bench::pieces(text_)) text::fold_codes(piece, codes_);
  }
  unsigned scan_part(unsigned begin, unsigned end) const {
    const std::u32string codes = text::fold_codes(std::string_view(text_).substr(begin, end - begin));
    return static_cast<unsigned>(lexicon_.value().data().automaton.find_bounded(codes).size());
  }
  unsigned extract_part(unsigned begin, unsigned end) const {
    return static_cast<unsigned>(
        text::extract(lexicon_.value(), std::string_view(text_).substr(begin, end - begin)).skills.size());
  }

 private:
  void build() { automaton_ = std::make_unique<text::Automaton>(phrases_); }
  const unsigned char* bytes() const { return reinterpret_cast<const unsigned char*>(text_.data()); }

  Result<text::Lexicon> lexicon_;
  std::vector<std::u32string> phrases_;
  std::unique_ptr<text::Automaton> automaton_;
  std::u32string codes_;
  std::vector<text::Automaton::Hit> hits_;
  std::string text_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(match_speed) {
  emscripten::class_<Bench>("Bench")
      .constructor<const std::string&, bool>()
      .function("load", &Bench::load)
      .function("morePhrases", &Bench::more_phrases)
      .function("makeText", &Bench::make_text)
      .function("setText", &Bench::set_text)
      .function("text", &Bench::text)
      .function("phrases", &Bench::phrases)
      .function("automatonBytes", &Bench::automaton_bytes)
      .function("scan", &Bench::scan)
      .function("fold", &Bench::fold)
      .function("scanPart", &Bench::scan_part)
      .function("extractPart", &Bench::extract_part);
}
