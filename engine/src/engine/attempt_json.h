// Reading a request field by field: what one field's reader throws becomes a warning, and the rest is still read.
#pragma once

#include "base/fields_json.h"

#include <string>
#include <string_view>

namespace chouma {

/// Runs `read` and turns an Error that it throws into a warning.
template <class Read>
void attempt_or_warn(Warnings& warnings, Read&& read) {
  try {
    read();
  } catch (const Error& error) {
    warnings.push_back(error);
  }
}

/// Each item of a list of at most `most`, by `read(item, where)`; nothing where the field is missing or null.
template <class Read>
void each_or_warn(const base::Fields& fields, std::string_view name, std::size_t most, Warnings& warnings,
                  Read&& read) {
  attempt_or_warn(warnings, [&] {
    if (fields.find(name) == nullptr) return;
    const nlohmann::json& list = fields.list(name, 0, most);
    for (std::size_t i = 0; i < list.size(); ++i)
      attempt_or_warn(warnings, [&] { read(list[i], fields.where(name) + "[" + std::to_string(i) + "]"); });
  });
}

}  // namespace chouma
