// Every number and quote in every talking point and script is found in the source that it cites, and nothing is claimed that the evidence does not carry:
// over generated requests.
#include "base/math.h"
#include "base/number.h"
#include "base/utf8.h"
#include "support/json_schema.h"
#include "talk_requests.h"

#include <algorithm>
#include <map>
#include <optional>

using chouma::Engine;
using nlohmann::json;
namespace test = chouma::test;
namespace base = chouma::base;

namespace {

std::vector<char32_t> codes_of(const std::string& text) {
  std::vector<char32_t> codes;
  for (std::size_t at = 0; at < text.size();) {
    const base::Decoded decoded = base::decode(text, at);
    codes.push_back(decoded.code);
    at += decoded.bytes;
  }
  return codes;
}

std::string utf16_slice(const std::string& text, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t at = 0, units = 0; at < text.size();) {
    const base::Decoded d = base::decode(text, at);
    if (units >= begin && units < end) out += text.substr(at, d.bytes);
    units += d.code > 0xFFFF ? 2 : 1;
    at += d.bytes;
  }
  return out;
}

// --- numbers in a text: digits, Chinese numerals, English words ---

const std::u32string kDigits = U"〇一二三四五六七八九";

/// 十五 → 15, 三十 → 30, 两 → 2; of at most two places.
std::optional<double> chinese_number(const std::u32string& word) {
  const auto digit = [](char32_t c) -> double {
    return c == U'两' ? 2 : c == U'零' ? 0 : static_cast<double>(kDigits.find(c));
  };
  const std::size_t ten = word.find(U'十');
  if (ten == std::u32string::npos) return word.size() == 1 ? std::optional(digit(word[0])) : std::nullopt;
  if (word.size() > 3) return std::nullopt;
  return 10 * (ten == 0 ? 1 : digit(word[0])) + (ten + 1 < word.size() ? digit(word[ten + 1]) : 0);
}

bool is_numeral(char32_t c) {
  return kDigits.find(c) != std::u32string::npos || c == U'十' || c == U'两' || c == U'零';
}

std::vector<double> numbers_in(const std::string& text) {
  std::vector<double> found;
  const std::vector<char32_t> codes = codes_of(text);
  for (std::size_t i = 0; i < codes.size();) {
    std::string digits;
    for (; i < codes.size() && ((codes[i] >= '0' && codes[i] <= '9') || (codes[i] == '.' && !digits.empty())); ++i)
      digits += static_cast<char>(codes[i]);
    while (!digits.empty() && digits.back() == '.') digits.pop_back();
    if (!digits.empty()) {
      found.push_back(base::parse_double(digits).value());
      continue;
    }
    std::u32string word;
    for (; i < codes.size() && is_numeral(codes[i]); ++i) word += codes[i];
    if (word.empty())
      ++i;
    else if (const auto number = chinese_number(word))
      found.push_back(*number);
  }
  return found;
}

/// A digit, or a Chinese numeral that counts something: 三年, 两家, 第一, 百分之.
bool has_number(const std::string& text) {
  const std::vector<char32_t> codes = codes_of(text);
  static const std::u32string kUnits = U"年月周日号时家个项条倍成元块万千百亿次份%";
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i] >= '0' && codes[i] <= '9') return true;
    if (!is_numeral(codes[i])) continue;
    if (i > 0 && (codes[i - 1] == U'第' || codes[i - 1] == U'之')) return true;
    if (i + 1 < codes.size() && kUnits.find(codes[i + 1]) != std::u32string::npos) return true;
  }
  return false;
}

/// "¥48,500", "×1.21", "65th", "67%", "3.5": its value, decimals, and whether it is a share of 100.
struct Printed {
  double value = 0;
  int decimals = 0;
  bool share = false;
};
Printed parse(const std::string& run, const std::string& path) {
  std::string digits;
  for (const char c : run)
    if ((c >= '0' && c <= '9') || c == '.') digits += c;
  const std::size_t dot = digits.find('.');
  Printed printed;
  printed.value = base::parse_double(digits).value_or(-1);
  printed.decimals = dot == std::string::npos ? 0 : static_cast<int>(digits.size() - dot - 1);
  printed.share = run.find('%') != std::string::npos || path.find("percentile") != std::string::npos;
  return printed;
}

/// A report with all that it speaks of.
struct Case {
  const test::MadeUp& made;
  const json& report;
  const json& table;
};

void check_value(const std::string& run, const json& value, const std::string& path, const std::string& language) {
  if (!value.is_number() && !value.is_array()) {
    CHECK((value.is_object() ? value[language] : value) == run);
    return;
  }
  const Printed printed = parse(run, path);
  if (value.is_array()) {
    CHECK(printed.value == static_cast<double>(value.size()));
    return;
  }
  const double scaled = value.get<double>() * (printed.share ? 100 : 1);
  CHECK(printed.value == base::round_to(scaled, printed.decimals));
  // "8" is 8.0, not 8.4: years keep their tenths.
  if (!printed.share) CHECK(std::abs(scaled - printed.value) <= 0.05);
}

void check_cited(const std::string& run, const json& citation, const Case& c, const std::string& language) {
  CAPTURE(run, citation.dump());
  const std::string source = citation["source"];
  const bool has_path = citation["path"].is_string();
  if (citation["span"].is_array()) {
    const std::string& origin = source == "resume" ? c.made.resume : c.made.text;
    const std::size_t begin = citation["span"][0], end = citation["span"][1];
    REQUIRE(begin < end);
    REQUIRE(end <= base::utf16_length(origin));
    const std::string slice = utf16_slice(origin, begin, end);
    CAPTURE(slice);
    if (!has_path) CHECK(slice == run);
    if (source == "resume")
      for (const std::string& denial : c.made.denied_lines) CHECK(slice.find(denial) == std::string::npos);
    const std::string path = has_path ? citation["path"].get<std::string>() : "";
    if (path.ends_with("years_min") || path.ends_with("months") || path.ends_with("years") ||
        path.ends_with("years/value")) {
      const std::vector<double> said = numbers_in(slice);
      CHECK(std::count(said.begin(), said.end(), parse(run, "").value) > 0);
    }
  }
  if (!has_path) {
    CHECK(citation["span"].is_array());
    return;
  }
  const json& whole = source == "scarcity" ? c.table : c.report;
  const json::json_pointer path(citation["path"].get<std::string>());
  REQUIRE(whole.contains(path));
  check_value(run, whole.at(path), path.to_string(), language);
}

/// Names of the skills spoken of: HTTP/2 and S3 hold digits.
std::vector<std::string> names_in(const json& report) {
  std::vector<std::string> names;
  const auto add = [&](const json& value) {
    if (value.is_string() && !value.get<std::string>().empty()) names.push_back(value);
  };
  const auto skills = [&](const json& list) {
    for (const json& skill : list) {
      add(skill["name"]);
      add(skill["name_zh"]);
    }
  };
  skills(report["profile"]["skills"]);
  skills(report["next"]);
  if (report["candidate"].is_object()) skills(report["candidate"]["skills"]);
  if (report["screening"].is_object())
    for (const json& carry : report["screening"]["carries"])
      for (const char* side : {"from_name", "to_name"})
        for (const char* language : {"zh", "en"}) add(carry[side][language]);
  if (report["screening"].is_object() && report["screening"]["match"].is_object())
    for (const json& item : report["screening"]["match"]["items"])
      for (const char* language : {"zh", "en"})
        if (item["kind"] == "skill") add(item["name"][language]);
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return names;
}

void check_runs(const json& runs, const std::string& language, const std::map<std::string, json>& by_mark,
                std::set<std::string>& used, const Case& c, const std::vector<std::string>& names) {
  for (const json& run : runs) {
    std::string words = run["text"];
    if (run.contains("anchor")) {
      REQUIRE(run.contains("mark"));
      const json& cited = by_mark.at(run["mark"]);
      CHECK(cited["source"] == "anchor");
      const std::size_t index = run["anchor"] == "target" ? 1 : 2;
      CHECK(c.report["anchors"][index]["id"] == run["anchor"]);
      CHECK(cited["path"] == "/anchors/" + std::to_string(index) + "/amount");
    }
    if (run.contains("mark")) {
      REQUIRE(by_mark.contains(run["mark"]));
      used.insert(run["mark"]);
      check_cited(words, by_mark.at(run["mark"]), c, language);
      continue;
    }
    for (const std::string& name : names)
      for (std::size_t at = words.find(name); at != std::string::npos; at = words.find(name))
        words.erase(at, name.size());
    CAPTURE(words);
    CHECK(!has_number(words));
    CHECK(words.find_first_of("{}!") == std::string::npos);
  }
}

std::map<std::string, json> marks_of(const json& said) {
  std::map<std::string, json> by_mark;
  for (const json& citation : said["citations"]) {
    CHECK((!citation["span"].is_null() || !citation["path"].is_null()));
    CHECK(citation["path"] != "/anchors/0/amount");  // the walk-away is nobody else's
    CHECK(by_mark.emplace(citation["mark"], citation).second);
  }
  return by_mark;
}

/// Whether the candidate has it, by the report's own reading: listed or proven in the résumé, a tag, or (without a résumé) on the table.
bool held(const std::string& id, const Case& c) {
  const json& skills = c.report["profile"]["skills"];
  const auto found = std::find_if(skills.begin(), skills.end(), [&](const json& skill) { return skill["id"] == id; });
  if (found != skills.end() && (*found)["origin"] == "tag" && !(*found)["removed"]) return true;
  if (!c.report["candidate"].is_object()) return found == skills.end() || !(*found)["removed"];
  for (const json& skill : c.report["candidate"]["skills"])
    if (skill["id"] == id && skill["proof"] != "mentioned") return true;
  // a tag of a skill that the posting names too keeps the posting's origin
  for (const json& tag : c.made.request["tags"])
    if (found != skills.end() && (*found)["name"] == tag) return true;
  return false;
}

void check_claims(const json& point, const Case& c) {
  if (point["kind"] == "next") {
    for (const json& id : point["skills"])
      if (c.report["candidate"].is_object())
        for (const json& skill : c.report["candidate"]["skills"]) CHECK(skill["id"] != id);
    return;
  }
  for (const json& id : point["skills"]) {
    CAPTURE(id);
    CHECK(held(id, c));
    CHECK(!c.made.denied.contains(id));
  }
  if (point["kind"] == "proof" && c.report["screening"]["match"].is_object())
    for (const json& item : c.report["screening"]["match"]["items"])
      if (item["kind"] == "skill" && point["id"] == "proof-" + item["id"].get<std::string>())
        CHECK(item["status"] == "met");
  if (point["kind"] == "veto")
    for (const json& veto : c.report["screening"]["vetoes"])
      if (point["id"] == "veto-" + veto["id"].get<std::string>()) CHECK(veto["status"] == "met");
}

}  // namespace

TEST_CASE("every number in every talking point and script is found in its source", "[engine][talk]") {
  Engine engine = test::engine_without_model();
  test::loaded(engine, chouma::Resource::salary_model, test::file("models/salary/cn-2024/model.json"));
  test::load_screening(engine);
  const json table = json::parse(test::file("models/scarcity/given.json"));
  std::map<std::string, int> kinds, situations;
  const std::uint64_t seed = 5;
  test::RequestMaker maker(seed);
  CAPTURE(seed);
  constexpr int kRequests = 520;
  int denials = 0;
  for (std::uint32_t round = 0; round < std::uint32_t{kRequests}; ++round) {
    const test::MadeUp made = maker.make(round);
    const json report = test::analyzed(engine, made.request);
    if (round % 50 == 0) CHECK(test::violations("report.schema.json", report) == std::vector<std::string>{});
    const Case c{made, report, table};
    const std::vector<std::string> names = names_in(report);
    denials += static_cast<int>(made.denied_lines.size());
    CAPTURE(round, made.text, made.resume, made.request["tags"].dump());
    double last = 1e9;
    std::set<std::string> ids;
    for (const json& point : report["talk"]) {
      CAPTURE(point.dump());
      ++kinds[point["kind"]];
      CHECK(ids.insert(point["id"]).second);
      CHECK(point["gain"].get<double>() <= last);
      last = point["gain"];
      const auto by_mark = marks_of(point);
      for (const std::string language : {"zh", "en"}) {
        std::set<std::string> used;
        check_runs(point["parts"][language], language, by_mark, used, c, names);
        CHECK(used.size() == by_mark.size());
      }
      check_claims(point, c);
    }
    for (const json& script : report["scripts"]) {
      CAPTURE(script.dump());
      ++situations[script["id"]];
      const auto by_mark = marks_of(script);
      std::set<std::string> used;
      for (const std::string language : {"zh", "en"})
        for (const json& paragraph : script["parts"][language])
          check_runs(paragraph, language, by_mark, used, c, names);
      CHECK(used.size() == by_mark.size());
    }
  }
  // each kind was really said, and there was something to deny
  for (const char* kind : {"premium", "scarcity", "model", "posted_range", "months", "target", "years", "level",
                           "education", "proof", "near", "match", "carry", "toolchain", "veto", "next"}) {
    CAPTURE(kind);
    CHECK(kinds[kind] >= 5);
  }
  for (const char* situation : {"expected_pay", "below_walk_away", "current_pay", "more_time", "closing", "email"})
    CHECK(situations[situation] == 3 * kRequests);
  CHECK(denials > 100);
}

TEST_CASE("the check finds what is wrong", "[engine][talk]") {
  CHECK(has_number("我有 8 年"));
  CHECK(has_number("三年经验"));
  CHECK(has_number("排在第一"));
  CHECK(!has_number("我们一起商量，不一定"));
  CHECK(numbers_in("十五薪，两年，3.5K") == std::vector<double>{15, 2, 3.5});
  CHECK(numbers_in("v2. ") == std::vector<double>{2});
}
