#include "text/sections.h"

#include "text/reader.h"
#include "text/sentences.h"

#include <string_view>

namespace chouma::text {

namespace {

constexpr std::u32string_view kOpening = U"([【《<「#*-—=~、,.:|";
constexpr std::u32string_view kClosing = U"]】》>」*#";
constexpr std::u32string_view kSuffixEnd = U",。;、!?";

class Headings : Reader {
 public:
  Headings(const Folded& text, const Matches& matches) : Reader(text.codes), matches_(matches) {}

  std::vector<SectionStart> run() {
    for (const Phrase& p : matches_.words) {
      const Section section = section_of(p);
      if (section != Section::none && heading(p)) {
        start(p, section);
      } else if (p.is(Word::prefer_behind) && announces(p)) {
        close_local(p.begin);
        // "2) 优先：eBPF" is one item of a list.
        if (opens_line(p.begin) && numbered(p.begin) && has_content_and_next_line(p.end))
          local_ = true, resume_ = current_;
        starts_.push_back({p.end, Section::preferred});
      }
    }
    close_local(static_cast<std::uint32_t>(codes_.size()));
    return std::move(starts_);
  }

 private:
  static Section section_of(const Phrase& p) {
    if (p.is(Word::section_required)) return Section::required;
    if (p.is(Word::section_duties)) return Section::duties;
    if (p.is(Word::section_preferred)) return Section::preferred;
    return p.is(Word::section_other) ? Section::other : Section::none;
  }

  // Everything before it on its line is blanks, ornaments or an item number.
  bool opens_line(std::uint32_t at) const {
    std::uint32_t i = at;
    for (int budget = 8; i > 0 && codes_[i - 1] != '\n'; --i) {
      const char32_t c = codes_[i - 1];
      const bool ornament = c == ' ' || c > 0x24FF || is_digit(c) || kOpening.find(c) != std::u32string_view::npos ||
                            c == ')' || c == U'、';
      constexpr std::u32string_view kNumerals = U"一二三四五六七八九十";
      if (c > 0x2FFF && kNumerals.find(c) == std::u32string_view::npos && kOpening.find(c) == std::u32string_view::npos)
        return false;
      if (!ornament || --budget < 0) return false;
    }
    return true;
  }

  bool numbered(std::uint32_t at) const {
    for (std::uint32_t i = at; i > 0 && codes_[i - 1] != '\n' && at - i < 8; --i)
      if (is_digit(codes_[i - 1])) return true;
    return false;
  }

  bool opens_sentence(std::uint32_t at) const {
    std::uint32_t i = at;
    while (i > 0 && codes_[i - 1] == ' ') --i;
    if (i == 0) return true;
    const char32_t c = codes_[i - 1];
    constexpr std::u32string_view kBreaks = U"\n。;!?•●★◆■";
    return kBreaks.find(c) != std::u32string_view::npos || kOpening.find(c) != std::u32string_view::npos ||
           kClosing.find(c) != std::u32string_view::npos || c == ')' || (i < at && c > 0x7F);
  }

  bool heading(const Phrase& p) const {
    const bool line = opens_line(p.begin), cjk = codes_[p.begin] > 0x7F;
    const bool start = line || opens_sentence(p.begin);
    if (!start && (!cjk || p.end - p.begin < 4)) return false;
    std::uint32_t next = blanks(p.end);
    if (line && cjk && (code(next) == ';' || code(next) == U'。' || code(next) == ',') &&
        code(blanks(next + 1)) == '\n')
      next = blanks(next + 1);  // "任职要求；" alone on its line: a slip for a colon
    const char32_t c = code(next);
    if (c == ':' || c == '\n' || kClosing.find(c) != std::u32string_view::npos) return start || c != '\n';
    if (!start) return false;
    if (cjk && (item_number(codes_, next, true) > 0 || c == U'•' || c == '-' || c == U'●' || (line && next > p.end)))
      return true;
    return line && alone(p.end);
  }

  // A short rest of the line that ends in a colon or the line's end: "任职要求（硬性）：", "岗位职责和内容".
  bool alone(std::uint32_t i) const {
    for (std::uint32_t end = i + 12; i < end; ++i) {
      if (code(i) == ':' || code(i) == '\n') return true;
      if (kSuffixEnd.find(code(i)) != std::u32string_view::npos) return false;
    }
    return false;
  }

  // "满足以下条件者优先：" opens a list.
  bool announces(const Phrase& p) const {
    std::uint32_t i = p.end;
    while (code(i) == U'者' || code(i) == U'的' || code(i) == U'哦' || code(i) == ' ') ++i;
    return code(i) == ':';
  }

  void start(const Phrase& p, Section section) {
    close_local(p.begin);
    const bool line = opens_line(p.begin);
    if (section == Section::preferred && (!line || numbered(p.begin)) && has_content_and_next_line(p.end))
      local_ = true, resume_ = current_;
    current_ = section;
    starts_.push_back({p.begin, section});
  }

  bool has_content_and_next_line(std::uint32_t i) {
    std::uint32_t content = 0;
    for (; i < codes_.size() && codes_[i] != '\n'; ++i) content += codes_[i] > ' ' && codes_[i] != ':';
    line_end_ = i;
    return content > 3 && i + 1 < codes_.size();
  }

  void close_local(std::uint32_t at) {
    if (local_ && line_end_ < at) {
      starts_.push_back({line_end_, resume_});
      current_ = resume_;
    }
    local_ = false;
  }

  const Matches& matches_;
  std::vector<SectionStart> starts_;
  Section current_ = Section::none, resume_ = Section::none;
  bool local_ = false;
  std::uint32_t line_end_ = 0;
};

}  // namespace

std::vector<SectionStart> find_sections(const Folded& text, const Matches& matches) {
  return Headings(text, matches).run();
}

}  // namespace chouma::text
