#include "bargain/offers_json.h"
#include "base/fields_json.h"
#include "base/utf8.h"
#include "engine/attempt_json.h"
#include "engine/evidence_json.h"
#include "engine/negotiation_request_json.h"
#include "engine/request.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace chouma {

using base::Fields;
using nlohmann::json;

namespace {

constexpr std::int64_t kLargestId = 9007199254740991;
constexpr std::size_t kTextUnits = 1000000;

/// One of a closed list of names.
template <class Parse>
auto named(const json& value, const char* where, Parse parse, const char* allowed) {
  const auto parsed = value.is_string() ? parse(value.get_ref<const std::string&>()) : decltype(parse(""))();
  if (!parsed) throw Error{Code::bad_schema, where, base::shown(value), allowed};
  return parsed;
}

class Reader {
 public:
  Reader(const json& root, Warnings& warnings) : root_(root), fields_(root, "request."), warnings_(warnings) {}

  void read(Request& request) {
    known_fields();
    request.id = id();
    model(request);
    attempt("mode", [&](const json& value) { request.mode = mode(value); });
    attempt("text", [&](const json& value) { request.text = limited_text(value, "request.text"); });
    attempt("tags", [&](const json& value) { request.tags = tags("tags", value); });
    attempt("removed", [&](const json& value) { request.removed = tags("removed", value); });
    attempt("city", [&](const json& value) { request.city = base::text_of(value, "request.city", 1, 80); });
    attempt("years", [&](const json& value) { request.years = base::number_of(value, "request.years", 0, 60); });
    attempt("education", [&](const json& value) {
      request.education =
          named(value, "request.education", parse_education, "any, college, bachelor, master or doctor");
    });
    attempt("level", [&](const json& value) {
      request.level = named(value, "request.level", parse_level, "intern, junior, mid, senior, lead or architect");
    });
    attempt("resume", [&](const json& value) { request.resume = limited_text(value, "request.resume"); });
    attempt("today", [&](const json& value) { request.today = read_month(value, "request.today"); });
    attempt("evidence", [&](const json& value) { request.evidence = read_evidence(value, warnings_); });
    attempt("offers", [&](const json& value) { request.offers = bargain::read_offers(value, "request.offers."); });
    attempt("negotiation", [&](const json& value) { request.negotiation = read_negotiation(value, warnings_); });
    attempt("seed", [&](const json& value) { request.seed = seed(value); });
    attempt("want", [&](const json& value) { want(value, request); });
  }

 private:
  /// Reads a field that is there and not null; what it throws becomes a warning.
  void attempt(const char* name, const std::function<void(const json&)>& read) {
    attempt_or_warn(warnings_, [&] {
      if (const json* value = fields_.find(name)) read(*value);
    });
  }

  void known_fields() {
    static constexpr const char* kKnown[] = {"schema",  "id",       "model", "mode",      "text",   "tags",
                                             "removed", "city",     "years", "education", "level",  "resume",
                                             "today",   "evidence", "seed",  "want",      "offers", "negotiation"};
    for (const auto& [name, value] : root_.items()) {
      if (std::any_of(std::begin(kKnown), std::end(kKnown),
                      [&name = name](const char* known) { return name == known; }))
        continue;
      warnings_.push_back({Code::unknown_name, "request." + name, base::shown(value), "a field of chouma.request/1"});
    }
  }

  std::int64_t id() {
    const auto found = root_.find("id");
    if (found != root_.end() && found->is_number_unsigned() &&
        found->get<std::uint64_t>() <= static_cast<std::uint64_t>(kLargestId))
      return found->get<std::int64_t>();
    warnings_.push_back({Code::bad_schema, "request.id", found == root_.end() ? "missing" : base::shown(*found),
                         "a whole number from 0 to " + std::to_string(kLargestId)});
    return 0;
  }

  void model(Request& request) {
    attempt("model", [&](const json& value) {
      const Fields fields(value, "request.model.");
      fields.only({"id", "hash"});
      const std::string id = fields.text("id", 1, 80);
      if (fields.find("hash")) {
        const std::string hash = fields.text("hash", 64, 64);
        if (hash.find_first_not_of("0123456789abcdef") != std::string::npos)
          throw Error{Code::bad_schema, "request.model.hash", hash, "64 lower-case hex digits"};
        request.model_hash = hash;
      }
      request.model_id = id;
    });
  }

  static Request::ModeChoice mode(const json& value) {
    if (value == "auto") return Request::ModeChoice::automatic;
    if (value == "posting") return Request::ModeChoice::posting;
    if (value == "profile") return Request::ModeChoice::profile;
    throw Error{Code::bad_schema, "request.mode", base::shown(value), "auto, posting or profile"};
  }

  static std::string limited_text(const json& value, const char* where) {
    if (!value.is_string()) throw Error{Code::bad_schema, where, base::shown(value), "a string"};
    const auto& text = value.get_ref<const std::string&>();
    const std::size_t units = base::utf16_length(text);
    if (units > kTextUnits)
      throw Error{Code::too_large, where, std::to_string(units) + " UTF-16 units",
                  "at most " + std::to_string(kTextUnits)};
    return text;
  }

  static std::uint64_t seed(const json& value) {
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > static_cast<std::uint64_t>(kLargestId))
      throw Error{Code::bad_schema, "request.seed", base::shown(value),
                  "a whole number from 0 to " + std::to_string(kLargestId)};
    return value.get<std::uint64_t>();
  }

  std::vector<std::string> tags(const std::string& name, const json& value) {
    const std::string where = "request." + name;
    if (!value.is_array()) throw Error{Code::bad_schema, where, base::shown(value), "a list of at most 200 strings"};
    if (value.size() > 200)
      warnings_.push_back(
          {Code::too_large, where, std::to_string(value.size()) + " items", "at most 200; the first 200 were read"});
    std::vector<std::string> tags;
    for (std::size_t i = 0; i < value.size() && i < 200; ++i) {
      try {
        tags.push_back(base::text_of(value[i], where + "[" + std::to_string(i) + "]", 1, 80));
      } catch (const Error& error) {
        warnings_.push_back(error);
        tags.emplace_back();  // keeps the places of those behind it
      }
    }
    return tags;
  }

  void want(const json& value, Request& request) {
    if (!value.is_array())
      throw Error{Code::bad_schema, "request.want", base::shown(value), "a list of next, talk and screening"};
    request.want_next = request.want_talk = false;
    for (const json& item : value) {
      if (item == "next")
        request.want_next = true;
      else if (item == "talk")
        request.want_talk = true;
      else if (item == "screening")
        request.want_screening = true;
      else
        warnings_.push_back({Code::unknown_name, "request.want", base::shown(item), "next, talk or screening"});
    }
  }

  const json& root_;
  Fields fields_;
  Warnings& warnings_;
};

}  // namespace

std::string repaired(std::string_view bytes, Warnings& warnings) {
  std::string out;
  out.reserve(bytes.size());
  std::optional<std::size_t> first;
  const auto hex4 = [&](std::size_t at) -> int {
    if (at + 6 > bytes.size() || bytes[at] != '\\' || bytes[at + 1] != 'u') return -1;
    int value = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
      const char c = bytes[i];
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) return -1;
      value = value * 16 + digit;
    }
    return value;
  };
  const auto is_high = [](int unit) { return unit >= 0xD800 && unit < 0xDC00; };
  const auto is_low = [](int unit) { return unit >= 0xDC00 && unit < 0xE000; };
  for (std::size_t at = 0; at < bytes.size();) {
    if (bytes[at] == '\\') {
      const int unit = hex4(at);
      const bool pair = is_high(unit) && is_low(hex4(at + 6));
      if (!pair && (is_high(unit) || is_low(unit))) {
        if (!first) first = at;
        out += "\\ufffd";
        at += 6;
        continue;
      }
      const std::size_t length = std::min<std::size_t>(pair ? 12 : unit >= 0 ? 6 : 2, bytes.size() - at);
      out += bytes.substr(at, length);
      at += length;
      continue;
    }
    const base::Decoded decoded = base::decode(bytes, at);
    if (decoded.valid) {
      out += bytes.substr(at, decoded.bytes);
    } else {
      if (!first) first = at;
      base::append_utf8(out, 0xFFFD);
    }
    at += decoded.bytes;
  }
  if (first)
    warnings.push_back({Code::bad_utf8, "request, byte " + std::to_string(*first),
                        "a malformed sequence or half a surrogate pair", "UTF-8; it was read as U+FFFD"});
  return out;
}

Result<Request> read_request(std::string_view bytes, Warnings& warnings) {
  return base::catch_refusal([&]() -> Result<Request> {
    const json root = base::parse_json(repaired(bytes, warnings), "request");
    const Fields fields(root, "request.");
    fields.version("schema", "chouma.request/1");
    Request request;
    Reader(root, warnings).read(request);
    return request;
  });
}

std::int64_t request_id(std::string_view bytes) {
  Warnings ignored;
  const auto id = base::catch_refusal([&]() -> Result<std::int64_t> {
    const json root = base::parse_json(repaired(bytes, ignored), "request");
    const auto found = root.is_object() ? root.find("id") : root.end();
    return found != root.end() && found->is_number_unsigned() &&
                   found->get<std::uint64_t>() <= static_cast<std::uint64_t>(kLargestId)
               ? found->get<std::int64_t>()
               : 0;
  });
  return id ? id.value() : 0;
}

}  // namespace chouma
