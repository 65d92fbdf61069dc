// Fitting as JavaScript sees it: a module of its own, since the first answer does without. Nothing thrown crosses: a refusal is the JSON {"error": …}.
//   const job = new module.FitJob();          a fit in steps (chouma/job.h); job.delete() when done with, finished or not
//   job.table(size)                           → a Uint8Array into which the caller writes the table's bytes before any other call: they cross once
//   job.begin(lexicon, recipe, shipped, day)  files as Uint8Array or string, shipped may be empty → JSON {} or {"error"}
//   job.step(), job.finish()                  → JSON
//   packLexicon(lexicon.json)                 → its pack as a Uint8Array (text/lexicon_pack.h), or {"error"}: what a build makes of it for its page
#include <chouma/job.h>

#include "engine/report.h"
#include "text/lexicon_json.h"

#include <cstdint>
#include <exception>
#include <string>
#include <utility>

#include <emscripten/bind.h>
#include <emscripten/val.h>

namespace {

using emscripten::val;

/// The table's bytes wait here until the job begins.
struct Job {
  chouma::FitJob fit;
  std::string csv;
};

val refused(const chouma::Error& error) { return val::global("JSON").call<val>("parse", chouma::error_json(error)); }

val table(Job& job, double size) {
  try {
    if (!(size >= 0 && size <= static_cast<double>(chouma::kMostTableBytes)))
      return refused({chouma::Code::too_large, "the table", std::to_string(size) + " bytes",
                      "at most " + std::to_string(chouma::kMostTableBytes) + " bytes"});
    job.csv.assign(static_cast<std::size_t>(size), '\0');
    return val(emscripten::typed_memory_view(job.csv.size(), reinterpret_cast<std::uint8_t*>(job.csv.data())));
  } catch (const std::exception&) {
    return refused({chouma::Code::too_large, "the table", "more than the memory holds", "a smaller table"});
  }
}

std::string begin(Job& job, const std::string& lexicon, const std::string& recipe, const std::string& shipped,
                  const std::string& fitted_on) {
  const auto refused = job.fit.begin({lexicon, recipe, shipped, fitted_on, std::move(job.csv)});
  return refused ? chouma::error_json(*refused) : "{}";
}

std::string answer(const chouma::Result<std::string>& result) {
  return result ? result.value() : chouma::error_json(result.error());
}
std::string step(Job& job) { return answer(job.fit.step()); }
std::string finish(Job& job) { return answer(job.fit.finish()); }

val pack(const std::string& lexicon) {
  const auto packed = chouma::text::packed_lexicon(lexicon);
  if (!packed) return refused(packed.error());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(packed.value().data());
  return val::global("Uint8Array").new_(emscripten::typed_memory_view(packed.value().size(), bytes));
}

}  // namespace

EMSCRIPTEN_BINDINGS(chouma_fit) {
  emscripten::class_<Job>("FitJob")
      .constructor<>()
      .function("table", &table)
      .function("begin", &begin)
      .function("step", &step)
      .function("finish", &finish);
  emscripten::function("packLexicon", &pack);
}
