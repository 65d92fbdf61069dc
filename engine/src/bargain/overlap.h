// Is there a deal at all? A check that neither side can bend after the fact. Floor 5.
// Each side picks a number (the candidate the walk-away, the employer the limit; whole yuan a month) and a salt, and hands over
//   SHA-256(salt "|" role "|" number)      hex; role "candidate" or "employer", so that nobody can hand back the other's own
// Only once both are handed over, both tell salt and number; each checks the other's against what was handed over. There is an overlap where the walk-away is not
// above the limit. FIPS 180-4. The salt is what hides a number of a few digits: 32 to 128 hex digits, 128 bits or more, drawn by the page.
// What it cannot do: whoever commits to a false number gets a false answer, and whoever is told first may be left without the other's answer.
#pragma once

#include <chouma/error.h>

#include "bargain/employer.h"

#include <cstdint>
#include <string>
#include <vector>

namespace chouma::bargain {

struct Sealed {
  Party party = Party::candidate;
  std::string salt;
  std::int64_t number = 0;  ///< yuan a month, kLeastPay … kMostPay
};

/// 64 hex digits. Errors: a salt that is too short or not hex, a number that is no pay.
Result<std::string> commitment(const Sealed& sealed);

/// Whether that is what was handed over.
Result<bool> verifies(const Sealed& sealed, const std::string& handed_over);

/// How the two met: both on one page that both trust, which shows the answer only, or each telling the other.
enum class Meeting { one_page, told };

struct Overlap {
  bool overlap = false;
  /// Ids of sentences in models/bargain/advice.json: what the candidate and what the employer learn, and what holds for both.
  std::vector<std::string> candidate_learns, employer_learns, both;
};

/// An error where a reveal does not fit what was handed over: it names whose.
Result<Overlap> overlap(const Sealed& candidate, const std::string& candidate_handed, const Sealed& employer,
                        const std::string& employer_handed, Meeting meeting);

}  // namespace chouma::bargain
