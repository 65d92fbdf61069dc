#include "bargain/advice.h"
#include "bargain/overlap.h"
#include "base/hash.h"
#include "support/files.h"

#include <catch_amalgamated.hpp>

using namespace chouma;
using namespace chouma::bargain;

namespace {

const std::string kSalt1 = "00112233445566778899aabbccddeeff", kSalt2 = "ffeeddccbbaa99887766554433221100";

Sealed candidate(std::int64_t number) { return {Party::candidate, kSalt1, number}; }
Sealed employer(std::int64_t number) { return {Party::employer, kSalt2, number}; }

Overlap met(std::int64_t walk_away, std::int64_t limit, Meeting meeting) {
  const auto answer = overlap(candidate(walk_away), commitment(candidate(walk_away)).value(), employer(limit),
                              commitment(employer(limit)).value(), meeting);
  REQUIRE(answer);
  return answer.value();
}

}  // namespace

TEST_CASE("a commitment is SHA-256 of salt, role and number", "[bargain][overlap]") {
  CHECK(commitment(candidate(28000)).value() == base::sha256_hex(kSalt1 + "|candidate|28000"));
  CHECK(commitment(employer(28000)).value() == base::sha256_hex(kSalt2 + "|employer|28000"));
  // as another implementation computes it: printf '%s' '00112233445566778899aabbccddeeff|candidate|28000' | sha256sum
  CHECK(commitment(candidate(28000)).value() == "266c71af42aa55f9bb336be3d5e035cc35e8bc78028edb82d8e3aef96440bf97");
}

TEST_CASE("a reveal fits only what was handed over", "[bargain][overlap]") {
  const std::string handed = commitment(candidate(28000)).value();
  CHECK(verifies(candidate(28000), handed).value());
  CHECK(!verifies(candidate(28001), handed).value());
  CHECK(!verifies({Party::candidate, kSalt2, 28000}, handed).value());
  // nobody can hand back the other's own
  CHECK(!verifies({Party::employer, kSalt1, 28000}, handed).value());
}

TEST_CASE("there is an overlap where the walk-away is not above the limit", "[bargain][overlap]") {
  for (const Meeting meeting : {Meeting::one_page, Meeting::told}) {
    CHECK(met(28000, 30000, meeting).overlap);
    CHECK(met(30000, 30000, meeting).overlap);
    CHECK(!met(30001, 30000, meeting).overlap);
  }
}

TEST_CASE("it says what each side learns, in sentences that exist, and that a liar can lie", "[bargain][overlap]") {
  const auto advice = parse_advice(test::file("models/bargain/advice.json"));
  REQUIRE(advice);
  for (const Meeting meeting : {Meeting::one_page, Meeting::told})
    for (const std::int64_t limit : {20000, 40000}) {
      const Overlap found = met(30000, limit, meeting);
      const std::string which = limit > 30000 ? "yes" : "no";
      CHECK(found.candidate_learns.front() == "overlap.candidate." + which);
      CHECK(found.employer_learns.front() == "overlap.employer." + which);
      CHECK((found.candidate_learns.size() == 2) == (meeting == Meeting::told));
      CHECK((found.employer_learns.size() == 2) == (meeting == Meeting::told));
      CHECK(found.both.back() == "overlap.liar");
      for (const auto& list : {found.candidate_learns, found.employer_learns, found.both})
        for (const std::string& id : list) {
          CAPTURE(id);
          CHECK(find_advice(advice.value(), id) != nullptr);
        }
    }
}

TEST_CASE("a changed number, a short salt and a number that is no pay are refused by side", "[bargain][overlap]") {
  const auto refused = [](const Sealed& c, const Sealed& e, const std::string& handed_c) {
    const auto answer = overlap(c, handed_c, e, commitment(employer(30000)).value(), Meeting::told);
    REQUIRE(!answer);
    return message(answer.error());
  };
  const std::string handed = commitment(candidate(28000)).value();
  CHECK(refused(candidate(27000), employer(30000), handed) ==
        "overlap.candidate is a number and salt with another hash; allowed: what the candidate handed over first.");
  CHECK(refused(candidate(28000), employer(31000), handed) ==
        "overlap.employer is a number and salt with another hash; allowed: what the employer handed over first.");
  CHECK(refused({Party::candidate, "abc", 28000}, employer(30000), handed) ==
        "overlap.candidate.salt is 3 characters; allowed: 32 to 128 hex digits.");
  CHECK(refused(candidate(-5), employer(30000), handed) ==
        "overlap.candidate.number is -5; allowed: pay of 100 to 10000000 yuan a month.");
  CHECK(refused(employer(28000), employer(30000), handed).find("overlap is two sides of one kind") == 0);
}

TEST_CASE("every piece of advice has both languages and a source; ids stand once", "[bargain][advice]") {
  const std::string good(test::file("models/bargain/advice.json"));
  const auto advice = parse_advice(good);
  REQUIRE(advice);
  for (const Advice& a : advice.value()) {
    CHECK(!a.text.zh.empty());
    CHECK(!a.text.en.empty());
    CHECK(!a.source.empty());
    CHECK(find_advice(advice.value(), a.id) == &a);
  }
  CHECK(find_advice(advice.value(), "nothing") == nullptr);
  const auto refused = [&](const std::string& from, const std::string& to) {
    std::string bad = good;
    REQUIRE(bad.find(from) != std::string::npos);
    bad.replace(bad.find(from), from.size(), to);
    const auto answer = parse_advice(bad);
    REQUIRE(!answer);
    return answer.error();
  };
  CHECK(refused("first.impasse", "first.magnitude").value == "first.magnitude");
  CHECK(refused("\"source\": \"by construction\"", "\"src\": \"x\"").code == Code::unknown_name);
  CHECK(refused("chouma.advice/1", "chouma.advice/2").code == Code::bad_version);
}
