#include "engine/write_json.h"

#include <array>

namespace chouma {

namespace {

struct Named {
  std::string_view id, zh, en;
};

constexpr std::array<Named, 12> kKinds = {{{"base", "基准", "Base"},
                                           {"years", "年限", "Years"},
                                           {"education", "学历", "Education"},
                                           {"level", "职级", "Level"},
                                           {"city", "城市", "City"},
                                           {"months", "薪数", "Months of pay"},
                                           {"board", "招聘网站", "Job board"},
                                           {"skill", "技能", "Skill"},
                                           {"title", "职位名", "Title"},
                                           {"phrase", "措辞", "Wording"},
                                           {"skills", "技能数", "Number of skills"},
                                           {"pair", "组合", "Together"}}};

constexpr std::array<Named, 12> kValues = {{{"none", "未写", "not stated"},
                                            {"any", "不限", "any"},
                                            {"college", "大专", "college"},
                                            {"bachelor", "本科", "bachelor"},
                                            {"master", "硕士", "master"},
                                            {"doctor", "博士", "doctor"},
                                            {"intern", "实习", "intern"},
                                            {"junior", "初级", "junior"},
                                            {"mid", "中级", "mid"},
                                            {"senior", "高级", "senior"},
                                            {"lead", "组长", "lead"},
                                            {"architect", "架构师", "architect"}}};

template <std::size_t N>
const Named* look_up(const std::array<Named, N>& table, std::string_view id) {
  for (const Named& named : table)
    if (named.id == id) return &named;
  return nullptr;
}

}  // namespace

Bilingual skill_name(const text::Skill& skill) {
  return {skill.name_zh.empty() ? skill.name : skill.name_zh, skill.name};
}

Bilingual contribution_name(const std::string& kind, const std::string& id, const text::Lexicon& lexicon) {
  if (kind == "skill")
    if (const auto skill = lexicon.find_skill(id)) return skill_name(lexicon.skills()[*skill]);
  if (kind == "city")
    if (const auto city = lexicon.find_city(id)) return {id, lexicon.cities()[*city].name_en};
  const Named* of_kind = look_up(kKinds, kind);
  if (const std::size_t at = id.find('&'); kind == "pair" && at != std::string::npos) {
    const Named *first = look_up(kKinds, id.substr(0, at)), *second = look_up(kKinds, id.substr(at + 1));
    if (first && second)
      return {std::string(first->zh) + " × " + std::string(second->zh),
              std::string(first->en) + " × " + std::string(second->en)};
  }
  const std::string zh = of_kind ? std::string(of_kind->zh) : kind, en = of_kind ? std::string(of_kind->en) : kind;
  if (kind == "base") return {zh, en};
  if (const Named* value = look_up(kValues, id))
    return {zh + " " + std::string(value->zh), en + ": " + std::string(value->en)};
  if (kind == "title" || kind == "phrase") return {"「" + id + "」", "“" + id + "”"};
  return {zh + " " + id, en + ": " + id};
}

}  // namespace chouma
