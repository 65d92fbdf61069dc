#include <chouma/engine.h>

#include "base/hash.h"
#include "base/json_writer.h"
#include "base/version.h"
#include "engine/analyze.h"
#include "engine/report.h"
#include "engine/request.h"
#include "text/extract.h"
#include "text/lexicon_json.h"
#include "text/profile_json.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace chouma {

struct Engine::State {
  Loaded loaded;
  Memo memo;

  Result<std::string> load_lexicon(std::string_view bytes);
  Result<std::string> load_model(std::string_view bytes);
  /// A table that names the lexicon's skills.
  template <class T, class Parse>
  Result<std::string> load_table(std::optional<Loaded::Kept<T>>& slot, std::string_view bytes, const std::string& hash,
                                 Parse parse);
  Result<std::string> load_advice(std::string_view bytes, const std::string& hash);
  template <class T>
  static Result<std::string> keep(std::optional<T>& slot, Result<T> parsed, const std::string& hash);
};

namespace {

constexpr std::pair<std::string_view, Resource> kResources[] = {{"lexicon", Resource::lexicon},
                                                                {"salary_model", Resource::salary_model},
                                                                {"scarcity", Resource::scarcity},
                                                                {"anchors", Resource::anchors},
                                                                {"talk", Resource::talk},
                                                                {"swaps", Resource::swaps},
                                                                {"vetoes", Resource::vetoes},
                                                                {"funnel", Resource::funnel},
                                                                {"carryover", Resource::carryover},
                                                                {"toolchains", Resource::toolchains},
                                                                {"tax", Resource::tax},
                                                                {"negotiation", Resource::negotiation},
                                                                {"packages", Resource::packages},
                                                                {"advice", Resource::advice}};

Error unexpected(const std::exception& failure) { return {Code::internal, "engine", failure.what(), "no failure"}; }

}  // namespace

Result<Resource> parse_resource(std::string_view name) {
  for (const auto& [known, resource] : kResources)
    if (known == name) return resource;
  std::string known;
  for (const auto& [known_name, resource] : kResources) known += (known.empty() ? "" : ", ") + std::string(known_name);
  return Error{Code::unknown_name, "resource", std::string(name), "one of " + known};
}

template <class T>
Result<std::string> Engine::State::keep(std::optional<T>& slot, Result<T> parsed, const std::string& hash) {
  if (!parsed) return parsed.error();
  slot = std::move(parsed.value());
  return loaded_json(slot->id, hash, nullptr);
}

/// Parses every table's bytes against another lexicon; the first refusal, if any.
std::optional<Error> read_again(Loaded::Screening& tables, const text::Lexicon& lexicon) {
  std::optional<Error> refused;
  const auto again = [&](auto& slot, auto parse) {
    if (!slot || refused) return;
    auto parsed = parse(slot->bytes, lexicon);
    if (parsed)
      slot->table = std::move(parsed.value());
    else
      refused = parsed.error();
  };
  again(tables.swaps, screening::parse_swaps);
  again(tables.vetoes, screening::parse_vetoes);
  again(tables.carryover, screening::parse_carryover);
  again(tables.toolchains, screening::parse_toolchains);
  return refused;
}

template <class T, class Parse>
Result<std::string> Engine::State::load_table(std::optional<Loaded::Kept<T>>& slot, std::string_view bytes,
                                              const std::string& hash, Parse parse) {
  if (!loaded.lexicon)
    return Error{Code::not_loaded, "lexicon", "none", "a lexicon, before a table that names its skills"};
  auto parsed = parse(bytes, *loaded.lexicon);
  if (!parsed) return parsed.error();
  slot.emplace(Loaded::Kept<T>{std::string(bytes), std::move(parsed.value())});
  return loaded_json(slot->table.id, hash, nullptr);
}

Result<std::string> Engine::State::load_lexicon(std::string_view bytes) {
  auto lexicon = text::parse_lexicon(bytes);
  if (!lexicon) return lexicon.error();
  // Models hold the lexicon's indices: they are read again, and all is refused if one cannot be.
  std::vector<Loaded::Model> models;
  for (const Loaded::Model& old : loaded.models) {
    auto model = salary::parse_model(old.bytes, lexicon.value());
    if (!model) return model.error();
    models.push_back({old.id, old.hash, old.bytes, std::move(model.value())});
  }
  Loaded::Screening tables = loaded.screening;
  const auto refused = read_again(tables, lexicon.value());
  if (refused) return *refused;
  loaded.screening = std::move(tables);
  loaded.models = std::move(models);
  loaded.lexicon = std::move(lexicon.value());
  loaded.lexicon_load += 1;
  return loaded_json(loaded.lexicon->id(), loaded.lexicon->hash(), nullptr);
}

Result<std::string> Engine::State::load_model(std::string_view bytes) {
  if (!loaded.lexicon) return Error{Code::not_loaded, "lexicon", "none", "a lexicon, before a salary model"};
  auto parsed = salary::parse_model(bytes, *loaded.lexicon);
  if (!parsed) return parsed.error();
  Passport passport = parsed.value().passport();
  Loaded::Model model{passport.id, passport.hash, std::string(bytes), std::move(parsed.value())};
  std::erase_if(loaded.models, [&](const Loaded::Model& old) { return old.id == model.id; });
  loaded.models.push_back(std::move(model));
  return loaded_json(passport.id, passport.hash, &passport);
}

Result<std::string> Engine::State::load_advice(std::string_view bytes, const std::string& hash) {
  auto advice = bargain::parse_advice(bytes);
  if (!advice) return advice.error();
  loaded.negotiation.advice = std::move(advice.value());
  return loaded_json("advice", hash, nullptr);
}

Engine::Engine() : state_(std::make_unique<State>()) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Result<std::string> Engine::load(Resource kind, std::string_view bytes) {
  try {
    if (kind == Resource::salary_model) return state_->load_model(bytes);
    if (kind == Resource::lexicon) return state_->load_lexicon(bytes);
    const std::string hash = base::sha256_hex(bytes);
    Loaded::Screening& tables = state_->loaded.screening;
    switch (kind) {
      case Resource::lexicon:
      case Resource::salary_model:
        break;
      case Resource::scarcity:
        return State::keep(state_->loaded.scarcity, salary::parse_scarcity(bytes), hash);
      case Resource::anchors:
        return State::keep(state_->loaded.anchors, bargain::parse_anchors(bytes), hash);
      case Resource::talk:
        return State::keep(state_->loaded.phrases, talk::parse_phrases(bytes), hash);
      case Resource::swaps:
        return state_->load_table(tables.swaps, bytes, hash, screening::parse_swaps);
      case Resource::vetoes:
        return state_->load_table(tables.vetoes, bytes, hash, screening::parse_vetoes);
      case Resource::funnel:
        return State::keep(tables.funnel, screening::parse_funnel(bytes), hash);
      case Resource::carryover:
        return state_->load_table(tables.carryover, bytes, hash, screening::parse_carryover);
      case Resource::toolchains:
        return state_->load_table(tables.toolchains, bytes, hash, screening::parse_toolchains);
      case Resource::tax:
        return State::keep(state_->loaded.tax, bargain::parse_pay_tables(bytes), hash);
      case Resource::negotiation:
        return State::keep(state_->loaded.negotiation.employers, bargain::parse_negotiation(bytes), hash);
      case Resource::packages:
        return State::keep(state_->loaded.negotiation.packages, bargain::parse_packages(bytes), hash);
      case Resource::advice:
        return state_->load_advice(bytes, hash);
    }
    return Error{Code::unknown_name, "resource", std::to_string(static_cast<int>(kind)), "a kind of resource"};
  } catch (const std::exception& failure) {
    return unexpected(failure);
  }
}

Result<std::string> Engine::remove_model(std::string_view id) {
  auto& models = state_->loaded.models;
  std::string known;
  for (const Loaded::Model& model : models) known += (known.empty() ? "" : ", ") + model.id;
  if (std::erase_if(models, [&](const Loaded::Model& model) { return model.id == id; }) == 0)
    return Error{Code::unknown_name, "model", std::string(id), "a model that is loaded: " + known};
  base::JsonWriter json;
  json.object([&] { json.field("id", id); });
  return json.text();
}

std::string Engine::analyze(std::string_view request_json) {
  const text::Lexicon* lexicon = state_->loaded.lexicon ? &*state_->loaded.lexicon : nullptr;
  Report report;
  try {
    const Result<Request> request = read_request(request_json, report.warnings);
    if (request) {
      report.id = request.value().id;
      chouma::analyze(state_->loaded, request.value(), state_->memo, report);
    } else {
      report.id = request_id(request_json);
      report.error = request.error();
    }
    return report_json(report, lexicon);
  } catch (const std::exception& failure) {
    Report broken;
    broken.id = report.id;
    broken.error = unexpected(failure);
    state_->memo = {};
    return report_json(broken, lexicon);
  }
}

std::string Engine::extract(std::string_view id, std::string_view text) {
  try {
    if (!state_->loaded.lexicon)
      return error_json({Code::not_loaded, "lexicon", "none", "a lexicon, before a text can be read"});
    return text::profile_json(*state_->loaded.lexicon, text::extract(*state_->loaded.lexicon, text), id);
  } catch (const std::exception& failure) {
    return error_json(unexpected(failure));
  }
}

std::string Engine::predict(const std::vector<std::string>& tags) {
  try {
    const Loaded& loaded = state_->loaded;
    if (!loaded.lexicon)
      return error_json({Code::not_loaded, "lexicon", "none", "a lexicon, before tags can be priced"});
    const auto section = premium_section(loaded, tags, loaded.models.empty() ? nullptr : &loaded.models.back().model);
    if (!section)
      return error_json({Code::not_loaded, "scarcity", "none", "a scarcity table, before tags can be priced"});
    return premium_json(*section, *loaded.lexicon);
  } catch (const std::exception& failure) {
    return error_json(unexpected(failure));
  }
}

std::string_view version() { return base::version(); }

}  // namespace chouma
