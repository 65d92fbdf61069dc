// A lexicon's pack with bytes changed: six bytes of input are a place, how many bytes go, and three that come. What is accepted must then serve a request.
#include "fuzz.h"

#include "text/lexicon_json.h"

#include <nlohmann/json.hpp>

using nlohmann::json;

namespace {

/// Of a lexicon with a few skills: the whole of it is too long to be changed byte by byte.
std::string small_pack() {
  json lexicon = json::parse(chouma::fuzz::file("models/lexicon/lexicon.json"));
  json kept = json::array();
  for (const json& skill : lexicon["skills"])
    if (skill["parent"] == "" && kept.size() < 4) kept.push_back(skill);
  lexicon["skills"] = kept;
  return chouma::text::packed_lexicon(lexicon.dump()).value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chouma;
  static const std::string request = json{
      {"schema", "chouma.request/1"},
      {"id", 1},
      {"text", "Go 后端，3-5年经验，上海"},
      {"resume", "5年 Java"}}.dump();
  static const std::string pack = small_pack();
  constexpr std::size_t kEdit = 6;
  std::string changed = pack;
  for (std::size_t at = 0; at + kEdit <= size; at += kEdit) {
    const std::size_t place = (data[at] << 8 | data[at + 1]) % changed.size();
    changed.replace(place, data[at + 2] % 4, std::string(data + at + 3, data + at + kEdit));
  }
  Engine engine;
  if (!engine.load(Resource::lexicon, changed).ok()) return 0;
  fuzz::require(json::parse(engine.analyze(request), nullptr, false).is_object(), "the report is a JSON object");
  return 0;
}
