// choose_table_columns: which levels, items and products enough rows and groups carry.
#include <algorithm>
#include <map>
#include <set>

#include "salary/coefficients.h"
#include "salary/table_features.h"
#include "text/extract.h"

namespace chouma::salary {

namespace {

/// A level or item: who has it, and how it is spelled.
struct Carried {
  std::int64_t rows = 0;
  std::set<std::uint32_t> groups;
  std::map<std::string, std::int64_t> spellings;

  std::string spelled() const {
    return std::max_element(spellings.begin(), spellings.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }
};

void add_field(const TableField& field, std::uint32_t f, std::span<const TableRow> rows,
               std::vector<TableColumn>& columns) {
  std::map<std::string, Carried> levels;
  bool some_missing = false, some_other = false;
  for (const TableRow& row : rows) {
    some_missing |= !row.fields[f].stated();
    for (const std::string& item : row.fields[f].items) {
      Carried& carried = levels[text::fold(item)];
      ++carried.rows;
      carried.groups.insert(row.group);
      ++carried.spellings[item];
    }
  }
  for (std::size_t k = 1; k < field.knots.size(); ++k) columns.push_back({f + 1, std::to_string(k)});
  for (const auto& [folded, carried] : levels)
    if (folded != "none" && folded != "other" && carried.rows >= field.min_rows &&
        static_cast<std::int64_t>(carried.groups.size()) >= field.min_groups)
      columns.push_back({f + 1, carried.spelled()});
    else
      some_other = true;
  if (some_other && field.kind == FieldKind::category) columns.push_back({f + 1, "other"});
  if (some_missing) columns.push_back({f + 1, "none"});
}

struct Product {
  std::uint32_t a, b, group;
  friend auto operator<=>(const Product&, const Product&) = default;
};

/// A product's rows are those of a factor, and the other factor is 1 there: nothing new.
bool equals_factor(const TableSpace& space, const Support& support, const Product& of, std::int64_t rows) {
  const auto flag = [&](std::uint32_t column) {
    return space.fields()[space.columns()[column].term - 1].kind != FieldKind::number ||
           space.columns()[column].id == "none";
  };
  return (rows == support.rows[of.a] && flag(of.b)) || (rows == support.rows[of.b] && flag(of.a));
}

}  // namespace

std::vector<TableColumn> choose_table_columns(const TableRecipe& recipe, std::span<const TableRow> rows) {
  std::vector<TableColumn> columns{{0, "all"}};
  for (std::uint32_t f = 0; f < recipe.fields.size(); ++f) add_field(recipe.fields[f], f, rows, columns);
  const auto made = TableSpace::make(recipe.fields, {}, columns);
  if (!made || recipe.pairs.empty()) return columns;
  const TableSpace& space = made.value();
  regress::Design x;
  x.columns = columns.size();
  std::vector<std::uint32_t> group;
  Row row;
  for (const TableRow& r : rows) {
    space.row(r.fields, row);
    x.add_row(row.column, row.value);
    group.push_back(r.group);
  }
  const Support support = count_support(x, group);
  for (std::size_t p = 0; p < recipe.pairs.size(); ++p) {
    const TablePair& pair = recipe.pairs[p];
    std::vector<Product> products;
    for (std::size_t i = 0; i < x.rows(); ++i)
      for (std::uint32_t s = x.start[i]; s < x.start[i + 1]; ++s)
        for (std::uint32_t t = x.start[i]; t < x.start[i + 1]; ++t)
          if (columns[x.column[s]].term == pair.of[0] + 1 && columns[x.column[t]].term == pair.of[1] + 1)
            products.push_back({x.column[s], x.column[t], group[i]});
    std::sort(products.begin(), products.end());
    for (std::size_t begin = 0; begin < products.size();) {
      std::size_t end = begin;
      std::int64_t groups = 0;
      for (; end < products.size() && products[end].a == products[begin].a && products[end].b == products[begin].b;
           ++end)
        groups += static_cast<std::int64_t>(end == begin || products[end].group != products[end - 1].group);
      const auto carried = static_cast<std::int64_t>(end - begin);
      if (carried >= pair.min_rows && groups >= pair.min_groups &&
          !equals_factor(space, support, products[begin], carried))
        columns.push_back({static_cast<std::uint32_t>(recipe.fields.size() + 1 + p),
                           columns[products[begin].a].id + " × " + columns[products[begin].b].id});
      begin = end;
    }
  }
  return columns;
}

}  // namespace chouma::salary
