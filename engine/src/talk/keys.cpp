#include "talk/keys.h"

namespace chouma::talk {

const std::vector<Key>& point_keys() {
  static const std::vector<Key> keys = {
      {"scarcity", {"combination", "ratio", "raise"}},
      {"model", {"skill", "companies", "worth"}},
      {"premium", {"base", "coefficient", "low", "high"}},
      {"posted_range", {"wording", "low", "high", "percentile_low", "percentile_high"}},
      {"months", {"wording", "months"}},
      {"target", {"amount", "percentile"}},
      {"target_posted", {"amount", "wording", "percentile"}},
      {"years_text", {"years", "factor"}},
      {"years_own", {"years", "factor"}},
      {"years_met", {"asked", "years"}},
      {"term", {"term", "factor"}},
      {"asked_shown", {"asks", "skill", "quote"}},
      {"asked_shown_via", {"asks", "skill", "via", "quote"}},
      {"asked_near", {"asks", "skill", "via", "quote"}},
      {"asked_years", {"asks", "skill", "years"}},
      {"shown", {"skill", "quote"}},
      {"shown_years", {"skill", "years"}},
      {"degree_met", {"degree"}},
      {"match", {"met", "items"}},
      {"carry_fully", {"asks", "to", "from"}},
      {"carry_partly", {"asks", "to", "from"}},
      {"tools", {"tools"}},
      {"veto", {"veto"}},
      {"next", {"skill", "delta", "low", "high"}},
  };
  return keys;
}

const std::vector<Key>& source_keys() {
  static const std::vector<Key> keys = {{"scarcity", {"table", "row"}},
                                        {"model", {"model"}},
                                        {"anchor", {"model"}},
                                        {"premium", {"table", "model"}},
                                        {"premium_table", {"table"}},
                                        {"text", {"wording"}},
                                        {"converted", {"wording"}},
                                        {"text_says", {}},
                                        {"resume_says", {}},
                                        {"resume_dates", {}},
                                        {"compared", {}},
                                        {"stated", {}},
                                        {"years_request", {}}};
  return keys;
}

const std::vector<Key>& word_keys() {
  static const std::vector<Key> keys = {{"required", {}}, {"preferred", {}}, {"mentioned", {}}, {"list", {}}};
  return keys;
}

const std::vector<Key>& blank_keys() {
  static const std::vector<Key> keys = {{"recipient", {}}, {"sender", {}}, {"position", {}}, {"date", {}}};
  return keys;
}

const std::vector<Situation>& situations() {
  static const std::vector<Situation> all = {
      {"expected_pay", "spoken", "opening_ask"}, {"below_walk_away", "spoken", "target"},
      {"current_pay", "spoken", "opening_ask"},  {"more_time", "spoken", ""},
      {"closing", "spoken", "target"},           {"email", "written", "opening_ask"}};
  return all;
}

const std::vector<std::string_view>& registers() {
  static const std::vector<std::string_view> all = {"formal", "warm", "brief"};
  return all;
}

const Key& script_key() {
  static const Key key = {"script",
                          {"recipient", "sender", "position", "date", "first", "second", "third", "opening", "target",
                           "median", "wording", "months"}};
  return key;
}

}  // namespace chouma::talk
