// What every salary model's file holds: groups of columns, spacings, held-out figures. For the *_json.cpp files of this room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields_json.h"
#include "salary/coefficients.h"
#include "salary/spacings.h"

namespace chouma::salary {

inline constexpr std::size_t kMostColumns = 5000;
inline constexpr int kMostReplicates = 200;
inline constexpr double kMostLog = 50;

/// {"id", "log", "rows", <groups>, "scale", "deviation"} of columns [begin, end), as parallel lists; deviations as base64 (RFC 4648, with padding).
nlohmann::ordered_json columns_json(const std::vector<std::string>& ids, const Coefficients& all, std::size_t begin,
                                    const std::string& groups);

/// Appends what columns_json wrote, and gives the ids. Throws an Error where lists differ in length or a number is out of range.
std::vector<std::string> read_columns(const base::Fields& group, const std::string& groups, int replicates,
                                      Coefficients& all);

nlohmann::ordered_json scale_json(const SpacingScale& scale, const std::vector<std::string>& terms);
/// The names of the terms; throws unless every list is as long.
std::vector<std::string> read_scale(const base::Fields& mode, const std::string& where, SpacingScale& scale);

nlohmann::ordered_json held_out_json(const Passport::HeldOut& figures);
Passport::HeldOut read_held_out(const base::Fields& fields);

/// Whether the bytes are a JSON object whose "format" is this.
bool names_format(std::string_view bytes, std::string_view format);

std::int64_t read_count(const nlohmann::json& value, const std::string& where);
int read_whole(const base::Fields& fields, std::string_view name, int low, int high);
/// Numbers that ascend strictly, each from `low` to `high`.
std::vector<double> read_ascending(const base::Fields& fields, std::string_view name, std::size_t least,
                                   std::size_t most, double low, double high);

}  // namespace chouma::salary
