#include "base/hash.h"
#include "engine_support.h"
#include "support/json_schema.h"

using chouma::Code;
using chouma::Engine;
using chouma::Resource;
using nlohmann::json;
namespace test = chouma::test;

TEST_CASE("a load answers with id and hash, of a model with its passport too", "[engine]") {
  Engine engine = test::engine_without_model();
  const auto bytes = test::file("models/scarcity/given.json");
  const json scarcity = test::loaded(engine, Resource::scarcity, bytes);
  CHECK(scarcity["id"] == "given-go");
  CHECK(scarcity["hash"] == chouma::base::sha256_hex(bytes));
  CHECK(!scarcity.contains("passport"));
  const std::string model = test::small_model_json(test::planted_skills());
  const json loaded = test::loaded(engine, Resource::salary_model, model);
  CHECK(loaded["id"] == "planted");
  CHECK(loaded["hash"] == chouma::base::sha256_hex(model));
  CHECK(loaded["passport"]["companies"] == 900);
}

TEST_CASE("what is not loaded is said, and the rest is answered", "[engine]") {
  Engine empty;
  const json nothing = test::analyzed(empty, test::request({{"tags", {"Go"}}}));
  CHECK(test::violations("report.schema.json", nothing) == std::vector<std::string>{});
  CHECK(nothing["warnings"][0]["code"] == "not_loaded");
  CHECK(nothing["warnings"][0]["where"] == "lexicon");
  CHECK(nothing["profile"].is_null());
  CHECK(json::parse(empty.predict({"Go"}))["error"]["code"] == "not_loaded");
  CHECK(json::parse(empty.extract("1", "Go"))["error"]["code"] == "not_loaded");
  const auto early = empty.load(Resource::salary_model, test::small_model_json({}));
  REQUIRE(!early);
  CHECK(early.error().code == Code::not_loaded);

  Engine lexicon_only;
  test::loaded(lexicon_only, Resource::lexicon, test::file("models/lexicon/lexicon.json"));
  const json report = test::analyzed(lexicon_only, test::request({{"text", test::kPosting}}));
  CHECK(test::violations("report.schema.json", report) == std::vector<std::string>{});
  CHECK(report["profile"]["skills"].size() > 5);
  std::vector<std::string> missing;
  for (const json& warning : report["warnings"]) missing.push_back(warning["where"]);
  CHECK(missing == std::vector<std::string>{"salary_model", "scarcity", "anchors", "talk"});
}

TEST_CASE("a refused file leaves what was loaded in use", "[engine]") {
  Engine engine = test::engine_with_model();
  const json request = test::request({{"text", test::kPosting}});
  const json before = test::analyzed(engine, request);
  for (const Resource kind :
       {Resource::lexicon, Resource::salary_model, Resource::scarcity, Resource::anchors, Resource::talk})
    for (const std::string bad :
         {"", "{", "null", "[]", "{}", R"({"format": "chouma.unknown/1"})", "\xff\xfe", "\x1f\x8b gzip"}) {
      CAPTURE(static_cast<int>(kind), bad);
      const auto answer = engine.load(kind, bad);
      REQUIRE(!answer);
      CHECK(!answer.error().where.empty());
      CHECK(!answer.error().allowed.empty());
    }
  CHECK(test::analyzed(engine, request) == before);
}

TEST_CASE("models live through a new lexicon, and are chosen by id and hash", "[engine]") {
  Engine engine = test::engine_with_model();
  const json request = test::request({{"text", test::kPosting}});
  const json before = test::analyzed(engine, request);
  test::loaded(engine, Resource::lexicon, test::file("models/lexicon/lexicon.json"));
  CHECK(test::analyzed(engine, request) == before);

  json other = json::parse(test::small_model_json({{"go", 0.5}}));
  other["id"] = "other";
  const std::string hash = test::loaded(engine, Resource::salary_model, other.dump())["hash"];
  CHECK(test::analyzed(engine, request)["model"]["id"] == "other");  // the last one loaded
  json named = request;
  named["model"] = {{"id", "planted"}};
  CHECK(test::analyzed(engine, named) == before);
  named["model"] = {{"id", "other"}, {"hash", hash}};
  CHECK(test::analyzed(engine, named)["model"]["hash"] == hash);
  named["model"]["hash"] = std::string(64, '0');
  CHECK(test::analyzed(engine, named)["pay"].is_null());
}

TEST_CASE("a model is forgotten by its id, and the one loaded before answers again", "[engine]") {
  Engine engine = test::engine_with_model();
  const json request = test::request({{"text", test::kPosting}});
  const json before = test::analyzed(engine, request);
  json other = json::parse(test::small_model_json({{"go", 0.5}}));
  other["id"] = "other";
  test::loaded(engine, Resource::salary_model, other.dump());
  REQUIRE(engine.remove_model("other").ok());
  CHECK(test::analyzed(engine, request) == before);
  const auto refused = engine.remove_model("other");
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::unknown_name);
  CHECK(refused.error().allowed == "a model that is loaded: planted");
}

TEST_CASE("the committed tables obey their schemas", "[engine]") {
  const auto [schema, path] =
      GENERATE(table<std::string, std::string>({{"scarcity.schema.json", "models/scarcity/given.json"},
                                                {"anchors.schema.json", "models/bargain/anchors.json"},
                                                {"talk.schema.json", "models/talk/phrases.json"}}));
  CAPTURE(path);
  CHECK(test::violations(schema, json::parse(test::file(path))) == std::vector<std::string>{});
}

TEST_CASE("predict says coefficient, raw, interval, clamped and parts", "[engine]") {
  Engine engine = test::engine_without_model();
  const json answer = json::parse(engine.predict({"Go", "eBPF"}));
  CHECK(answer["coefficient"] == 1.4186);
  CHECK(answer["raw"] == 1.4186);
  CHECK(answer["clamped"] == false);
  CHECK(answer["interval"][0] < 1.4186);
  CHECK(answer["interval"][1] > 1.4186);
  CHECK(answer["parts"].size() == 2);
}

TEST_CASE("kinds of resource by name", "[engine]") {
  CHECK(chouma::parse_resource("talk").value() == Resource::talk);
  const auto refused = chouma::parse_resource("weather");
  REQUIRE(!refused);
  CHECK(refused.error().value == "weather");
}
