// Hidden vetoes: every status of each, in both languages of the résumé; figures read from text; refusals.
#include <catch_amalgamated.hpp>

#include "base/utf8.h"
#include "screening/vetoes.h"
#include "text/extract.h"
#include "unit/text/real_lexicon.h"

using namespace chouma;
using namespace chouma::screening;
using Catch::Matchers::ContainsSubstring;

namespace {

const VetoTable& table() {
  static const VetoTable parsed = [] {
    Result<VetoTable> result = parse_vetoes(test::file("models/screening/vetoes.json"), test::real_lexicon());
    if (!result) throw std::runtime_error(message(result.error()));
    return std::move(result.value());
  }();
  return parsed;
}

std::vector<VetoCheck> checks(std::string_view posting, std::string_view resume, const Evidence& evidence = {}) {
  return check_vetoes(table(), test::real_lexicon(), posting, text::extract(test::real_lexicon(), posting), resume,
                      text::read_resume(test::real_lexicon(), resume), evidence);
}

VetoCheck check(std::string_view id, std::string_view resume, const Evidence& evidence = {},
                std::string_view posting = "Go 工程师\n精通 Go") {
  for (const VetoCheck& c : checks(posting, resume, evidence))
    if (c.id == id) return c;
  throw std::runtime_error("no such veto");
}

std::vector<std::string> quotes(std::string_view text, const std::vector<Span>& spans) {
  std::vector<std::string> out;
  for (const Span& span : spans) {
    std::string quote;
    std::uint32_t units = 0;
    for (std::size_t at = 0; at < text.size(); ++units) {
      const base::Decoded d = base::decode(text, at);
      if (units >= span.begin && units < span.end) quote += text.substr(at, d.bytes);
      at += d.bytes;
    }
    out.push_back(quote);
  }
  return out;
}

Evidence figures(std::optional<std::int64_t> stars, std::vector<std::string> merged, bool stated = false) {
  Evidence out;
  out.stars = stars;
  out.merged = std::move(merged);
  out.merged_stated = stated;
  return out;
}

}  // namespace

TEST_CASE("Vetoes apply to postings that ask for their skills", "[screening]") {
  CHECK(checks("Go 工程师\n精通 Go", "").size() == 3);
  CHECK(checks("后端\n熟悉 GORM", "").size() == 3);
  CHECK(checks("后端\n熟悉 goroutine", "").size() == 3);  // a child of Go
  CHECK(checks("Java 工程师\n精通 Java", "").empty());
  CHECK(checks("Java 工程师\n不要求 Go", "").empty());
  CHECK(checks("", "").empty());
}

TEST_CASE("Absence in a résumé is unknown, never not met", "[screening]") {
  for (const std::string_view resume : {"", "张三\n五年 Go 经验，熟悉 MySQL", "Five years of Go and MySQL"})
    for (const VetoCheck& c : checks("Go 工程师", resume)) {
      CHECK(c.status == VetoStatus::unknown);
      CHECK(c.resume.empty());
      CHECK(!c.why.zh.empty());
      CHECK(!c.why.en.empty());
      CHECK(!c.settle.zh.empty());
      CHECK(!c.settle.en.empty());
    }
}

TEST_CASE("Open source by the candidate's figures", "[screening]") {
  const auto status = [](const Evidence& e) { return check("open-source", "", e).status; };
  CHECK(status(figures(50, {"kubernetes"})) == VetoStatus::met);
  CHECK(status(figures(1200, {"https://github.com/grafana/grafana"})) ==
        VetoStatus::unknown);  // an address names, but is masked
  CHECK(status(figures(1200, {"grafana/grafana"})) == VetoStatus::met);
  CHECK(status(figures(49, {"kubernetes"})) == VetoStatus::not_met);
  CHECK(status(figures(80, {}, true)) == VetoStatus::not_met);
  CHECK(status(figures(80, {"cilium"}, true)) == VetoStatus::not_met);
  CHECK(status(figures(80, {"cilium"})) == VetoStatus::unknown);
  CHECK(status(figures(80, {})) == VetoStatus::unknown);
  CHECK(status(figures(std::nullopt, {"prometheus"})) == VetoStatus::unknown);
  CHECK(status(figures(std::nullopt, {}, true)) == VetoStatus::not_met);
}

TEST_CASE("Open source says why, with the figures, and what would settle it", "[screening]") {
  const VetoCheck below = check("open-source", "", figures(38, {"cilium"}, true));
  CHECK(below.why.en == "38 stars, the bar is 50; merges in cilium are outside kubernetes, grafana, prometheus.");
  CHECK(below.why.zh == "GitHub star 38，门槛 50；在 cilium 的合入不属于 kubernetes、grafana、prometheus。");
  CHECK(below.settle.en ==
        "A repository with at least 50 stars. One merged commit in any of kubernetes, grafana, prometheus.");
  CHECK(below.settle.zh == "一个 star 数不少于 50 的仓库。在 kubernetes、grafana、prometheus 之一有一次合入的提交。");
  const VetoCheck met = check("open-source", "", figures(64, {"k8s", "prometheus"}));
  CHECK(met.why.en == "64 stars, the bar is 50; merged in kubernetes, prometheus.");
  CHECK(met.settle.en.empty());
  CHECK(met.settle.zh.empty());
  CHECK(check("open-source", "", figures(64, {})).settle.en ==
        "One merged commit in any of kubernetes, grafana, prometheus.");
}

TEST_CASE("Open source read from a résumé", "[screening]") {
  const auto status = [](std::string_view resume) { return check("open-source", resume).status; };
  CHECK(status("GitHub 120 stars；在 Kubernetes 有 3 个 PR 已合并") == VetoStatus::met);
  CHECK(status("GitHub 1.2k star\nPrometheus contributor") == VetoStatus::met);
  CHECK(status("开源项目 star 数：86，Grafana 贡献者") == VetoStatus::met);
  CHECK(status("My GitHub repository has 1,204 stars. Merged a PR in kubernetes.") == VetoStatus::met);
  CHECK(status("GitHub 12 star；merged PR in kubernetes") == VetoStatus::not_met);
  CHECK(status("GitHub repo with 20 stars") == VetoStatus::not_met);
  CHECK(status("GitHub 120 stars") == VetoStatus::unknown);
  CHECK(status("GitHub 120 stars；向 Kubernetes 提交 PR，未合入") == VetoStatus::unknown);
  CHECK(status("GitHub 120 stars；PR in kubernetes not merged") == VetoStatus::unknown);
  CHECK(status("GitHub 120 stars；使用 Kubernetes 部署，向内部仓库合并代码") == VetoStatus::unknown);
  CHECK(status("五星级酒店的 5 star 评价系统") == VetoStatus::unknown);
}

TEST_CASE("A merge told in a later clause of the sentence", "[screening]") {
  const auto merged = [](std::string_view resume) {
    return check("open-source", resume, figures(60, {})).status == VetoStatus::met;
  };
  for (const std::string_view resume :
       {"Contributed a patch to Prometheus, merged upstream", "给 Prometheus 提过 PR，已合并",
        "Two PRs to Grafana, reviewed by the team, both merged.", "向 Kubernetes 提交补丁，修复调度问题，已合入主干",
        "A fix for kubernetes (client-go), merged upstream in June", "向 Kubernetes 合入 3 个特性"}) {
    INFO(resume);
    CHECK(merged(resume));
  }
  for (const std::string_view resume :
       {"Ran Kubernetes at work, merged two teams", "Merged two teams that ran Kubernetes",
        "Contributed a patch to Prometheus, merged two teams",
        "Contributed a patch to Prometheus. Branches were merged", "给 Prometheus 提过 PR，尚未合并",
        "给 Prometheus 提过 PR，还在评审", "给 Prometheus 提过 PR\n两个团队已合并", "使用 Prometheus，两个团队已合并",
        "Opened a PR to Grafana, not merged, later merged"}) {
    INFO(resume);
    CHECK_FALSE(merged(resume));
  }
}

TEST_CASE("What is no number of stars", "[screening]") {
  const auto status = [](std::string_view resume) { return check("open-source", resume).status; };
  CHECK(status("GitHub rockstar 120; starting 2019; 99999999999999999999 stars") == VetoStatus::unknown);
}

TEST_CASE("What bears a veto out is quoted from the résumé", "[screening]") {
  const std::string resume = "GitHub 1.2k star\nmerged PR in kubernetes";
  const VetoCheck c = check("open-source", resume);
  CHECK(quotes(resume, c.resume) == std::vector<std::string>{"1.2k star", "kubernetes"});
  CHECK(c.why.en == "1200 stars, the bar is 50; merged in kubernetes.");
  // The candidate's figure goes before the text's.
  CHECK(check("open-source", resume, figures(10, {})).status == VetoStatus::not_met);
}

TEST_CASE("Runtime-level concurrency: channels alone are not enough", "[screening]") {
  const std::string zh = "排查 goroutine 泄漏，读过 gopark 与调度器源码";
  CHECK(check("runtime", zh).status == VetoStatus::met);
  CHECK(quotes(zh, check("runtime", zh).resume) == std::vector<std::string>{"gopark", "调度器源码"});
  CHECK(check("runtime", zh).why.zh == "你的简历写到 gopark、调度器源码。");
  CHECK(check("runtime", "Tuned GOMAXPROCS after reading an execution trace").status == VetoStatus::met);
  const VetoCheck short_zh = check("runtime", "熟练使用 goroutine 和 channel");
  CHECK(short_zh.status == VetoStatus::unknown);
  CHECK(short_zh.why.zh == "你的简历只写到 goroutine、channel，没有到运行时层面。");
  const VetoCheck short_en = check("runtime", "Worker pools with channels");
  CHECK(short_en.status == VetoStatus::unknown);
  CHECK(short_en.why.en == "Your résumé names channels only, nothing at runtime level.");
  CHECK(check("runtime", "Channel, channel, CHANNEL").why.en ==
        "Your résumé names Channel only, nothing at runtime level.");
  for (const std::string_view denied : {"不了解 gopark", "gopark 不太了解", "gopark 没有经验", "Never used gopark",
                                        "没有 gopark 经验", "计划学习 gopark"}) {
    INFO(denied);
    CHECK(check("runtime", denied).status == VetoStatus::unknown);
  }
  CHECK(check("runtime", "读过 gopark，没用过 GOMAXPROCS").why.zh == "你的简历写到 gopark。");
  CHECK(check("runtime", "用 gopark 定位后 goroutine 不会泄漏").status == VetoStatus::met);
  CHECK(check("runtime", "Not familiar with gopark").status == VetoStatus::unknown);
}

TEST_CASE("A private module proxy or Bazel", "[screening]") {
  CHECK(check("build", "用 Athens 搭建私有模块代理").status == VetoStatus::met);
  CHECK(check("build", "Migrated 40 services to Bazel").status == VetoStatus::met);
  CHECK(check("build", "Set GOPRIVATE and GOPROXY for the team").why.en == "Your résumé names GOPRIVATE, GOPROXY.");
  CHECK(check("build", "使用 go mod 管理依赖").status == VetoStatus::unknown);
  CHECK(check("build", "Go modules and a Makefile").why.en ==
        "Your résumé names Go modules, Makefile only, neither a private proxy nor Bazel.");
  CHECK(check("build", "没用过 Bazel").status == VetoStatus::unknown);
}

TEST_CASE("The candidate's own answer decides, and says so", "[screening]") {
  for (const VetoCheck& c : checks("Go 工程师", "")) {
    Evidence yes, no;
    yes.answers = {{c.id, true}};
    no.answers = {{c.id, false}};
    const VetoCheck met = check(c.id, "", yes), not_met = check(c.id, "读过 gopark，用 Bazel，GitHub 90 star", no);
    CHECK(met.status == VetoStatus::met);
    CHECK(met.why.zh == "你勾选为已满足。");
    CHECK(met.why.en == "You ticked it as met.");
    CHECK(met.settle.en.empty());
    CHECK(not_met.status == VetoStatus::not_met);
    CHECK(not_met.why.zh == "你勾选为未满足。");
    CHECK(not_met.why.en == "You ticked it as not met.");
    CHECK(!not_met.settle.zh.empty());
  }
}

TEST_CASE("Where the posting itself says it", "[screening]") {
  const std::string zh =
      "Go 工程师\n定位 gopark 与调度器层面的阻塞\n优先：Bazel；GitHub 50 star 以上且在主流项目有合入";
  CHECK(quotes(zh, check("runtime", "", {}, zh).asked) == std::vector<std::string>{"gopark", "调度器"});
  CHECK(quotes(zh, check("build", "", {}, zh).asked) == std::vector<std::string>{"Bazel"});
  CHECK(quotes(zh, check("open-source", "", {}, zh).asked) ==
        std::vector<std::string>{"50 star", "主流项目", "有合入"});
  const std::string en = "Go Engineer\nYou know the Go scheduler\nOpen-source contributions, GitHub 100+ stars";
  CHECK(quotes(en, check("runtime", "", {}, en).asked) == std::vector<std::string>{"Go scheduler"});
  CHECK(quotes(en, check("open-source", "", {}, en).asked) ==
        std::vector<std::string>{"Open-source contributions", "100+ stars"});
  CHECK(check("build", "", {}, en).asked.empty());
}

TEST_CASE("A posting's own bar of stars goes before the table's", "[screening]") {
  const auto bar = [](std::string_view posting) {
    const VetoCheck c = check("open-source", "", figures(1, {}), posting);
    CHECK(c.name.en.starts_with("GitHub stars ≥ "));
    const std::string why = c.why.en;  // "1 stars, the bar is 100; …"
    const std::size_t at = why.find("bar is ") + 7;
    return why.substr(at, why.find(';') - at);
  };
  const std::vector<std::pair<std::string_view, std::string_view>> table = {
      {"Go 工程师\nGitHub star 100 以上", "100"},
      {"Go 工程师\n加分项：GitHub 1k+ stars", "1000"},
      {"Go 工程师\nGithub 有后端项目超过 100 star，或给大型开源项目贡献过代码", "100"},
      {"Go 工程师\n1、GitHub 有 500 以上 star 的项目；", "500"},
      {"Go 工程师\ngithub上项目star超过80者优先", "80"},
      {"Go 工程师\nGitHub（或类似网站）有 star 30+ 开源项目", "30"},
      {"Go Engineer\nA GitHub repository with at least 200 stars", "200"},
      {"Go 工程师\n开源项目 star 数不少于 300，1k+ star 更佳", "300"},
      {"Go 工程师\n我们的开源项目 GitHub star 超过 10k", "50"},
      {"Go Engineer\nOur open source database has 20k+ stars on GitHub", "50"},
      {"Go 工程师\n团队在 GitHub 上现拥有 500 余 star", "50"},
      {"Go 工程师\n开源项目 1000 star", "50"},  // a number, but no bar
      {"Go 工程师\n精通 Go", "50"}};
  for (const auto& [posting, wanted] : table) {
    INFO(posting);
    CHECK(bar(posting) == wanted);
  }
  const std::string posting = "Go 工程师\nGitHub star 100 以上";
  const VetoCheck c = check("open-source", "", figures(64, {"kubernetes"}), posting);
  CHECK(c.status == VetoStatus::not_met);
  CHECK(c.name.zh == "GitHub star ≥ 100，且在主流项目有合入");
  CHECK(quotes(posting, c.asked) == std::vector<std::string>{"star 100"});
  CHECK(check("open-source", "").name.zh == "GitHub star ≥ 50，且在主流项目有合入");
}

TEST_CASE("Hostile résumés: spans stay inside", "[screening]") {
  std::string many = "GitHub ";
  for (int i = 0; i < 20'000; ++i) many += "9 star ";
  std::string digits(2000, '9');
  digits += " stars github";
  for (const std::string& resume : {std::string("\xFF gopark \xE4"), std::string("🚀 gopark 🚀 Bazel"), many, digits})
    for (const VetoCheck& c : checks("Go 工程师", resume))
      for (const Span& span : c.resume) {
        CHECK(span.begin < span.end);
        CHECK(span.end <= base::utf16_length(resume));
      }
}

TEST_CASE("A table of vetoes that is not one is refused by name", "[screening]") {
  const auto refusal = [](std::string_view from, std::string_view to) {
    std::string bytes(test::file("models/screening/vetoes.json"));
    const std::size_t at = bytes.find(from);
    if (at == std::string::npos) throw std::runtime_error("the table has no " + std::string(from));
    const auto result = parse_vetoes(bytes.replace(at, from.size(), to), test::real_lexicon());
    return result ? std::string("accepted") : message(result.error());
  };
  CHECK_THAT(refusal("{", "["), ContainsSubstring("vetoes"));
  CHECK_THAT(refusal("chouma.vetoes/1", "chouma.vetoes/9"), ContainsSubstring("format"));
  CHECK_THAT(refusal("\"skills\": [\"go\"", "\"skills\": [\"no such\""),
             ContainsSubstring("veto 1: skills is no such"));
  CHECK_THAT(refusal("\"stars\": 50", "\"stars\": 0"), ContainsSubstring("stars is 0"));
  CHECK_THAT(refusal("\"id\": \"runtime\"", "\"id\": \"open-source\""), ContainsSubstring("veto 2: id is open-source"));
  CHECK_THAT(refusal("\"wording\": {", "\"words\": {"), ContainsSubstring("words"));
  CHECK_THAT(refusal("\"not_enough\": [", "\"not_enough\": [\" \", "), ContainsSubstring("not_enough"));
}
