// An engine with the committed files, for the tests of floor 7.
#pragma once

#include <chouma/engine.h>

#include "support/files.h"
#include "support/small_model.h"

#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

namespace chouma::test {

inline nlohmann::json loaded(Engine& engine, Resource kind, std::string_view bytes) {
  const auto answer = engine.load(kind, bytes);
  if (!answer) FAIL(message(answer.error()));
  return nlohmann::json::parse(answer.value());
}

/// Lexicon, scarcity table, anchors and phrases as committed.
inline Engine engine_without_model() {
  Engine engine;
  loaded(engine, Resource::lexicon, file("models/lexicon/lexicon.json"));
  loaded(engine, Resource::scarcity, file("models/scarcity/given.json"));
  loaded(engine, Resource::anchors, file("models/bargain/anchors.json"));
  loaded(engine, Resource::talk, file("models/talk/phrases.json"));
  return engine;
}

inline const std::vector<PlantedSkill>& planted_skills() {
  static const std::vector<PlantedSkill> skills = {{"go", 0.12, 0.02, 220},
                                                   {"java", 0.02, 0.01, 800},
                                                   {"ebpf", 0.3, 0.06, 12},
                                                   {"kubernetes", 0.1, 0.015, 400},
                                                   {"redis", 0.04, 0.01, 600},
                                                   {"kafka", 0.06, 0.015, 300},
                                                   {"terraform", 0.09, 0.03, 45},
                                                   {"prometheus", 0.05, 0.02, 90},
                                                   {"php", -0.1, 0.02, 200},
                                                   {"istio", 0.2, 0.05, 29},
                                                   {"distributed-systems", 0.15, 0.02, 350}};
  return skills;
}

inline Engine engine_with_model() {
  Engine engine = engine_without_model();
  loaded(engine, Resource::salary_model, small_model_json(planted_skills()));
  return engine;
}

/// The tables of models/screening.
inline void load_screening(Engine& engine) {
  loaded(engine, Resource::swaps, file("models/screening/swaps.json"));
  loaded(engine, Resource::vetoes, file("models/screening/vetoes.json"));
  loaded(engine, Resource::funnel, file("models/screening/funnel.json"));
  loaded(engine, Resource::carryover, file("models/screening/carryover.json"));
  loaded(engine, Resource::toolchains, file("models/screening/toolchains.json"));
}

/// The tables of offers and negotiation.
inline void load_bargain(Engine& engine) {
  loaded(engine, Resource::tax, file("models/tax/cn.json"));
  loaded(engine, Resource::negotiation, file("models/bargain/negotiation.json"));
  loaded(engine, Resource::packages, file("models/bargain/packages.json"));
  loaded(engine, Resource::advice, file("models/bargain/advice.json"));
}

inline nlohmann::json request(nlohmann::json fields) {
  fields["schema"] = "chouma.request/1";
  if (!fields.contains("id")) fields["id"] = 1;
  return fields;
}

inline nlohmann::json analyzed(Engine& engine, const nlohmann::json& request) {
  return nlohmann::json::parse(engine.analyze(request.dump()));
}

/// Written for these tests.
inline constexpr std::string_view kPosting =
    "云原生网关 Go 开发工程师 28-45K·15薪\n"
    "岗位职责：\n1、负责网关数据面的设计与开发，用 Go 语言编写控制面；\n2、基于 eBPF 做网络可观测性，定位线上延迟。\n"
    "任职要求：\n1、本科及以上学历，5年以上后端开发经验；\n2、精通 Go，熟悉 Kubernetes、Redis、Kafka；\n"
    "3、有 WASM 插件开发经验者优先；\n4、不要求 Java 经验。\n工作地点：上海";

}  // namespace chouma::test
