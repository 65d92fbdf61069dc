// Invented profiles with a model's answers: what a model must go on answering, native and in WASM.
#pragma once

#include <chouma/error.h>

#include <string>
#include <string_view>

#include "salary/salary_model.h"

namespace chouma::salary {

/// The file (models/schema/salary_golden.schema.json) with every profile's quantiles and contributions as `model` answers them: amounts rounded to 0.01,
/// logs to 1e-6. What stood there is replaced. A profile with a text is read like a pasted posting; its other fields then go before what the text says.
Result<std::string> answer_golden(std::string_view json, const SalaryModel& model, const text::Lexicon& lexicon);

}  // namespace chouma::salary
