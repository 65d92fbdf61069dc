// The sealed check of an overlap (bargain/overlap.h) as JavaScript calls it; JSON in, JSON out.
//   module.sealNumber(sealed)   {party, number, salt} → {commitment}                   salt: 32 to 128 hex digits that the caller drew at random
//   module.openSeals(seals)     {candidate, employer: {number, salt, commitment}, meeting: "told" | "one_page"}
//                               → {overlap, candidate_learns, employer_learns, both}   ids of sentences in models/bargain/advice.json
#pragma once

#include "bargain/overlap.h"
#include "base/fields_json.h"
#include "base/json_writer.h"
#include "engine/report.h"

#include <cmath>
#include <string>

namespace chouma::wasm {

inline bargain::Sealed read_sealed(const base::Fields& fields, bargain::Party party) {
  const nlohmann::json& number = fields.at("number");
  const double value = base::number_of(number, fields.where("number"), -1e15, 1e15);
  if (value != std::trunc(value))
    throw Error{Code::bad_schema, fields.where("number"), base::shown(number), "whole yuan"};
  // The engine says how long a salt may be.
  return {party, fields.text("salt", 0, 1000), static_cast<std::int64_t>(value)};
}

inline bargain::Party read_party(const base::Fields& fields) {
  const std::string name = fields.text("party", 0, 40);
  if (name == "candidate") return bargain::Party::candidate;
  if (name == "employer") return bargain::Party::employer;
  throw Error{Code::bad_schema, fields.where("party"), name, "candidate or employer"};
}

inline bargain::Meeting read_meeting(const base::Fields& fields) {
  const std::string name = fields.text("meeting", 0, 40);
  if (name == "told") return bargain::Meeting::told;
  if (name == "one_page") return bargain::Meeting::one_page;
  throw Error{Code::bad_schema, fields.where("meeting"), name, "told or one_page"};
}

inline std::string or_error(const Result<std::string>& answer) {
  return answer ? answer.value() : error_json(answer.error());
}

inline std::string seal_number(const std::string& json) {
  return or_error(base::catch_refusal([&]() -> Result<std::string> {
    const nlohmann::json root = base::parse_json(json, "overlap");
    const base::Fields fields(root, "overlap.");
    fields.only({"party", "number", "salt"});
    const auto handed = bargain::commitment(read_sealed(fields, read_party(fields)));
    if (!handed) return handed.error();
    base::JsonWriter out;
    out.object([&] { out.field("commitment", handed.value()); });
    return out.text();
  }));
}

inline std::string open_seals(const std::string& json) {
  return or_error(base::catch_refusal([&]() -> Result<std::string> {
    const nlohmann::json root = base::parse_json(json, "overlap");
    const base::Fields fields(root, "overlap.");
    fields.only({"candidate", "employer", "meeting"});
    const base::Fields mine(fields.at("candidate"), "overlap.candidate.");
    const base::Fields theirs(fields.at("employer"), "overlap.employer.");
    for (const base::Fields* side : {&mine, &theirs}) side->only({"number", "salt", "commitment"});
    const auto met = bargain::overlap(read_sealed(mine, bargain::Party::candidate), mine.text("commitment", 0, 1000),
                                      read_sealed(theirs, bargain::Party::employer), theirs.text("commitment", 0, 1000),
                                      read_meeting(fields));
    if (!met) return met.error();
    base::JsonWriter out;
    out.object([&] {
      out.field("overlap", met.value().overlap);
      out.field("candidate_learns", met.value().candidate_learns);
      out.field("employer_learns", met.value().employer_learns);
      out.field("both", met.value().both);
    });
    return out.text();
  }));
}

}  // namespace chouma::wasm
