// A résumé against a posting: statuses, places on both sides, order.
#include <catch_amalgamated.hpp>

#include "screening/match.h"
#include "text/extract.h"
#include "text/resume.h"
#include "unit/text/real_lexicon.h"
#include "unit/text/resume_reading.h"

using namespace chouma;
using namespace chouma::screening;

namespace {

std::uint32_t id(std::string_view name) { return test::real_lexicon().find_skill(name).value(); }

Match matched(std::string_view posting, std::string_view resume, const Carryover* carry = nullptr) {
  const text::Lexicon& lexicon = test::real_lexicon();
  return match(text::extract(lexicon, posting), text::read_resume(lexicon, resume, 2026 * 12 + 2), lexicon, carry);
}

std::string line(const MatchItem& item) {
  const auto& skills = test::real_lexicon().skills();
  std::string out = item.kind == MatchItem::Kind::skill   ? skills[item.skill].id
                    : item.kind == MatchItem::Kind::years ? "years"
                                                          : "education";
  out += item.status == Status::met       ? " met"
         : item.status == Status::partly  ? " partly"
         : item.status == Status::missing ? " missing"
                                          : " unknown";
  if (item.via != text::kNone) out += " via " + skills[item.via].id;
  return out;
}

std::string lines(const Match& match) {
  std::string out;
  for (const MatchItem& item : match.items) out += (out.empty() ? "" : "; ") + line(item);
  return out;
}

// PostgreSQL carries over to MySQL in part, RabbitMQ to Kafka fully: rows by hand, ascending by (to, from).
Carryover table() {
  Carryover out;
  out.rows = {{id("postgresql"), id("mysql"), Degree::partly, {"", ""}, "test"},
              {id("rabbitmq"), id("kafka"), Degree::fully, {"", ""}, "test"}};
  std::sort(out.rows.begin(), out.rows.end(),
            [](const Carry& a, const Carry& b) { return a.to != b.to ? a.to < b.to : a.from < b.from; });
  return out;
}

}  // namespace

TEST_CASE("Met, partly, missing: a table", "[screening]") {
  struct Row {
    std::string_view posting, resume, wanted;
  };
  const std::vector<Row> rows = {
      {"任职要求：\n精通 Go", "专业技能\nGo", "go met"},
      {"任职要求：\n精通 Go", "Go", "go partly"},  // only named, though required
      {"任职要求：\n精通 Go", "熟悉 Go", "go met"},
      {"任职要求：\n精通 Go", "专业技能\nPython", "go missing"},
      {"任职要求：\n精通 Go", "不熟悉 Go", "go missing"},
      {"加分项：\nRust", "Rust", "rust met"},
      {"任职要求：\n熟悉 SQL", "专业技能\nMySQL", "sql missing"},  // a database is no query language
      {"任职要求：\n熟悉 MySQL", "专业技能\nPostgreSQL", "mysql partly via postgresql"},
      {"任职要求：\n熟悉 PostgreSQL", "专业技能\nMySQL", "postgresql missing"},  // the table has one direction
      {"任职要求：\n熟悉 Kafka", "专业技能\nRabbitMQ", "kafka partly via rabbitmq"},
      {"任职要求：\n熟悉 Kafka", "专业技能\nRabbitMQ、Kafka", "kafka met"},
      {"任职要求：\n精通 Go，不要求 Java", "专业技能\nGo、Java", "go met"},
      {"任职要求：\n3年以上经验", "5年工作经验", "years met"},
      {"任职要求：\n3年以上经验", "2年工作经验", "years partly"},
      {"任职要求：\n5年以上经验", "2年工作经验", "years missing"},
      {"任职要求：\n5年以上经验", "工作经历\n2020.01 - 至今 某公司 工程师\n写代码", "years met"},
      {"任职要求：\n5年以上经验", "专业技能", "years unknown"},
      {"任职要求：\n本科及以上学历", "教育经历\n某大学 硕士", "education met"},
      {"任职要求：\n本科及以上学历", "教育经历\n某大学 大专", "education missing"},
      {"任职要求：\n本科及以上学历", "会写代码", "education unknown"},
      {"学历不限", "会写代码", "education met"},
      {"任职要求：\n1、本科及以上学历，3年以上后端经验\n2、精通 Go\n加分项：\nRust",
       "工作经历\n2020.01 - 2026.01 某公司 后端\n用 Go\n教育经历\n本科",
       "years met; go met; education met; rust missing"}};
  const Carryover carry = table();
  for (const Row& row : rows) {
    INFO(row.posting << " | " << row.resume);
    std::string found;
    for (const MatchItem& item : matched(row.posting, row.resume, &carry).items)
      if (item.kind != MatchItem::Kind::skill || test::real_lexicon().skills()[item.skill].kind == SkillKind::tech)
        found += (found.empty() ? "" : "; ") + line(item);
    CHECK(found == row.wanted);
  }
}

TEST_CASE("A child meets what its parents ask, a parent meets a child in part", "[screening]") {
  const text::Lexicon& lexicon = test::real_lexicon();
  const std::uint32_t child = id("spring-boot"), parent = lexicon.skills()[child].parent;
  REQUIRE(parent != text::kNone);
  Profile posting;
  text::Resume resume;
  posting.skills.push_back({parent, Strength::required, {{3, 9}}});
  resume.skills.push_back({child, text::Proof::proven, std::nullopt, {{5, 16}}});
  const Match up = match(posting, resume, lexicon, nullptr);
  REQUIRE(up.items.size() == 1);
  CHECK(up.items[0].status == Status::met);
  CHECK(up.items[0].via == child);
  CHECK(up.items[0].posting == std::vector<Span>{{3, 9}});
  CHECK(up.items[0].resume == std::vector<Span>{{5, 16}});
  std::swap(posting.skills[0].skill, resume.skills[0].skill);
  const Match down = match(posting, resume, lexicon, nullptr);
  const bool tool = lexicon.skills()[parent].kind == SkillKind::tech;
  CHECK(down.items[0].status == (tool ? Status::partly : Status::missing));
  // A grandchild does as well as a child.
  for (std::uint32_t s = 0; s < lexicon.skills().size(); ++s) {
    const std::uint32_t up1 = lexicon.skills()[s].parent;
    if (up1 == text::kNone || lexicon.skills()[up1].parent == text::kNone) continue;
    posting.skills[0].skill = lexicon.skills()[up1].parent;
    resume.skills[0].skill = s;
    CHECK(match(posting, resume, lexicon, nullptr).items[0].via == s);
    break;
  }
}

TEST_CASE("Items: required first, then by place, with quotes on both sides", "[screening]") {
  const std::string posting =
      "Go 开发工程师\n任职要求：\n1、3年以上经验，本科；\n2、熟悉 Kafka\n加分项：\n有 Rust 经验";
  const std::string resume = "姓名：张伟\n8年工作经验\n专业技能\nKafka、Go、Rust";
  const Match found = matched(posting, resume);
  std::vector<Strength> strengths;
  for (const MatchItem& item : found.items) strengths.push_back(item.strength);
  CHECK(std::is_sorted(strengths.begin(), strengths.end(), std::greater<>()));
  for (const MatchItem& item : found.items) {
    if (item.kind == MatchItem::Kind::years) {
      CHECK(test::quote(posting, item.posting.at(0)) == "3年以上");
      CHECK(test::quote(resume, item.resume.at(0)) == "8年");
    }
    if (item.kind == MatchItem::Kind::skill && item.skill == id("kafka")) {
      CHECK(test::quote(posting, item.posting.at(0)) == "Kafka");
      CHECK(test::quote(resume, item.resume.at(0)) == "Kafka");
    }
  }
  CHECK(lines(found).find("rust met") != std::string::npos);
  CHECK(matched("", resume).items.empty());
}
