// A pay quote in words that say all of it, so that reading them gives the same quote back.
#pragma once

#include <chouma/profile.h>

#include <string>

namespace chouma::test {

enum class Language { zh, en };

/// E.g. "底薪8000元/月+绩效", "USD 120000-150000 per year + equity". A span and a confidence are not worded.
std::string wording(const PayQuote& quote, Language language);

}  // namespace chouma::test
