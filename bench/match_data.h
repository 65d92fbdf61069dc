// What the speed of phrase matching is measured on, the same in C++ and in JavaScript: the phrases of a lexicon, and a text made of them
// and of filler in both languages. Deterministic.
#pragma once

#include "base/random.h"
#include "base/utf8.h"
#include "text/folded.h"
#include "text/lexicon_build.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : seed_(seed) {}
  std::size_t below(std::size_t n) { return chouma::base::below(n, seed_, 0, draw_++); }
  template <class List>
  auto& of(const List& list) {
    return list[below(list.size())];
  }

 private:
  std::uint64_t seed_, draw_ = 0;
};

inline std::string utf8(const std::u32string& codes) {
  std::string out;
  for (const char32_t c : codes) chouma::base::append_utf8(out, c);
  return out;
}

/// Every phrase of a lexicon file, folded, with its other spellings; sorted, distinct. Without `wording`: names of skills and cities alone.
inline std::vector<std::u32string> phrases(const nlohmann::json& lexicon, bool wording = true) {
  std::set<std::u32string> all;
  const auto add = [&](const nlohmann::json& written) {
    const std::u32string folded = chouma::text::fold_phrase(written.get<std::string>());
    if (folded.empty()) return;
    for (std::u32string& other : chouma::text::spellings(folded)) all.insert(std::move(other));
    all.insert(folded);
  };
  for (const auto& skill : lexicon.at("skills")) {
    add(skill.at("name"));
    add(skill.value("zh", ""));
    for (const auto& alias : skill.at("aliases")) add(alias);
    for (const auto& group : skill.value("weak", nlohmann::json::array()))
      for (const auto& alias : group.at("aliases")) add(alias);
  }
  for (const auto& city : lexicon.at("cities")) {
    add(city.at("id"));
    for (const auto& alias : city.value("aliases", nlohmann::json::array())) add(alias);
  }
  if (!wording) return {all.begin(), all.end()};
  for (const auto& kind : lexicon.at("words"))
    for (const auto& word : kind) add(word.is_object() ? word.at("text") : word);
  return {all.begin(), all.end()};
}

/// The same with `more` plausible phrases: two halves of phrases that are there, joined.
inline std::vector<std::u32string> more_phrases(const std::vector<std::u32string>& phrases, std::size_t more) {
  Draw draw(5000);
  std::set<std::u32string> all(phrases.begin(), phrases.end());
  while (all.size() < phrases.size() + more) {
    const std::u32string &a = draw.of(phrases), &b = draw.of(phrases);
    std::u32string made = a.substr(0, (a.size() + 1) / 2);
    if (chouma::text::is_word(made.back()) && !chouma::text::is_word(b.back())) made += ' ';
    made += b.substr(b.size() / 2);
    made = chouma::text::fold_phrase(utf8(made));
    if (made.size() >= 3 && made.size() <= 24) all.insert(std::move(made));
  }
  return {all.begin(), all.end()};
}

/// About `bytes` bytes of postings: sentences in Chinese (three in five) and in English, one piece in four a phrase, names in their
/// capitals, now and then full-width letters, mark-up, an address, pay.
inline std::string text(const std::vector<std::u32string>& phrases, std::size_t bytes, std::uint64_t seed) {
  using namespace std::string_view_literals;
  static constexpr std::array kChinese = {
      "我们"sv,   "团队"sv, "公司"sv, "业务"sv, "平台"sv, "产品"sv, "用户"sv, "项目"sv,   "相关"sv, "工作"sv,
      "完成"sv,   "进行"sv, "以及"sv, "能够"sv, "良好"sv, "的"sv,   "和"sv,   "与"sv,     "在"sv,   "对"sv,
      "方案"sv,   "问题"sv, "能力"sv, "沟通"sv, "学习"sv, "技术"sv, "核心"sv, "模块"sv,   "服务"sv, "稳定"sv,
      "日常"sv,   "文档"sv, "需求"sv, "分析"sv, "实现"sv, "持续"sv, "改进"sv, "质量"sv,   "流程"sv, "协作"sv,
      "互联网"sv, "参与"sv, "制定"sv, "规划"sv, "提升"sv, "效率"sv, "保障"sv, "责任心"sv, "热爱"sv, "行业"sv};
  static constexpr std::array kEnglish = {
      "the"sv,      "and"sv,      "our"sv,     "team"sv,    "you"sv,     "will"sv,      "to"sv,      "of"sv,
      "in"sv,       "with"sv,     "build"sv,   "work"sv,    "product"sv, "customers"sv, "across"sv,  "services"sv,
      "at"sv,       "scale"sv,    "for"sv,     "a"sv,       "is"sv,      "are"sv,       "strong"sv,  "skills"sv,
      "help"sv,     "design"sv,   "deliver"sv, "quality"sv, "code"sv,    "review"sv,    "ability"sv, "communicate"sv,
      "business"sv, "partners"sv, "company"sv, "people"sv,  "that"sv,    "we"sv,        "have"sv,    "new"sv};
  static constexpr std::array kOther = {"<br/>"sv,       "https://example.com/jobs/1024 "sv,
                                        "15-25K·14薪"sv, "3-5年"sv,
                                        "ＡＰＩ"sv,      "hr@example.com"sv,
                                        "2024"sv,        "🚀"sv};
  std::vector<std::string> any, ascii;
  for (const std::u32string& phrase : phrases) {
    std::string written = utf8(phrase);
    bool plain = true;
    for (const char32_t c : phrase) plain &= c < 0x80;
    // As people write names: React, SQL, spring boot.
    const std::size_t capitals = any.size() % 3 == 0                         ? 0
                                 : any.size() % 3 == 1 || written.size() > 4 ? 1
                                                                             : written.size();
    for (std::size_t i = 0; i < capitals; ++i)
      if (chouma::text::is_letter(static_cast<unsigned char>(written[i]))) written[i] -= 'a' - 'A';
    if (plain) ascii.push_back(written);
    any.push_back(std::move(written));
  }
  Draw draw(seed);
  std::string out;
  out.reserve(bytes + 1024);
  for (int item = 1; out.size() < bytes; item = item % 9 + 1) {
    const bool chinese = draw.below(5) < 3;
    out += std::to_string(item) + (chinese ? "、" : ". ");
    for (std::size_t piece = 0, pieces = 12 + draw.below(16); piece < pieces; ++piece) {
      if (draw.below(40) == 0)
        out += draw.of(kOther);
      else if (draw.below(4) == 0)
        out += draw.of(chinese ? any : ascii);
      else
        out += chinese ? draw.of(kChinese) : draw.of(kEnglish);
      if (!chinese)
        out += draw.below(8) == 0 ? ", " : " ";
      else if (draw.below(6) == 0)
        out += draw.below(3) == 0 ? "、" : "，";
    }
    out += chinese ? "；\n" : ".\n";
  }
  return out;
}

/// The text in pieces of whole lines, each of at least 64 KB but the last.
inline std::vector<std::string_view> pieces(std::string_view text) {
  constexpr std::size_t kLeast = 1 << 16;
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n', std::min(kLeast, text.size()));
    out.push_back(text.substr(0, end == std::string_view::npos ? text.size() : end + 1));
    text.remove_prefix(out.back().size());
  }
  return out;
}

}  // namespace bench
