// Which skills and facts are priced: the text's, the résumé's where there is no text, and what the user says of both.
#pragma once

#include "engine/report.h"
#include "engine/request.h"

namespace chouma {

/// `title` is the text's title line and `read` what it says; `resume` is given where the text is blank and a résumé is not. The user's own field goes before both; a tag goes
/// before what is said of the same skill. A field that names nothing known is told in `warnings`.
ProfileSection profile_section(const text::Lexicon& lexicon, const Request& request, std::string_view title,
                               const Profile& read, const text::Resume* resume, Warnings& warnings);

}  // namespace chouma
