// Does a JSON value obey one of our schemas? The part of JSON Schema 2020-12 that models/schema uses; any other keyword is an error, so that nothing
// goes unchecked in silence.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace chouma::test {

/// One sentence per violation, each beginning with the JSON pointer of the value. `schema` is a file of models/schema, e.g. "report.schema.json".
std::vector<std::string> violations(const std::string& schema, const nlohmann::json& value);

}  // namespace chouma::test
