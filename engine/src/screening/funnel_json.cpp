// Reads models/screening/funnel.json (schema: models/schema/funnel.schema.json).
#include <algorithm>

#include "base/math.h"
#include "base/number.h"
#include "screening/funnel.h"
#include "screening/words_json.h"
#include "text/folded.h"

namespace chouma::screening {

namespace {

using base::Fields;
using nlohmann::json;

std::int64_t whole(const Fields& fields, std::string_view name, double low, double high) {
  const double value = fields.number(name, low, high);
  if (value != base::round_half_away(value))
    throw Error{Code::bad_schema, fields.where(name), base::shown(fields.at(name)), "a whole number"};
  return static_cast<std::int64_t>(value);
}

int tenths(const Fields& fields, std::string_view name) {
  const double value = fields.number(name, 0, 1), rounded = base::round_half_away(value * 10);
  if (value != rounded / 10)
    throw Error{Code::bad_schema, fields.where(name), base::shown(fields.at(name)), "a whole number of tenths"};
  return static_cast<int>(rounded);
}

bool flag(const Fields& fields, std::string_view name) {
  const json& value = fields.at(name);
  if (!value.is_boolean()) throw Error{Code::bad_schema, fields.where(name), base::shown(value), "true or false"};
  return value.get<bool>();
}

Beta read_beta(const Fields& fields, std::string_view name) {
  const json& shapes = fields.list(name, 2, 2);
  return {base::number_of(shapes[0], fields.where(name), 1, 10000),
          base::number_of(shapes[1], fields.where(name), 1, 10000)};
}

/// Index of an id among items that have one.
template <class Items>
std::size_t index_of(const Items& items, const std::string& id, const std::string& where) {
  for (std::size_t i = 0; i < items.size(); ++i)
    if (items[i].id == id) return i;
  throw Error{Code::unknown_name, where, id, "an id of this file"};
}

/// An id that none of `items` has yet.
template <class Items>
std::string new_id(const Items& items, const Fields& fields) {
  std::string id = fields.text("id", 1, 80);
  for (const auto& item : items)
    if (item.id == id) throw Error{Code::bad_schema, fields.where("id"), id, "an id that stands once"};
  return id;
}

/// Phrases by group, before they become an automaton.
class Groups {
 public:
  void add(const json& phrases, std::uint32_t group, const std::string& where) {
    for (const json& phrase : phrases) {
      std::u32string folded = text::fold_phrase(base::text_of(phrase, where, 1, 60));
      if (folded.empty()) throw Error{Code::bad_schema, where, base::shown(phrase), "a phrase that is not blank"};
      for (const auto& [other, of] : list_)
        // leftmost longest: a phrase would hide the one inside it
        if (folded == other || (of != group && (contains(folded, other) || contains(other, folded))))
          throw Error{Code::bad_schema, where, base::shown(phrase),
                      "a phrase that neither holds nor repeats another's"};
      list_.emplace_back(std::move(folded), group);
    }
  }
  Phrases built() const { return Phrases(list_); }

 private:
  /// As a text would be searched: "sync" stands in "sync pool", not in "async".
  static bool contains(const std::u32string& whole, const std::u32string& part) {
    if (whole.find(part) == std::u32string::npos) return false;  // an automaton costs a thousand times as much
    text::Folded text;
    text.codes = whole;
    return !Phrases({{part, 0}}).find(text).empty();
  }
  std::vector<std::pair<std::u32string, std::uint32_t>> list_;
};

void read_given_reasons(FunnelTable& table, const Fields& given) {
  for (const json& value : given.list("reasons", 1, 16)) {
    const Fields fields(value, row_prefix("funnel.given.reasons", table.reasons.size()));
    fields.only({"id", "zh", "en"});
    FunnelTable::Reason reason;
    reason.id = new_id(table.reasons, fields);
    reason.name = words_of(fields);
    table.reasons.push_back(std::move(reason));
  }
}

void read_given_stages(FunnelTable& table, const Fields& given) {
  for (const json& value : given.list("stages", 1, 8)) {
    const Fields fields(value, row_prefix("funnel.given.stages", table.stages.size()));
    fields.only({"id", "zh", "en", "pass", "reasons"});
    FunnelTable::Stage stage;
    stage.id = new_id(table.stages, fields);
    stage.name = words_of(fields);
    stage.pass = fields.number("pass", 0.001, 0.999);
    for (const json& named : fields.list("reasons", 1, 16)) {
      const std::string id = base::text_of(named, fields.where("reasons"), 1, 80);
      const std::size_t reason = index_of(table.reasons, id, fields.where("reasons"));
      for (const FunnelTable::Share& share : stage.reasons)
        if (share.reason == reason) throw Error{Code::bad_schema, fields.where("reasons"), id, "a reason once"};
      stage.reasons.push_back({reason, 1});
    }
    table.stages.push_back(std::move(stage));
  }
}

FunnelTable::BpPart read_part(const json& value, const std::string& prefix, std::uint32_t& group, Groups& groups) {
  const Fields fields(value, prefix);
  fields.only({"id", "points", "where", "min_skills", "words"});
  FunnelTable::BpPart part;
  part.id = fields.text("id", 1, 80);
  part.tenths = tenths(fields, "points");
  const std::string place = fields.text("where", 1, 20);
  if (place != "projects" && place != "resume")
    throw Error{Code::bad_schema, fields.where("where"), place, "projects or resume"};
  part.in_projects = place == "projects";
  part.min_skills = static_cast<std::size_t>(whole(fields, "min_skills", 0, 100));
  for (const json& forms : fields.list("words", 1, 8)) {
    if (!forms.is_array() || forms.empty())
      throw Error{Code::bad_schema, fields.where("words"), base::shown(forms), "a list of forms"};
    groups.add(forms, group, fields.where("words"));
    part.words.push_back(group++);
  }
  return part;
}

void read_bp(FunnelTable& table, const json& value, Groups& groups) {
  const Fields fields(value, "funnel.given.bp.");
  fields.only({"threshold", "calibration", "parts"});
  table.bp_threshold = tenths(fields, "threshold");
  table.calibration = fields.number("calibration", 0, 1);
  const json& parts = fields.list("parts", table.bp.size(), table.bp.size());
  int sum = 0;
  for (std::size_t i = 0; i < table.bp.size(); ++i) {
    table.bp[i] = read_part(parts[i], row_prefix("funnel.given.bp.parts", i), table.phrase_groups, groups);
    sum += table.bp[i].tenths;
  }
  if (sum != 10) throw Error{Code::out_of_range, "funnel.given.bp.parts", std::to_string(sum) + " tenths", "10 tenths"};
}

FunnelTable::Term read_term(const Fields& fields) {
  using Term = FunnelTable::Term;
  const std::string name = fields.text("term", 1, 40);
  if (name == "required_missing") return Term::required_missing;
  if (name == "years_short") return Term::years_short;
  if (name == "bp_score") return Term::bp_score;
  if (name == "wording") return Term::wording;
  throw Error{Code::bad_schema, fields.where("term"), name, "required_missing, years_short, bp_score or wording"};
}

/// The assumption beside each given item, in the same order.
template <class Items>
void check_order(const Items& items, std::size_t i, const Fields& fields) {
  if (fields.text("id", 1, 80) != items[i].id)
    throw Error{Code::unknown_name, fields.where("id"), base::shown(fields.at("id")), items[i].id};
}

void read_assumed_reasons(FunnelTable& table, const Fields& assumed, Groups& groups) {
  const json& list = assumed.list("reasons", table.reasons.size(), table.reasons.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Fields fields(list[i], row_prefix("funnel.assumed.reasons", i));
    fields.only({"id", "term", "average", "phrases"});
    check_order(table.reasons, i, fields);
    FunnelTable::Reason& reason = table.reasons[i];
    reason.term = read_term(fields);
    reason.average = read_beta(fields, "average");
    const bool worded = reason.term == FunnelTable::Term::wording;
    groups.add(fields.list("phrases", worded ? 1 : 0, worded ? 200 : 0), static_cast<std::uint32_t>(i),
               fields.where("phrases"));
  }
}

void read_assumed_stages(FunnelTable& table, const Fields& assumed) {
  const json& list = assumed.list("stages", table.stages.size(), table.stages.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Fields fields(list[i], row_prefix("funnel.assumed.stages", i));
    fields.only({"id", "reliability", "concentration"});
    check_order(table.stages, i, fields);
    table.stages[i].reliability = read_beta(fields, "reliability");
    for (FunnelTable::Share& share : table.stages[i].reasons)
      share.concentration = fields.number("concentration", 1, 10000);
  }
}

FunnelTable::Edit read_edit(const FunnelTable& table, const json& value) {
  const Fields fields(value, row_prefix("funnel.assumed.edits", table.edits.size()));
  fields.only({"id", "zh", "en", "keyword", "parts", "reason"});
  FunnelTable::Edit edit;
  edit.id = new_id(table.edits, fields);
  edit.name = words_of(fields);
  edit.keyword = flag(fields, "keyword");
  for (const json& part : fields.list("parts", 0, 3))
    edit.parts.push_back(index_of(table.bp, base::text_of(part, fields.where("parts"), 1, 80), fields.where("parts")));
  if (fields.find("reason") != nullptr) {
    edit.reason = index_of(table.reasons, fields.text("reason", 1, 80), fields.where("reason"));
    if (table.reasons[*edit.reason].term != FunnelTable::Term::wording)
      throw Error{Code::bad_schema, fields.where("reason"), base::shown(fields.at("reason")), "a reason of wording"};
  }
  if (static_cast<int>(edit.keyword) + static_cast<int>(!edit.parts.empty()) +
          static_cast<int>(edit.reason.has_value()) !=
      1)
    throw Error{Code::bad_schema, fields.where("id"), edit.id, "exactly one of keyword, parts and reason"};
  for (const std::string& name : {edit.name.zh, edit.name.en})
    if ((name.find("{skill}") != std::string::npos) != edit.keyword)
      throw Error{Code::bad_schema, fields.where("id"), name,
                  "{skill} in the names of a keyword's edit, and only there"};
  return edit;
}

void read_assumed(FunnelTable& table, const json& value, Groups& groups) {
  const Fields fields(value, "funnel.assumed.");
  fields.only({"draws", "min_scores", "stages", "reasons", "edits"});
  table.draws = static_cast<int>(whole(fields, "draws", 100, 10000));
  table.min_scores = static_cast<std::size_t>(whole(fields, "min_scores", 1, 1000));
  read_assumed_stages(table, fields);
  read_assumed_reasons(table, fields, groups);
  for (const json& edit : fields.list("edits", 0, 40)) table.edits.push_back(read_edit(table, edit));
}

/// Beta(left, out) needs at least one of each.
void check_counts(const FunnelTable& table) {
  double entered = static_cast<double>(table.entered);
  for (const FunnelTable::Stage& stage : table.stages) {
    const double left = base::round_half_away(entered * stage.pass);
    if (left < 1 || left > entered - 1)
      throw Error{Code::out_of_range, "funnel.given.stages, " + stage.id + ": pass", base::format_double(stage.pass),
                  "a rate that lets at least one through and stops at least one"};
    entered = left;
  }
}

}  // namespace

Result<FunnelTable> parse_funnel(std::string_view bytes) {
  return base::catch_refusal([&]() -> Result<FunnelTable> {
    const json root = base::parse_json(bytes, "funnel");
    const Fields fields(root, "funnel.");
    fields.version("format", "chouma.funnel/1");
    fields.only({"format", "id", "given", "assumed"});
    FunnelTable table;
    table.id = fields.text("id", 1, 80);
    const Fields given(fields.at("given"), "funnel.given.");
    given.only({"source", "entered", "stages", "reasons", "bp"});
    given.text("source", 1, 400);
    table.entered = whole(given, "entered", 1, 1e9);
    Groups groups;
    read_given_reasons(table, given);
    read_given_stages(table, given);
    table.phrase_groups = static_cast<std::uint32_t>(table.reasons.size());
    read_bp(table, given.at("bp"), groups);
    read_assumed(table, fields.at("assumed"), groups);
    check_counts(table);
    table.phrases = groups.built();
    return table;
  });
}

}  // namespace chouma::screening
