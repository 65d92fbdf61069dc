// The whole engine behind two calls: load what it knows, then analyse requests. Floor 7.
#pragma once

#include <chouma/error.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chouma {

/// The kinds of file that an engine loads. JSON of each: models/schema/<name>.schema.json.
enum class Resource {
  lexicon,
  salary_model,
  scarcity,
  anchors,
  talk,
  swaps,
  vetoes,
  funnel,
  carryover,
  toolchains,
  tax,          ///< income tax, bonuses, contributions by city, overtime
  negotiation,  ///< employer types and priors
  packages,     ///< what may be put on the table, and what it is worth and costs
  advice
};

/// Parses the kind's name as it stands above.
Result<Resource> parse_resource(std::string_view name);

/// Not thread-safe; one per worker. No member throws. Loaded resources are validated once and immutable afterwards;
/// a refused file leaves what was loaded before in use.
class Engine {
 public:
  Engine();
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  /// Loads JSON bytes. The answer is JSON {"id", "hash", "passport"?}. Any load of a salary model adds it (same id: replaces);
  /// every other kind replaces. A salary model and the screening tables name the lexicon's skills: the lexicon comes before them, and they are read
  /// again when it changes.
  Result<std::string> load(Resource kind, std::string_view bytes);

  /// Forgets a salary model by its id, and answers JSON {"id"}. Error: unknown_name, which lists those that are loaded.
  Result<std::string> remove_model(std::string_view id);

  /// Request JSON (models/schema/request.schema.json) → Report JSON (models/schema/report.schema.json). What cannot be read is answered by
  /// `error` in the report, or `warnings` about the part, never by an exception. Time linear in the request's text.
  std::string analyze(std::string_view request_json);

  /// One line of JSON as `chouma extract` prints: what the text says, spans in UTF-16 code units of `text` (UTF-8 here).
  std::string extract(std::string_view id, std::string_view text);

  /// Premium coefficient of a list of tags (SPEC 1.1): {"coefficient", "raw", "interval", "clamped", "parts", …}. Uses the scarcity table,
  /// and the salary model too when one is loaded.
  std::string predict(const std::vector<std::string>& tags);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The engine's version, as in CMakeLists.txt.
std::string_view version();

}  // namespace chouma
