#include "bargain/overlap.h"

#include "base/hash.h"

#include <algorithm>

namespace chouma::bargain {

namespace {

std::string role(Party party) { return party == Party::candidate ? "candidate" : "employer"; }

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

std::optional<Error> check(const Sealed& sealed) {
  const std::string& salt = sealed.salt;
  if (salt.size() < 32 || salt.size() > 128 || !std::all_of(salt.begin(), salt.end(), is_hex))
    return Error{Code::out_of_range, "overlap." + role(sealed.party) + ".salt",
                 std::to_string(salt.size()) + " characters", "32 to 128 hex digits"};
  if (static_cast<double>(sealed.number) < kLeastPay || static_cast<double>(sealed.number) > kMostPay)
    return Error{Code::out_of_range, "overlap." + role(sealed.party) + ".number", std::to_string(sealed.number),
                 "pay of 100 to 10000000 yuan a month"};
  return std::nullopt;
}

/// The commitment holds, or why not.
std::optional<Error> refusal(const Sealed& sealed, const std::string& handed_over) {
  const Result<bool> fits = verifies(sealed, handed_over);
  if (!fits) return fits.error();
  if (fits.value()) return std::nullopt;
  return Error{Code::bad_schema, "overlap." + role(sealed.party), "a number and salt with another hash",
               "what the " + role(sealed.party) + " handed over first"};
}

}  // namespace

Result<std::string> commitment(const Sealed& sealed) {
  if (auto error = check(sealed)) return *error;
  return base::sha256_hex(sealed.salt + "|" + role(sealed.party) + "|" + std::to_string(sealed.number));
}

Result<bool> verifies(const Sealed& sealed, const std::string& handed_over) {
  const Result<std::string> expected = commitment(sealed);
  if (!expected) return expected.error();
  return expected.value() == handed_over;
}

Result<Overlap> overlap(const Sealed& candidate, const std::string& candidate_handed, const Sealed& employer,
                        const std::string& employer_handed, Meeting meeting) {
  if (candidate.party != Party::candidate || employer.party != Party::employer)
    return Error{Code::bad_schema, "overlap", "two sides of one kind", "a candidate and an employer"};
  if (auto error = refusal(candidate, candidate_handed)) return *error;
  if (auto error = refusal(employer, employer_handed)) return *error;
  Overlap out;
  out.overlap = candidate.number <= employer.number;
  const std::string found = out.overlap ? "yes" : "no";
  out.candidate_learns = {"overlap.candidate." + found};
  out.employer_learns = {"overlap.employer." + found};
  if (meeting == Meeting::told) {
    out.candidate_learns.emplace_back("overlap.candidate.number");
    out.employer_learns.emplace_back("overlap.employer.number");
  }
  out.both = {meeting == Meeting::told ? "overlap.told" : "overlap.one_page", "overlap.liar"};
  return out;
}

}  // namespace chouma::bargain
