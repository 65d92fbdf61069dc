// Swapping name, gender words, school, photo or age leaves the report the same: byte for byte where the swap has the same length, else with
// the spans moved by the difference.
#include "engine_support.h"

#include "base/utf8.h"

#include <array>
#include <string>
#include <vector>

using namespace chouma;
using nlohmann::json;

namespace {

enum Part { name, gender, pronoun, school, photo, age };
constexpr std::array<std::string_view, 6> kMarks = {"{name}", "{gender}", "{pronoun}", "{school}", "{photo}", "{age}"};

struct Family {
  std::vector<std::string> texts;
  std::array<std::vector<std::string>, 6> values;  ///< the first of each fills the text that is compared with
};

const Family& chinese() {
  static const Family family = {
      {"姓名：{name}\n性别：{gender}\n年龄：{age}\n毕业院校：{school}\n照片：{photo}\n求职意向：高级 Go 开发工程师\n"
       "5年后端开发经验，熟悉 Go、Kubernetes、Redis，现居上海，本科，期望 25-35K·15薪",
       "{name}\n{gender} | {age} | {photo}\nGo 开发工程师，8年工作经验\n专业技能：精通 Go、eBPF，熟悉 Kafka\n"
       "教育经历\n2014.09 - 2018.06 {school} 计算机科学与技术 本科\n现居地：杭州\n{name}的作品：用 Terraform "
       "搭建的平台",
       "我叫{name}，{gender}，{age}，毕业于{school}，硕士。熟悉 Go 与 "
       "Prometheus，{pronoun}的同事都说好，3年以上开发经验，期望城市：深圳\n{photo}",
       "个人简历\n{name} {gender} {age}\n{photo}\n教育背景\n{school}（本科），软件工程\n工作经历\n2019.03 - 至今 "
       "云帆科技 高级后端开发工程师\n"
       "负责网关，{pronoun}用 Go 和 Istio 落地"},
      {{{"张伟", "王芳",     "李娜",    "欧阳修",   "夏天津",      "李杭州",        "安然",
         "高强", "上官婉儿", "司马光",  "张无忌",   "马云腾",      "常乐",          "方向明",
         "程序", "王北京",   "Perl 王", "王 Swift", "李婷 (Ruby)", "欧阳修（Rust）"},
        {"男", "女", "男性", "女士"},
        {"他", "她"},
        {"北京大学", "清华大学", "浙江大学", "华东师范大学", "上海交通大学", "杭州电子科技大学", "武汉理工大学",
         "深圳大学", "南京工业职业技术学院", "哈尔滨工业大学（深圳）", "清华", "985/211", "北京Java学院",
         "C++职业技术学院", "AI大学"},
        {"照片.jpg", "头像.png", "zhang_wei.jpg", "golang.png", "java-2020.jpeg"},
        {"28岁", "31岁", "45岁", "9岁", "二十八岁", "28 周岁"}}}};
  return family;
}

const Family& english() {
  static const Family family = {
      {"Name: {name}\nGender: {gender}\nAge: {age}\nUniversity: {school}\nPhoto: {photo}\nSenior backend engineer with "
       "6 years of experience. "
       "I work with Go, Kafka and Kubernetes. Based in Shanghai. BSc.",
       "{name}\nchen@example.com | {age} years old | {gender}\nBackend Engineer\nI have 5 years of experience with Go "
       "and Redis.\n"
       "Education\nBSc Computer Science, {school}, 2012 - 2016\n{photo}\n{pronoun} designed the Terraform modules.",
       "My name is {name}. I am {age} years old and graduated from {school} with a bachelor's degree. I built an eBPF "
       "agent in Go, five years of experience, "
       "location: Shenzhen. {pronoun} also runs Prometheus.\n{photo}"},
      {{{"Julia Chen", "Ruby Li", "Jack Rust", "Swift Taylor", "Go Nakamura", "Perl Buck", "Anna Lee", "Ada",
         "Wei Zhang", "Mr. Shanghai Lu", "Maria del Rio", "Jean-Luc O'Neil", "Scala Rossi", "Li Na"},
        {"male", "female", "man", "woman"},
        {"He", "She", "They"},
        {"University of Leeds", "Stanford University", "Beijing Normal University", "MIT",
         "Massachusetts Institute of Technology", "Imperial College London", "University of California, Berkeley",
         "Tsinghua University", "Hong Kong University of Science and Technology", "Yale University"},
        {"photo.jpg", "me-2020.png", "java.jpeg", "headshot.webp"},
        {"28", "31", "45", "52"}}}};
  return family;
}

/// A text with the values in, and where each went: offsets in UTF-16 units.
struct Filled {
  std::string text;
  std::vector<std::pair<std::int64_t, std::int64_t>> places;
};

Filled fill(const std::string& pattern, const std::array<std::string, 6>& values) {
  Filled out;
  for (std::size_t at = 0; at < pattern.size();) {
    std::size_t mark = kMarks.size();
    for (std::size_t m = 0; m < kMarks.size(); ++m)
      if (pattern.compare(at, kMarks[m].size(), kMarks[m]) == 0) mark = m;
    if (mark == kMarks.size()) {
      out.text += pattern[at++];
      continue;
    }
    const auto begin = static_cast<std::int64_t>(base::utf16_length(out.text));
    out.text += values[mark];
    out.places.emplace_back(begin, static_cast<std::int64_t>(base::utf16_length(out.text)));
    at += kMarks[mark].size();
  }
  return out;
}

/// Where an offset of `from` stands in `to`: moved by what the swapped places before it grew.
std::int64_t moved(const Filled& from, const Filled& to, std::int64_t offset) {
  std::int64_t shift = 0;
  for (std::size_t p = 0; p < from.places.size(); ++p)
    if (from.places[p].second <= offset) shift = to.places[p].second - from.places[p].second;
  return offset + shift;
}

/// Which of the request's texts is swapped: its spans are the ones that move.
enum class Field { text, resume };

bool spans_of(Field field, std::string_view key, bool candidate) {
  const bool span = key.ends_with("span") || key.ends_with("spans");
  if (field == Field::text) return (span && !candidate) || key == "asked" || key == "posting";
  return (candidate && (span || key == "title")) || key == "resume";
}

/// Every span of the report that stands in the swapped text, moved: arrays of two whole numbers under the names above.
void move_spans(json& value, const Filled& from, const Filled& to, Field field, bool spans = false,
                bool candidate = false) {
  const bool pair =
      value.is_array() && value.size() == 2 && value[0].is_number_integer() && value[1].is_number_integer();
  if (spans && pair) {
    value[0] = moved(from, to, value[0].get<std::int64_t>());
    value[1] = moved(from, to, value[1].get<std::int64_t>());
  } else if (value.is_array()) {
    for (json& item : value) move_spans(item, from, to, field, spans, candidate);
  } else if (value.is_object()) {
    const bool person = candidate || value.value("source", "") == "resume";
    for (auto& [key, item] : value.items())
      move_spans(item, from, to, field, spans_of(field, key, person), person || key == "candidate");
  }
}

Engine whole_engine() {
  Engine engine = test::engine_with_model();
  for (const auto& [kind, path] : std::vector<std::pair<Resource, const char*>>{{Resource::swaps, "swaps"},
                                                                                {Resource::vetoes, "vetoes"},
                                                                                {Resource::funnel, "funnel"},
                                                                                {Resource::carryover, "carryover"},
                                                                                {Resource::toolchains, "toolchains"}})
    test::loaded(engine, kind, test::file(std::string("models/screening/") + path + ".json"));
  return engine;
}

json ask(Field field, const std::string& text) {
  json fields = {{"text", text}, {"want", {"next", "talk", "screening"}}};
  if (field == Field::resume) fields.update({{"text", test::kPosting}, {"resume", text}, {"today", "2026-03"}});
  return test::request(fields);
}

struct Counts {
  int swaps = 0, same_length = 0;
};

Counts swap_all(Engine& engine, const Family& family, Field field) {
  Counts counts;
  for (const std::string& pattern : family.texts) {
    std::array<std::string, 6> values;
    for (std::size_t p = 0; p < values.size(); ++p) values[p] = family.values[p][0];
    const auto report = [&](const Filled& filled) { return engine.analyze(ask(field, filled.text).dump()); };
    const Filled base = fill(pattern, values);
    const std::string wanted = report(base);
    for (std::size_t p = 0; p < values.size(); ++p) {
      if (pattern.find(kMarks[p]) == std::string::npos) continue;
      for (std::size_t v = 1; v < family.values[p].size(); ++v) {
        std::array<std::string, 6> other = values;
        other[p] = family.values[p][v];
        const Filled swapped = fill(pattern, other);
        const std::string found = report(swapped);
        INFO(swapped.text);
        ++counts.swaps;
        if (base::utf16_length(other[p]) == base::utf16_length(values[p])) {
          ++counts.same_length;
          CHECK((found == wanted));  // the difference is shown below
        }
        json expected = json::parse(wanted);
        move_spans(expected, base, swapped, field);
        CHECK(json::diff(expected, json::parse(found)).dump() == "[]");
      }
    }
  }
  return counts;
}

}  // namespace

TEST_CASE("Another name, gender, school, photo or age: the same report of a self-description", "[engine]") {
  Engine engine = whole_engine();
  const Counts zh = swap_all(engine, chinese(), Field::text), en = swap_all(engine, english(), Field::text);
  CHECK(zh.swaps + en.swaps >= 200);
  CHECK(zh.same_length >= 40);
  CHECK(en.same_length >= 15);
}

TEST_CASE("Another name, gender, school, photo or age: the same report of a posting and a résumé", "[engine]") {
  Engine engine = whole_engine();
  const Counts zh = swap_all(engine, chinese(), Field::resume), en = swap_all(engine, english(), Field::resume);
  CHECK(zh.swaps + en.swaps >= 200);
  CHECK(zh.same_length + en.same_length >= 55);
}

TEST_CASE("Swaps of the same length in every field at once", "[engine]") {
  Engine engine = test::engine_with_model();
  const std::string& pattern = chinese().texts[0];
  const auto report = [&](const std::array<std::string, 6>& values) {
    return engine.analyze(test::request({{"text", fill(pattern, values).text}}).dump());
  };
  const std::string wanted = report({"张伟", "男", "他", "北京大学", "照片.jpg", "28岁"});
  for (const char* who : {"王芳", "李娜", "安然", "高强", "常乐"})
    for (const char* where : {"清华大学", "浙江大学", "武汉大学", "深圳大学"})
      for (const char* years : {"31岁", "45岁"}) CHECK(report({who, "女", "她", where, "头像.png", years}) == wanted);
}

TEST_CASE("The swapped reports say something", "[engine]") {
  // Invariance of an empty report would prove nothing.
  Engine whole = whole_engine();
  const json both = test::analyzed(
      whole, ask(Field::resume, fill(chinese().texts[3], {"夏天津", "女", "她", "武汉大学", "java.jpg", "28岁"}).text));
  CHECK(both["candidate"]["skills"].size() >= 2);
  CHECK(both["candidate"]["projects"].size() == 1);
  CHECK(both["screening"]["match"]["items"].size() >= 3);
  Engine engine = test::engine_with_model();
  const json report = test::analyzed(
      engine,
      test::request({{"text", fill(chinese().texts[0], {"夏天津", "女", "她", "武汉大学", "java.jpg", "28岁"}).text}}));
  CHECK(report["profile"]["skills"].size() >= 3);
  CHECK(report["profile"]["city"]["value"] == "上海");
  CHECK(report["profile"]["years"]["value"] == 5);
  CHECK(report["profile"]["education"]["value"] == "bachelor");
  CHECK(report["posted"]["wording"] == "25-35K·15薪");
}
