// A field as recipes and models write it. For the *_json.cpp files of this room.
#pragma once

#include "base/fields_json.h"
#include "salary/table_recipe.h"

namespace chouma::salary {

/// Throws an Error that names what it refuses; `where` stands before the names.
TableField read_table_field(const nlohmann::json& value, const std::string& where);

/// What read_table_field reads. What only training needs (supports, penalty, spread) is left out.
nlohmann::ordered_json table_field_json(const TableField& field);

/// The place of the field of this id.
std::uint32_t field_index(const std::vector<TableField>& fields, const std::string& id, const std::string& where);

}  // namespace chouma::salary
