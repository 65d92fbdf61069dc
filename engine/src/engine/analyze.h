// Request → Report, over what is loaded. Composition only: each number is computed in its room.
#pragma once

#include <chouma/error.h>

#include "bargain/anchors.h"
#include "bargain/pay_tables.h"
#include "engine/negotiation_section.h"
#include "engine/report.h"
#include "engine/request.h"
#include "salary/salary_model.h"
#include "salary/scarcity.h"
#include "talk/talk.h"
#include "text/lexicon.h"

#include <optional>
#include <string>
#include <vector>

namespace chouma {

/// What the engine knows.
struct Loaded {
  struct Model {
    std::string id, hash, bytes;  ///< bytes: to be read again when the lexicon changes, since a model holds its indices
    salary::SalaryModel model;
  };
  std::optional<text::Lexicon> lexicon;
  std::uint64_t lexicon_load = 0;  ///< which load of a lexicon this is: two may name the same hash
  std::vector<Model> models;       ///< in the order of loading
  std::optional<salary::Scarcity> scarcity;
  std::optional<bargain::AnchorTable> anchors;
  std::optional<talk::Phrasebook> phrases;

  /// A table that names the lexicon's skills; `bytes` as of Model.
  template <class T>
  struct Kept {
    std::string bytes;
    T table;
  };
  struct Screening {
    std::optional<Kept<screening::SwapTable>> swaps;
    std::optional<Kept<screening::VetoTable>> vetoes;
    std::optional<screening::FunnelTable> funnel;
    std::optional<Kept<screening::Carryover>> carryover;
    std::optional<Kept<screening::ToolchainTable>> toolchains;
  } screening;

  std::optional<bargain::PayTables> tax;
  NegotiationTables negotiation;
};

/// What was read from the last text: typing a tag must not read the posting again.
struct ReadText {
  std::uint64_t lexicon_load = 0;
  std::string text;
  Profile profile;
  std::string readable;  ///< the text, of a person's own without personal details: title and phrases come from here
  std::string
      blanked;  ///< the text with personal details as blanks of their own length, so that spans hold: for the screening
  Warnings warnings;
  std::string phrases_of;  ///< hash of the model whose phrases these are
  std::vector<std::uint32_t> phrases;
};

/// What was read from the last résumé.
struct ReadResume {
  std::uint64_t lexicon_load = 0;
  std::string text;
  std::optional<text::Month> today;
  std::string readable;  ///< the text with personal details blanked out, place by place
  text::Resume resume;
  Warnings warnings;
};

/// What typing in one field must not read again from the others.
struct Memo {
  ReadText text;
  ReadResume resume;
};

/// Skills to learn next are drawn from those named by at least this many companies in training: below it an effect's interval is wider than any effect.
inline constexpr std::int64_t kNextCompanies = 30;
/// As many as a reader compares.
inline constexpr std::size_t kNextShown = 6;
/// So many are priced with the skill added, those with the largest effects.
inline constexpr std::size_t kNextPriced = 12;

/// The report to a request that could be read; `report.warnings` may already hold what reading it said.
///  - The user's own field goes before the text's. Tags go before what the text says of the same skill.
///  - mode auto is posting where the text is not blank. Posting mode without a text is answered in profile mode, with a warning.
///  - base_median: the same facts (in posting mode the same title too) with the base skill alone.
///  - next: technologies not held, by the gain of the median, gains only. No concepts and no languages (another language is another job), and only of
///    categories in which something is held, languages apart (chip design pays a back-end engineer more, and is another job); where nothing but
///    languages is held, of backend and cloud, where the users of the base are.
void analyze(const Loaded& loaded, const Request& request, Memo& memo, Report& report);

/// The premium of tags, or nothing without a scarcity table. `model` may be null.
std::optional<PremiumSection> premium_section(const Loaded& loaded, const std::vector<std::string>& tags,
                                              const salary::SalaryModel* model);

}  // namespace chouma
