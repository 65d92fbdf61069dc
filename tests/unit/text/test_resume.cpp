// Résumés: whole readings (tests/cases/resume), personal details, hostile input.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <ctime>

#include "support/files.h"
#include "text/extract.h"
#include "text/personal.h"
#include "text/resume.h"
#include "text/resume_dates.h"
#include "text/resume_parts.h"
#include "unit/text/real_lexicon.h"
#include "unit/text/resume_reading.h"

using namespace chouma;
using nlohmann::json;

namespace {

constexpr text::Month kToday = 2026 * 12 + 2;  // March 2026

text::Resume read(std::string_view resume) { return text::read_resume(test::real_lexicon(), resume, kToday); }

const text::ResumeSkill* skill(const text::Resume& resume, std::string_view id) {
  for (const text::ResumeSkill& s : resume.skills)
    if (test::real_lexicon().skills()[s.skill].id == id) return &s;
  return nullptr;
}

std::string skills(const text::Resume& resume) {
  std::string out;
  for (const text::ResumeSkill& s : resume.skills)
    out += (out.empty() ? "" : " ") + test::real_lexicon().skills()[s.skill].id;
  return out;
}

}  // namespace

TEST_CASE("Whole résumés read as they should", "[text]") {
  int cases = 0;
  for (const test::File& file : test::files()) {
    if (!file.path.starts_with("tests/cases/resume/")) continue;
    ++cases;
    INFO(file.path);
    json wanted = json::parse(file.bytes);
    std::string resume;
    for (const json& line : wanted["text"]) resume += line.get<std::string>() + "\n";
    wanted.erase("text");
    wanted.erase("about");
    const json found = test::reading(test::real_lexicon(), resume, read(resume));
    for (const auto& [key, value] : wanted.items()) CHECK(found[key] == value);
    CHECK(found.size() == wanted.size());
  }
  CHECK(cases >= 6);
}

TEST_CASE("Dated intervals in every usual form", "[text]") {
  const std::vector<std::tuple<std::string_view, std::string_view, std::string_view>> table = {
      {"2019.03 - 至今", "2019-03", ""},
      {"2019/3–2021/06", "2019-03", "2021-06"},
      {"2019年3月-2021年6月", "2019-03", "2021-06"},
      {"Mar 2019 – Present", "2019-03", ""},
      {"2018-2020", "2018-07", "2020-06"},
      {"2019.03-2021.06", "2019-03", "2021-06"},
      {"2019-03-2021-06", "2019-03", "2021-06"},
      {"2019-03 ~ 2021-06", "2019-03", "2021-06"},
      {"03/2019 - 06/2021", "2019-03", "2021-06"},
      {"March 2019 to June 2021", "2019-03", "2021-06"},
      {"Sept. 2019 — now", "2019-09", ""},
      {"2019年3月至今", "2019-03", ""},
      {"2019 年 3 月 至 2021 年 6 月", "2019-03", "2021-06"},
      {"2019.03.01-2021.06.30", "2019-03", "2021-06"},
      {"２０１９．０３－２０２１．０６", "2019-03", "2021-06"},
      {"2020-2020", "2020-07", "2020-07"},
      {"Jan 2019 until today", "2019-01", ""},
      {"2019.3--2021.6", "2019-03", "2021-06"},
      {"2019年－至今", "2019-07", ""},
      {"2019.12 – 现在", "2019-12", ""}};
  for (const auto& [text, from, to] : table) {
    INFO(text);
    const text::Written written(text);
    const auto ranges =
        text::find_ranges(written.codes, text::find_resume_words(test::real_lexicon().data(), written.codes));
    REQUIRE(ranges.size() == 1);
    CHECK(test::month_name(ranges[0].from) == json(from));
    CHECK(test::month_name(ranges[0].to) == (to.empty() ? json() : json(to)));
  }
  for (const std::string_view none :
       {"2019.13 - 2020.14", "13800001234", "2021.06-2019.03", "3-5年", "192.168.2019.1", "v2019.03", "3000-5000"}) {
    INFO(none);
    const text::Written written(none);
    CHECK(
        text::find_ranges(written.codes, text::find_resume_words(test::real_lexicon().data(), written.codes)).empty());
  }
}

TEST_CASE("Months of several intervals are counted once", "[text]") {
  CHECK(text::union_months({}) == 0);
  CHECK(text::union_months({{10, 10}}) == 1);
  CHECK(text::union_months({{10, 21}, {0, 9}}) == 22);
  CHECK(text::union_months({{0, 11}, {6, 17}, {3, 4}}) == 18);
  CHECK(text::union_months({{0, 1}, {100, 101}}) == 4);
}

TEST_CASE("Years beside a skill", "[text]") {
  const std::vector<std::tuple<std::string_view, std::string_view, double>> table = {
      {"技能：Go 5年", "go", 5},
      {"Go（5 年），Java（3 年）", "java", 3},
      {"5 years of Go", "go", 5},
      {"3.5 years of Python", "python", 3.5},
      {"5年Go经验，3年Java经验", "java", 3},
      {"Go 5年 Java 3年", "java", 3},
      {"5年 Golang 3年 Java", "go", 5},
      {"Kubernetes: 4 years", "kubernetes", 4},
      {"四年 Kafka 使用经验", "kafka", 4},
      {"Redis/MySQL 6年", "redis", 6},
      {"7+ years of professional experience with PostgreSQL", "postgresql", 7},
      {"Rust - 2 yrs", "rust", 2},
      {"Java 开发经验 8 年", "java", 8},
      {"Vue 两年半", "vue", 2.5}};
  for (const auto& [text, id, years] : table) {
    INFO(text);
    const text::Resume resume = read(text);
    const text::ResumeSkill* found = skill(resume, id);
    REQUIRE(found != nullptr);
    REQUIRE(found->years.has_value());
    CHECK(*found->years == years);
  }
  // The year is a date, or the number speaks of something else.
  for (const std::string_view text : {"2019年 Go 大会", "Go 1.21", "本科四年，Go", "第3年 Java 课程"}) {
    INFO(text);
    for (const text::ResumeSkill& s : read(text).skills) CHECK_FALSE(s.years.has_value());
  }
}

TEST_CASE("What is not held is left out", "[text]") {
  const std::vector<std::pair<std::string_view, std::string_view>> table = {
      {"熟悉 Go，不熟悉 Java", "go"},
      {"熟悉 Go；没用过 Kafka、RabbitMQ。用过 Redis", "go redis"},
      {"没有 Kafka 经验，但熟悉 Redis", "redis"},
      {"No experience with PHP. Go and Rust daily.", "go rust"},
      {"I have never used Scala, but know Python well", "python"},
      {"not familiar with Java; fluent in Go", "go"},
      {"Java 不太熟悉，Python 熟练", "python"},
      {"从零搭建 Kafka 集群，无缝迁移 MySQL", "kafka clustering mysql"},
      {"no Java experience, five years of Go", "go"},
      {"熟悉 Java 但 Python 不太会", "java"},
      {"Kafka 没有经验，Redis 三年", "redis"},
      {"计划学习 Rust；planning to learn Scala", ""},
      {"Never used Terraform, Pulumi or OPA. Go daily", "go"},
      {"没用过 Kafka, RabbitMQ，熟悉 Redis", "redis"},
      {"没用过 Java，Go 熟练", "go"}};
  for (const auto& [text, held] : table) {
    INFO(text);
    CHECK(skills(read(text)) == held);
  }
}

TEST_CASE("Where a text denies", "[text]") {
  const std::vector<std::tuple<std::string, std::vector<std::string>>> table = {
      {"熟悉 Go，没用过 Kafka、gopark。用过 Redis", {"Kafka、gopark"}},
      {"熟悉 Java 但 Python 不太会", {"Python"}},
      {"Never used Terraform, but know Bazel", {"Terraform"}},
      {"没有 Kafka 经验", {"Kafka"}},
      {"无缝迁移 MySQL，channel 不会阻塞", {"阻塞"}},
      {"😀 no experience with Kafka; Go", {"Kafka"}},
      {"熟悉 Go", {}}};
  for (const auto& [text, quotes] : table) {
    INFO(text);
    std::vector<std::string> found;
    for (const Span span : text::denied_spans(test::real_lexicon(), text)) found.push_back(test::quote(text, span));
    CHECK(found == quotes);
    CHECK(read(text).denied.size() == quotes.size());
  }
}

TEST_CASE("Personal details give no skill, city, years, level or education", "[text]") {
  const std::vector<std::string_view> table = {
      "姓名：张天津\n性别：男\n年龄：28岁\n毕业院校：北京大学\n",
      "Julia Chen\njulia@example.com\n",
      "Ruby Li\nruby@example.com, age 28, female\n",
      "Mr. Jack Rust, born 1996, University of Beijing\n",
      "Name: Swift Perl\nGender: male\nAddress: 12 Go Road, Shanghai, China\nWeChat: java_2020\n",
      "张伟，男，28岁，籍贯：湖北武汉，清华\n",
      "地址：上海市浦东新区张江路 1 号\n电话：021-12345678\n照片：shanghai.jpg\n",
      "985/211，双一流，QS 前 100，武汉大学\n",
      "我叫李杭州，出生于 1996 年 5 月\n",
      "Nanjing University of Science and Technology, 28 years old\nlinkedin.com/in/go-rust\n"};
  for (const std::string_view text : table) {
    INFO(text);
    const text::Resume resume = read(text);
    CHECK(skills(resume) == "");
    CHECK_FALSE(resume.city.has_value());
    CHECK_FALSE(resume.years.has_value());
    CHECK_FALSE(resume.level.has_value());
    CHECK_FALSE(resume.education.has_value());
  }
}

TEST_CASE("A first line that is no name keeps its skills", "[text]") {
  const std::vector<std::pair<std::string_view, std::string_view>> table = {{"Java 工程师\n女 | 28岁\n", "java"},
                                                                            {"Go 后端 李婷\n女 | 28岁\n", "go"},
                                                                            {"Go\n熟悉 Redis\n", "go redis"},
                                                                            {"李婷（Java 工程师）\n", "java"},
                                                                            {"Java\n王婷\n", "java"},
                                                                            {"在北京学院学过 Java，大学毕业", "java"},
                                                                            {"Perl 王\n女 | 28岁\n", ""},
                                                                            {"李婷 (Ruby)\n女 | 28岁\n", ""},
                                                                            {"毕业于北京Java学院，熟悉 Go", "go"},
                                                                            {"3年Java开发经验大学本科学历", "java"}};
  for (const auto& [text, held] : table) {
    INFO(text);
    CHECK(skills(read(text)) == held);
  }
}

TEST_CASE("The degree and the major stay when the school goes", "[text]") {
  for (const std::string_view text :
       {"毕业于北京大学计算机科学专业，本科", "教育经历\n2014.09-2018.06北京Java学院 计算机 本科",
        "北京大学 计算机科学 本科", "教育经历\n2014.09-2018.06 北京大学 计算机 本科",
        "BSc Computer Science, University of Leeds", "University of Leeds, Bachelor of Science"}) {
    INFO(text);
    CHECK(read(text).education == Education::bachelor);
    CHECK_FALSE(read(text).city.has_value());
    CHECK_FALSE(read(text).years.has_value());
  }
}

TEST_CASE("A posting is read as before", "[text]") {
  const text::Lexicon& lexicon = test::real_lexicon();
  // A company that is a university, a vague gender, an age limit: no person speaks.
  const std::vector<std::string_view> postings = {
      "北京大学招聘 Go 开发工程师\n要求：本科及以上，男女不限，35岁以下，5年以上经验，熟悉 Kubernetes",
      "Go 开发工程师\n性别：不限；年龄：18-35岁；985/211 院校优先\n任职要求：熟悉 Go、MySQL",
      "Backend Engineer\nYou have 5+ years of experience with Go. He/she will report to the CTO. Stanford University "
      "alumni welcome.",
      "上海交通大学人工智能研究院诚聘算法工程师，精通 Python，统招本科，有项目经历者优先，联系人：王女士"};
  for (const std::string_view text : postings) {
    INFO(text);
    std::string readable;
    text::extract(lexicon, text, nullptr, &readable);
    CHECK(readable == text);
  }
  CHECK(lexicon.cities()[text::extract(lexicon, postings[0]).city.value()].id == "北京");
  const std::vector<std::string_view> own = {"我叫张伟，5年 Go 经验",
                                             "张伟，男，28岁，熟悉 Go",
                                             "姓名：张伟\n熟悉 Go",
                                             "Julia Chen\njulia@example.com\nGo, Rust",
                                             "Backend developer. I have five years of Go.",
                                             "2019.03 - 至今 某公司 Go 开发"};
  for (const std::string_view text : own) {
    INFO(text);
    const text::Folded folded = text::fold_text(text);
    CHECK(text::speaks_of_person(folded, text::find_matches(lexicon.data(), folded, text::split_sentences(folded))));
  }
}

TEST_CASE("A self-description's spans index the whole text", "[text]") {
  const text::Lexicon& lexicon = test::real_lexicon();
  const std::string text =
      "姓名：欧阳天津  性别：女\n毕业于北京师范大学（珠海）\n5年工作经验，熟悉 Go 与 Kubernetes，期望 25-35K";
  const Profile profile = text::extract(lexicon, text);
  REQUIRE(profile.skills.size() == 2);
  CHECK(test::quote(text, profile.skills[0].spans[0]) == "Go");
  CHECK(test::quote(text, profile.skills[1].spans[0]) == "Kubernetes");
  CHECK(test::quote(text, profile.years_span.value()) == "5年");
  CHECK(test::quote(text, profile.pay.value().span) == "25-35K");
  CHECK_FALSE(profile.city.has_value());
}

TEST_CASE("An open interval without a today adds no months", "[text]") {
  const std::string_view text = "工作经历\n2020.01 - 至今 某公司 Go 开发工程师\n用 Go 写网关";
  const text::Resume open = text::read_resume(test::real_lexicon(), text);
  REQUIRE(open.projects.size() == 1);
  CHECK_FALSE(open.projects[0].to.has_value());
  CHECK_FALSE(open.years.has_value());
  const text::Resume closed = text::read_resume(test::real_lexicon(), text, 2020 * 12 + 11);
  CHECK(closed.projects[0].to == 2020 * 12 + 11);
  CHECK(closed.years == 1.0);
  CHECK(skill(closed, "go")->years == 1.0);
}

TEST_CASE("Any bytes are read, in time linear in them, with spans inside", "[text]") {
  const std::vector<std::string> seeds = {"",
                                          " \n\t",
                                          "\xff\xfe Go \xed\xa0\x80 岁",
                                          "姓名：",
                                          "2019.03 - ",
                                          "大学学院大学",
                                          "男|女|男",
                                          "University of ",
                                          "Mr. ",
                                          "\xe2\x80\xaeog 5年\xe2\x80\xac",
                                          "😀😀 Go 5年 😀 北京大学 😀",
                                          std::string("\0Go\0", 4)};
  for (const std::string& seed : seeds) {
    for (const int times : {1, 400}) {
      std::string text;
      for (int i = 0; i < times; ++i) text += seed;
      std::uint32_t units = 0;
      units = static_cast<std::uint32_t>(base::utf16_length(text));
      Warnings warnings;
      const text::Resume resume = text::read_resume(test::real_lexicon(), text, kToday, &warnings);
      CHECK((warnings.empty() || warnings[0].code == Code::bad_utf8));
      for (const text::ResumeSkill& s : resume.skills)
        for (const Span span : s.spans) CHECK((span.begin < span.end && span.end <= units));
      std::uint32_t last = 0;
      for (const Span span : text::personal_spans(test::real_lexicon(), text)) {
        CHECK((span.begin >= last && span.begin < span.end && span.end <= units));
        last = span.end;
      }
    }
  }
}

TEST_CASE("Ten times the résumé takes about ten times the time", "[text]") {
  // Each unit once was a way to quadratic time: fields, schools, names and dates on one endless line, blanks without end.
  for (const std::string_view unit :
       {"姓名：张伟 ", "北京大学", "Mr. Jack Rust, ", "2019.03 - 2020.01 ", "Go 5年 ", "不熟悉 ", "University of ",
        "熟 悉 ", "    ", "照片.jpg", "13800001234", "2019.03-2020.01 公司\n项目一：甲\nGo\n", "28岁", "a.com/"}) {
    const auto seconds = [&](std::size_t bytes) {
      std::string text;
      while (text.size() < bytes) text += unit;
      const std::clock_t start = std::clock();  // of this process alone: others on the machine do not count
      (void)text::read_resume(test::real_lexicon(), text, kToday);
      return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    };
    seconds(1000);
    const double small = seconds(20000), large = seconds(200000);
    INFO(unit << ": " << small << " s, " << large << " s");
    CHECK(large < 40 * small + 0.05);
  }
}

TEST_CASE("What lies ahead of today is no experience", "[text]") {
  const std::string text =
      "工作经历\n2024.01 - 2031.12 某公司 后端工程师\n用 Rust 写网关\n2030.01 - 2031.01 另一公司\n用 Go 写服务\n";
  const text::Resume resume = text::read_resume(test::real_lexicon(), text, 2026 * 12 + 11);
  REQUIRE(resume.years);
  CHECK(*resume.years == 3);
  for (const text::ResumeSkill& held : resume.skills)
    if (test::real_lexicon().skills()[held.skill].id == "go") CHECK(!held.years);

  const text::Resume open =
      text::read_resume(test::real_lexicon(), "工作经历\n2065 - 至今 某公司\n用 Go 写服务\n", 2026 * 12);
  REQUIRE(open.projects.size() == 1);
  CHECK(open.projects[0].from);
  CHECK(!open.projects[0].to);
}
