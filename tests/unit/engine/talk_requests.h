// Requests made up from the lexicon's names and from templates of postings and résumés, in both languages, with what each denies.
#pragma once

#include "base/random.h"
#include "engine_support.h"

#include <cmath>
#include <set>
#include <string>
#include <vector>

namespace chouma::test {

struct MadeUp {
  nlohmann::json request;
  std::string text, resume;
  std::set<std::string> denied;           ///< skill ids that the résumé says it lacks, and says nowhere else
  std::vector<std::string> denied_lines;  ///< of the résumé
};

/// Deterministic: (seed, round) decide all.
class RequestMaker {
 public:
  explicit RequestMaker(std::uint64_t seed) : seed_(seed) {
    const auto lexicon = nlohmann::json::parse(file("models/lexicon/lexicon.json"));
    for (const auto& skill : lexicon["skills"])
      if (skill["kind"] == "tech" && !skill.contains("group"))
        skills_.push_back({skill["id"], skill["name"], skill["parent"]});
    for (const char* id : {"go", "ebpf", "webassembly", "kubernetes", "redis", "kafka", "rabbitmq", "terraform", "java",
                           "mysql", "postgresql", "prometheus", "docker", "pprof", "spring", "bazel"})
      for (const Skill& skill : skills_)
        if (skill.id == id) usual_.push_back(skill);
  }

  MadeUp make(std::uint32_t round) {
    round_ = round;
    at_ = 0;
    english_ = chance(0.4);
    used_.clear();
    MadeUp made;
    made.request = request({{"want", {"next", "talk", "screening"}}, {"today", "2026-11"}});
    if (chance(0.75)) made.text = posting();
    if (chance(0.7)) made.resume = resume(made);
    nlohmann::json tags = nlohmann::json::array();
    for (int n = static_cast<int>(draw() * 4); n > 0; --n) tags.push_back(pick(usual_).name);
    for (const auto& tag : tags)
      for (const Skill& skill : skills_)
        if (skill.name == tag) made.denied.erase(skill.id);
    made.request["text"] = made.text;
    made.request["resume"] = made.resume;
    made.request["tags"] = tags;
    if (chance(0.3)) made.request["years"] = std::floor(draw() * 24) / 2;
    if (chance(0.2)) made.request["level"] = chance(0.5) ? "senior" : "lead";
    if (chance(0.2)) made.request["education"] = chance(0.5) ? "master" : "bachelor";
    if (chance(0.2))
      made.request["evidence"] = {{"stars", std::floor(draw() * 200)}, {"merged", {"prometheus"}}, {"tools", {"buf"}}};
    if (chance(0.2)) made.request["removed"] = {pick(usual_).name};
    return made;
  }

 private:
  struct Skill {
    std::string id, name, parent;
  };

  double draw() { return base::uniform(seed_, round_, at_++); }
  bool chance(double p) { return draw() < p; }
  template <class T>
  const T& pick(const std::vector<T>& list) {
    return list[static_cast<std::size_t>(draw() * static_cast<double>(list.size()))];
  }
  std::string number(int low, int high) { return std::to_string(low + static_cast<int>(draw() * (high - low + 1))); }

  /// A usual or any skill that was not named before in this request.
  const Skill& fresh() {
    for (;;) {
      const Skill& skill = chance(0.7) && used_.size() < 10 ? pick(usual_) : pick(skills_);
      if (used_.insert(skill.id).second) return skill;
    }
  }
  std::string names(int most) {
    std::string list;
    for (int n = 1 + static_cast<int>(draw() * most); n > 0; --n)
      list += (list.empty() ? "" : english_ ? ", " : "、") + pick(usual_).name;
    return list;
  }

  std::string pay() {
    if (chance(0.3)) return english_ ? "$120k–150k a year" : pick<std::string>({"面议", "日薪 800-1200", "8000元以上"});
    const int low = 12 + static_cast<int>(draw() * 30);
    std::string text = std::to_string(low) + "-" + std::to_string(low + 3 + static_cast<int>(draw() * 25)) + "K";
    if (chance(0.5)) text += "·" + number(12, 18) + "薪";
    return text;
  }

  std::string posting() {
    std::string text;
    const auto line = [&](const std::string& words) { text += words + (chance(0.8) ? "\n" : english_ ? ". " : "；"); };
    const std::string years = number(1, 10), chinese = pick<std::string>({"三", "五", "十"});
    if (english_) {
      line("Senior " + pick(usual_).name + " Engineer 🎲");
      if (chance(0.6)) line("Pay: " + pay());
      line("Must have " + names(3));
      if (chance(0.7)) line("At least " + years + " years of experience");
      if (chance(0.5)) line("Nice to have: " + names(3));
      if (chance(0.4)) line("No need for " + fresh().name);
      if (chance(0.5)) line("Bachelor degree or above");
      if (chance(0.5)) line("You will work with " + names(2) + ", HTTP/2 and S3");
    } else {
      line(pick(usual_).name + " 高级开发工程师 🎲");
      if (chance(0.6)) line(pay());
      line("精通 " + names(3));
      if (chance(0.7)) line((chance(0.5) ? years : chinese) + "年以上后端开发经验");
      if (chance(0.5)) line("熟悉 " + names(3) + " 者优先");
      if (chance(0.4)) line("不要求 " + fresh().name + " 经验");
      if (chance(0.5)) line(pick<std::string>({"本科及以上学历", "硕士", "大专以上"}));
      if (chance(0.5)) line("了解 " + names(2) + "、HTTP/2、S3");
      if (chance(0.3)) line("工作地点：上海");
    }
    return text;
  }

  std::string resume(MadeUp& made) {
    std::string text;
    const auto line = [&](const std::string& words) { text += words + "\n"; };
    const auto deny = [&](const std::string& before, const std::string& after) {
      const Skill& skill = fresh();
      made.denied.insert(skill.id);
      made.denied_lines.push_back(before + skill.name + after);
      line(made.denied_lines.back());
    };
    const int from = 2012 + static_cast<int>(draw() * 8), to = from + 1 + static_cast<int>(draw() * 5);
    const std::string first = std::to_string(from), last = std::to_string(to);
    if (english_) {
      line("Name: Ruby O'Neil\nPhone: (415) 555-0134\n");
      if (chance(0.6)) line("Summary: backend engineer, " + number(2, 15) + " years of experience\n");
      line("Skills: " + names(4));
      line("\nWork Experience");
      line("Senior Engineer, Initech (" + first + "-" + last + ")");
      line("- Ran " + number(2, 900) + " nodes on " + pick(usual_).name + ", cut P99 to " + number(2, 90) + " ms");
      line("- Wrote the gateway in " + pick(usual_).name + ". Merged PRs in Prometheus");
      if (chance(0.5)) deny("- Never used ", "");
      if (chance(0.5)) line("\nEducation\nMSc Computer Science, 2006 - 2009");
    } else {
      line("姓名：张三丰\n电话：13800138000\n");
      if (chance(0.6)) line(number(2, 15) + " 年后端经验\n");
      line("专业技能\n熟练使用 " + names(4) + "，了解 " + names(2));
      line("\n工作经历\n" + first + ".03 - " + last + ".06 某网络公司 高级开发工程师");
      line("1、用 " + pick(usual_).name + " 重写接入层，P99 降到 " + number(2, 90) + " 毫秒");
      line("2、基于 " + pick(usual_).name + " 做网络观测，在 4,000 节点上线；写了 " + pick(usual_).name + " 3 年");
      if (chance(0.4)) line("3、排查 goroutine 堆栈到 gopark，用 Bazel 与私有模块代理");
      if (chance(0.5)) deny("没有用过 ", "");
      if (chance(0.5)) line("\n教育经历\n2006.09 - 2010.06 本科 软件工程");
    }
    for (const Skill& usual : usual_) {
      const bool named = text.find(usual.name) != std::string::npos;
      bool only_denied = true;
      for (std::size_t at = text.find(usual.name); at != std::string::npos; at = text.find(usual.name, at + 1))
        only_denied =
            only_denied && std::any_of(made.denied_lines.begin(), made.denied_lines.end(), [&](const auto& denial) {
              const std::size_t begin = text.find(denial);
              return at >= begin && at < begin + denial.size();
            });
      if (named && !only_denied) made.denied.erase(usual.id);
    }
    return text;
  }

  std::uint64_t seed_, at_ = 0;
  std::uint32_t round_ = 0;
  bool english_ = false;
  std::vector<Skill> skills_, usual_;
  std::set<std::string> used_;
};

}  // namespace chouma::test
