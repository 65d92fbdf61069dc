

#include "base/hash.h"
#include "base/random.h"
#include "support/files.h"
#include "text/extract.h"
#include "text/lexicon_data.h"
#include "text/lexicon_json.h"
#include "text/lexicon_pack.h"

#include <chouma/engine.h>

using namespace chouma;

namespace {

const std::string& written() {
  static const std::string bytes(test::file("models/lexicon/lexicon.json"));
  return bytes;
}
const std::string& packed() {
  static const std::string bytes = text::packed_lexicon(written()).value();
  return bytes;
}

std::string report(std::string_view lexicon) {
  Engine engine;
  CHECK(engine.load(Resource::lexicon, lexicon).ok());
  CHECK(engine.load(Resource::salary_model, test::file("models/salary/cn-2024/model.json")).ok());
  return engine.analyze(
      R"({"schema":"chouma.request/1","id":1,"text":"精通Go，熟悉Spring Boot、k8s，5年经验，上海，30-45K·15薪",
                            "resume":"6年Java，用过 Redis","want":["next"]})");
}

}  // namespace

TEST_CASE("A pack is a lexicon: the same tables, the same hash, the same report", "[text]") {
  const auto from_json = text::parse_lexicon(written());
  const auto from_pack = text::parse_lexicon(packed());
  REQUIRE(from_json.ok());
  REQUIRE(from_pack.ok());
  const text::Lexicon::Data& a = from_json.value().data();
  const text::Lexicon::Data& b = from_pack.value().data();
  CHECK(a.hash == base::sha256_hex(written()));
  CHECK(b.hash == a.hash);
  CHECK(b.id == a.id);
  REQUIRE(b.skills.size() == a.skills.size());
  for (std::size_t s = 0; s < a.skills.size(); ++s) {
    INFO(a.skills[s].id);
    CHECK((b.skills[s].id == a.skills[s].id && b.skills[s].name == a.skills[s].name &&
           b.skills[s].name_zh == a.skills[s].name_zh && b.skills[s].category == a.skills[s].category &&
           b.skills[s].kind == a.skills[s].kind && b.skills[s].group == a.skills[s].group &&
           b.skills[s].parent == a.skills[s].parent));
  }
  REQUIRE(b.cities.size() == a.cities.size());
  for (std::size_t c = 0; c < a.cities.size(); ++c)
    CHECK((b.cities[c].id == a.cities[c].id && b.cities[c].name_en == a.cities[c].name_en &&
           b.cities[c].tier == a.cities[c].tier));
  REQUIRE(b.rules.size() == a.rules.size());
  for (std::size_t r = 0; r < a.rules.size(); ++r)
    CHECK((b.rules[r].letters == a.rules[r].letters && b.rules[r].not_before == a.rules[r].not_before &&
           b.rules[r].not_after == a.rules[r].not_after && b.rules[r].near == a.rules[r].near &&
           b.rules[r].near_skills == a.rules[r].near_skills && b.rules[r].window == a.rules[r].window));
  REQUIRE(b.entries.size() == a.entries.size());
  for (std::size_t e = 0; e < a.entries.size(); ++e)
    CHECK((b.entries[e].family == a.entries[e].family && b.entries[e].index == a.entries[e].index &&
           b.entries[e].rule == a.entries[e].rule && b.entries[e].as_written == a.entries[e].as_written));
  CHECK(b.first_entry == a.first_entry);
  CHECK(b.names == a.names);
  CHECK(b.places == a.places);
  CHECK(b.resume_kinds == a.resume_kinds);
  CHECK(b.surnames == a.surnames);
  CHECK(report(packed()) == report(written()));
}

TEST_CASE("A pack is half as large as what it was made of, and the same each time", "[text]") {
  CHECK(packed().size() * 2 < written().size());
  CHECK(text::packed_lexicon(written()).value() == packed());
}

TEST_CASE("What is no lexicon is not packed, for the reason it is not read", "[text]") {
  for (const char* bytes : {"", "{}", "[1", R"({"format":"chouma.lexicon/9"})"}) {
    const auto refused = text::packed_lexicon(bytes);
    REQUIRE(!refused.ok());
    CHECK(message(refused.error()) == message(text::parse_lexicon(bytes).error()));
  }
}

TEST_CASE("A pack cut anywhere, or longer, is refused with its place", "[text]") {
  for (std::size_t size = text::kLexiconPack.size(); size < packed().size(); size += 997) {
    const auto cut = text::parse_lexicon(std::string_view(packed()).substr(0, size));
    REQUIRE(!cut.ok());
    CHECK(message(cut.error()).find("lexicon pack, byte ") != std::string::npos);
  }
  CHECK(!text::parse_lexicon(packed() + '\0').ok());
}

TEST_CASE("A pack with any byte changed is refused or serves", "[text]") {
  constexpr std::uint64_t kSeed = 20261123;
  int served = 0;
  for (std::uint64_t round = 0; round < 300; ++round) {
    std::string changed = packed();
    const std::size_t from = text::kLexiconPack.size();
    changed[from + base::below(changed.size() - from, kSeed, 0, round)] =
        static_cast<char>(base::below(256, kSeed, 1, round));
    const auto parsed = text::parse_lexicon(changed);
    if (!parsed.ok()) continue;
    ++served;
    (void)text::extract(parsed.value(), "精通Go，熟悉 Spring Boot、k8s，5年经验，上海");
    (void)parsed.value().find_skill("golang");
  }
  CHECK(served > 0);
}
