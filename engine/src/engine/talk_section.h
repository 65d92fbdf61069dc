// What the report says for the candidate, gathered for the talking points. Floor 7.
#pragma once

#include "engine/analyze.h"

namespace chouma {

struct TalkInput {
  const Loaded& loaded;
  const Request& request;
  const Memo& memo;
  const Report& report;  ///< all other sections are there
  const salary::SalaryModel* model = nullptr;
  bool has_text = false, has_resume = false;
};

/// A skill is held where it stands on the table and was not taken away; where there is a résumé, where that lists or proves it (named in passing is not
/// held) or the user added it as a tag. A text beside a résumé is the employer's: what it says is asked for, not held.
talk::Facts talk_facts(const TalkInput& input);

}  // namespace chouma
