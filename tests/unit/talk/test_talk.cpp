#include "talk_support.h"

using chouma::Span;
using chouma::talk::Asked;
using chouma::talk::Facts;
using chouma::talk::Source;
using chouma::talk::TalkingPoint;
using chouma::test::modelled;
using chouma::test::points;
using chouma::test::sentence;

namespace {

Facts::Skill named(const std::string& id, const std::string& name, const std::string& zh = "") {
  return {id, name, zh};
}

Facts::Worth worth(const std::string& id, std::size_t index, double log, std::int64_t companies, Asked asked) {
  return {named(id, id), index, 40000 * log, {log, 0.01, companies}, asked};
}

std::vector<std::string> ids(const std::vector<TalkingPoint>& points) {
  std::vector<std::string> ids;
  for (const TalkingPoint& point : points) ids.push_back(point.id);
  return ids;
}

}  // namespace

TEST_CASE("scarcity of a combination that is held", "[talk]") {
  const auto table = chouma::salary::parse_scarcity(chouma::test::file("models/scarcity/given.json"));
  REQUIRE(table);
  Facts facts = modelled();
  facts.scarcity = &table.value();
  facts.scarcity_row = 3;
  facts.combination = {named("go", "Go"), named("message-queue", "Message Queue", "消息队列")};
  facts.worths = {worth("message-queue", 0, 0.05, 400, Asked::none)};
  const auto said = points(facts);
  REQUIRE(said.size() == 1);  // what the combination is worth is not said again of its part
  CHECK(sentence(said[0].zh) == "Go + 消息队列的供需比是 0.15[a]，这个组合平均加薪 67%[b]。");
  CHECK(sentence(said[0].en) ==
        "Go + Message Queue has a supply-to-demand ratio of 0.15[a]; the combination raises pay by 67%[b] on average.");
  CHECK(said[0].citations[0].path == "/rows/3/ratio");
  CHECK(said[0].citations[1].path == "/rows/3/raise");
  CHECK(said[0].citations[0].zh == "稀缺表 given-go，第 4 行");
  CHECK(said[0].citations[0].en == "Scarcity table given-go, row 4");
}

TEST_CASE("skills rank by worth, by companies and by what the posting asks", "[talk]") {
  Facts facts = modelled();
  facts.text = true;
  facts.k = 50;
  facts.worths = {worth("mentioned", 0, 0.05, 500, Asked::mentioned),
                  worth("required", 1, 0.05, 500, Asked::required),
                  worth("few", 2, 0.05, 10, Asked::required),
                  worth("preferred", 3, 0.05, 500, Asked::preferred),
                  worth("dear", 4, 0.2, 500, Asked::none),
                  worth("lower", 5, -0.1, 900, Asked::required)};
  CHECK(ids(points(facts)) ==
        std::vector<std::string>{"model-required", "model-dear", "model-preferred", "model-mentioned", "model-few"});
  facts.text = false;  // nothing is asked for
  CHECK(ids(points(facts)).front() == "model-dear");
  const auto said = points(facts);
  CHECK(sentence(said[0].zh) == "dear：500[a] 家公司的岗位写到它；其余不变，少了它，标价的中位数低 ¥8,000[b]。");
  CHECK(said[0].citations[1].path == "/profile/skills/4/worth");
  for (std::size_t i = 1; i < said.size(); ++i) CHECK(said[i].gain <= said[i - 1].gain);
}

TEST_CASE("the posted range, its months, and the target inside it", "[talk]") {
  const auto anchors = chouma::test::anchors();
  Facts facts = modelled();
  facts.anchors = &anchors;
  CHECK(sentence(points(facts)[0].en) == "I am looking for ¥48,500[a], the 65th[b] percentile of comparable postings.");
  facts.posted = Facts::Posted{"28–45K·15薪", Span{10, 20}, 35000, 56250, 0.31, 0.83, 15};
  const auto said = points(facts);
  REQUIRE(ids(said) == std::vector<std::string>{"posted_range", "months", "target"});
  CHECK(sentence(said[0].zh) ==
        "岗位写的是 28–45K·15薪[a]，折合每月 ¥35,000[b] 到 ¥56,250[c]，在同类岗位里是第 31[d] 到第 83[e] 百分位。");
  CHECK(sentence(said[0].en) ==
        "The posting says 28–45K·15薪[a]: ¥35,000[b] to ¥56,250[c] a month, from the 31st[d] to the 83rd[e] percentile "
        "of comparable postings.");
  CHECK(said[0].citations[0].span == Span{10, 20});
  CHECK(sentence(said[1].zh) == "岗位写的是 28–45K·15薪[a]，希望 15[b] 个月的工资写进合同。");
  CHECK(said[1].citations[1].path == "/posted/months");
  CHECK(sentence(said[2].zh) ==
        "我的期望是 ¥48,500[a]，在贵司公布的 28–45K·15薪[b]之内，在同类岗位里是第 65[c] 百分位。");
  CHECK(said[2].anchor == "target");
  CHECK(said[2].zh[1].anchor == "target");
  facts.posted->months = 12;
  CHECK(ids(points(facts)) == std::vector<std::string>{"posted_range", "target"});
}

TEST_CASE("years: from the request, the text or the résumé, where they raise the median", "[talk]") {
  Facts facts = modelled();
  facts.years = Facts::Years{6, Source::request, std::nullopt, 1, 1.2, {0.182, 0.01, 500}};
  CHECK(sentence(points(facts)[0].zh) == "我有 6[a] 年经验；模型里年限这个因素的系数是 ×1.20[b]。");
  CHECK(points(facts)[0].citations[0].source == "request");
  facts.years->source = Source::text;
  facts.years->span = Span{3, 6};
  CHECK(sentence(points(facts)[0].en) == "The text says 6[a] years; the model’s factor for years is ×1.20[b].");
  facts.years_met = Facts::YearsMet{5, Span{3, 6}, 7.5, std::nullopt};
  REQUIRE(points(facts).size() == 1);  // one fact
  CHECK(sentence(points(facts)[0].en) == "The posting asks for 5[a] years of experience; I have 7.5[b].");
  CHECK(points(facts)[0].citations[1].path == "/candidate/years");
  facts.years_met.reset();
  facts.years->effect.log = -0.03;
  CHECK(points(facts).empty());
  CHECK(points(Facts{}).empty());
}

TEST_CASE("what the résumé shows of what is asked for", "[talk]") {
  Facts facts = modelled();
  facts.text = true;
  const auto shown = [&](bool near, bool via) {
    Facts::Shown shown;
    shown.skill = named("sql", "SQL");
    if (via) shown.via = named("mysql", "MySQL");
    shown.near = near;
    shown.asked = Asked::required;
    shown.proof = chouma::text::Proof::proven;
    shown.index = 2;
    shown.quote = chouma::talk::Quote{"用 MySQL 存 4,000 张表", Span{7, 25}};
    return shown;
  };
  facts.shown = {shown(false, false)};
  CHECK(sentence(points(facts)[0].zh) == "岗位要求 SQL，我的简历写到「用 MySQL 存 4,000 张表[a]」。");
  CHECK(points(facts)[0].citations[0].source == "resume");
  CHECK(points(facts)[0].citations[0].span == Span{7, 25});
  facts.shown = {shown(false, true)};
  CHECK(sentence(points(facts)[0].en) ==
        "The posting requires SQL; mine is MySQL, and my résumé says: “用 MySQL 存 4,000 张表[a]”.");
  facts.shown = {shown(true, true)};
  CHECK(points(facts)[0].kind == "near");
  CHECK(points(facts)[0].skills == std::vector<std::string>{"mysql"});
  facts.shown = {shown(false, false), shown(false, true)};
  CHECK(points(facts).size() == 1);  // the same clause is quoted once
  facts.shown = {shown(false, false)};
  facts.shown[0].quote.reset();
  CHECK(points(facts).empty());
  facts.shown[0].years = 3.5;
  CHECK(sentence(points(facts)[0].zh) == "岗位要求 SQL，我用了 3.5[a] 年。");
  CHECK(points(facts)[0].citations[0].path == "/candidate/skills/2/years");
}

TEST_CASE("a gap is never claimed as met, a plan never as held", "[talk]") {
  Facts facts = modelled();
  facts.text = true;
  facts.carries = {{0, named("rabbitmq", "RabbitMQ"), named("kafka", "Kafka"), false, std::nullopt, Asked::required}};
  facts.next = {{named("ebpf", "eBPF"), 1, 900, 100, 1700, {0.02, 0.01, 90}},
                {named("unsure", "Unsure"), 2, 900, -100, 1900, {0.02, 0.02, 90}}};
  const auto said = points(facts);
  REQUIRE(ids(said) == std::vector<std::string>{"carry-kafka", "next-ebpf"});  // whose interval holds 0 is not said
  CHECK(sentence(said[0].zh) == "岗位要求 Kafka；我没有用过，但我会 RabbitMQ，其中的经验可以迁移过去。");
  CHECK(said[0].skills == std::vector<std::string>{"rabbitmq"});
  CHECK(sentence(said[1].en) ==
        "Next I could learn eBPF: with it the posted median is ¥900[a] higher, interval ¥100[b] to ¥1,700[c].");
  CHECK(said[1].citations[2].path == "/next/1/interval/1");
}

TEST_CASE("counts, a degree, tools and vetoes are cited one by one", "[talk]") {
  Facts facts = modelled();
  facts.text = true;
  facts.match = Facts::Counts{5, 7};
  facts.degree_met = Facts::DegreeMet{6, {"学历 本科", "Education: bachelor"}, {Span{4, 6}}};
  facts.tools = {{1, {"pprof", "pprof"}, Span{9, 14}}, {2, {"buf", "buf"}, std::nullopt}};
  facts.vetoes = {{0, "open-source", {"GitHub star ≥ 50", "GitHub stars ≥ 50"}, std::nullopt}};
  const auto said = points(facts);
  REQUIRE(ids(said) == std::vector<std::string>{"degree_met", "veto-open-source", "match", "toolchain"});
  CHECK(sentence(said[0].zh) == "岗位要求「学历 本科[a]」，我符合。");
  CHECK(sentence(said[1].en) == "On “GitHub stars ≥ 50[a]”: I meet it.");
  CHECK(said[1].citations[0].source == "request");
  CHECK(sentence(said[2].zh) == "岗位写到 7[a] 项，我符合 5[b] 项。");
  CHECK(said[2].citations[0].path == "/screening/match/items");
  CHECK(sentence(said[3].zh) == "工具链清单上，我符合 pprof[a]、buf[b]。");
  CHECK(said[3].citations[0].span == Span{9, 14});
  CHECK(said[3].citations[1].zh == "你填写或勾选的");
  facts.match = Facts::Counts{3, 7};  // less than half does not help
  CHECK(ids(points(facts)).size() == 3);
}
