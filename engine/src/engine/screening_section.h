// The report's candidate and screening sections: the rooms' answers put beside each other. Floor 7.
#pragma once

#include "engine/analyze.h"

namespace chouma {

/// The résumé's facts, to be priced in profile mode. `city` is the posting's, where it has one.
salary::Facts candidate_facts(const text::Resume& resume, std::optional<std::uint32_t> city);

struct ScreeningInput {
  const Loaded& loaded;
  const Request& request;
  const Profile* posting = nullptr;      ///< nullptr: no posting
  std::string_view posting_text;         ///< of a self-description, with personal details blanked out
  const text::Resume* resume = nullptr;  ///< nullptr: no résumé
  std::string_view resume_text;          ///< with personal details blanked out
  const salary::SalaryModel* model = nullptr;
  salary::Facts facts;  ///< candidate_facts; without a posting those that are priced
  std::optional<double> years;
};

/// Warns of ids in the evidence that their table lacks, of answers that contradict each other, and of past scores whose threshold lets everybody pass.
/// What needs a table that is not loaded is left out, with one warning for all of them.
ScreeningSection screening_section(const ScreeningInput& input, Warnings& warnings);

}  // namespace chouma
