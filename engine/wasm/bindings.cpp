// The engine as JavaScript sees it. Nothing thrown crosses: a refusal is the JSON {"error": …}.
//   const engine = new module.Engine();       one handle; engine.delete() when done
//   engine.load(kind, bytes)                  kind as in Resource, bytes a Uint8Array → JSON
//   engine.removeModel(id)                    → JSON
//   engine.analyze(request)                   JSON → JSON
//   engine.extract(id, text)                  → JSON
//   engine.predictValue(["Go", "eBPF"])       → an object: coefficient, raw, interval, clamped, parts, …
//   module.load, module.predictValue          the same on one engine that belongs to the module, for who needs no more
//   module.sealNumber, module.openSeals       the sealed check of an overlap: seals.h
//   module.spendQuota, module.decideQuota     a quota with the host's storage and clock: host_quota.h
#include <chouma/engine.h>

#include "engine/report.h"
#include "wasm/host_quota.h"
#include "wasm/seals.h"

#include <exception>
#include <string>
#include <vector>

#include <emscripten/bind.h>
#include <emscripten/val.h>

namespace {

using emscripten::val;

std::string load(chouma::Engine& engine, const std::string& kind, const std::string& bytes) {
  try {
    const auto resource = chouma::parse_resource(kind);
    if (!resource) return chouma::error_json(resource.error());
    const auto answer = engine.load(resource.value(), bytes);
    return answer ? answer.value() : chouma::error_json(answer.error());
  } catch (const std::exception& failure) {
    return chouma::error_json({chouma::Code::internal, "load", failure.what(), "no failure"});
  }
}

std::string remove_model(chouma::Engine& engine, const std::string& id) {
  const auto answer = engine.remove_model(id);
  return answer ? answer.value() : chouma::error_json(answer.error());
}

val parsed(const std::string& json) { return val::global("JSON").call<val>("parse", json); }

val predict_value(chouma::Engine& engine, const val& tags) {
  try {
    if (!val::global("Array").call<bool>("isArray", tags))
      return parsed(chouma::error_json(
          {chouma::Code::bad_schema, "tags", tags.typeOf().as<std::string>(), "an array of strings"}));
    std::vector<std::string> list;
    const unsigned count = tags["length"].as<unsigned>();
    for (unsigned i = 0; i < count; ++i) {
      const val tag = tags[i];
      if (!tag.isString())
        return parsed(chouma::error_json(
            {chouma::Code::bad_schema, "tags[" + std::to_string(i) + "]", tag.typeOf().as<std::string>(), "a string"}));
      list.push_back(tag.as<std::string>());
    }
    return parsed(engine.predict(list));
  } catch (const std::exception& failure) {
    return parsed(chouma::error_json({chouma::Code::internal, "predictValue", failure.what(), "no failure"}));
  }
}

chouma::Engine& of_module() {
  static chouma::Engine engine;
  return engine;
}

std::string version() { return std::string(chouma::version()); }
std::string module_load(const std::string& kind, const std::string& bytes) { return load(of_module(), kind, bytes); }
val module_predict_value(const val& tags) { return predict_value(of_module(), tags); }
std::string analyze(chouma::Engine& engine, const std::string& request) { return engine.analyze(request); }
std::string extract(chouma::Engine& engine, const std::string& id, const std::string& text) {
  return engine.extract(id, text);
}

}  // namespace

EMSCRIPTEN_BINDINGS(chouma) {
  emscripten::function("version", &version);
  emscripten::function("load", &module_load);
  emscripten::function("predictValue", &module_predict_value);
  emscripten::function("sealNumber", &chouma::wasm::seal_number);
  emscripten::function("openSeals", &chouma::wasm::open_seals);
  emscripten::function("spendQuota", &chouma::wasm::spend_quota);
  emscripten::function("decideQuota", &chouma::wasm::decide_quota);
  emscripten::class_<chouma::Engine>("Engine")
      .constructor<>()
      .function("load", &load)
      .function("removeModel", &remove_model)
      .function("analyze", &analyze)
      .function("extract", &extract)
      .function("predictValue", &predict_value);
}
