// What every fuzz target needs: committed files, and properties that end the run when they do not hold.
#pragma once

#include <chouma/engine.h>
#include <chouma/profile.h>

#include "base/utf8.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::fuzz {

inline void require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "violated: %s\n", property);
  std::abort();
}

/// A file of the repository.
inline std::string file(const std::string& path) {
  std::ifstream in(CHOUMA_ROOT "/" + path, std::ios::binary);
  require(in.good(), path.c_str());
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// The UTF-16 offsets at which a character of a text begins, and the text's end: true there.
inline std::vector<bool> boundaries(std::string_view text) {
  std::vector<bool> out;
  for (std::size_t at = 0; at < text.size();) {
    const base::Decoded decoded = base::decode(text, at);
    out.push_back(true);
    if (decoded.code > 0xFFFF) out.push_back(false);
    at += decoded.bytes;
  }
  out.push_back(true);
  return out;
}

/// Not empty, within the text and between its characters.
inline void require_span(Span span, const std::vector<bool>& boundaries, const char* property) {
  require(span.begin < span.end && span.end < boundaries.size() && boundaries[span.begin] && boundaries[span.end],
          property);
}

/// The same of each, and they ascend without overlaps.
inline void require_spans(const std::vector<Span>& spans, std::string_view text, const char* property) {
  if (spans.empty()) return;
  const std::vector<bool> places = boundaries(text);
  std::uint32_t end = 0;
  for (const Span& span : spans) {
    require(span.begin >= end, property);
    require_span(span, places, property);
    end = span.end;
  }
}

struct Committed {
  Resource kind;
  std::string bytes;
};

/// Everything that an engine loads, in the order in which it is loaded.
inline const std::vector<Committed>& committed() {
  static const std::vector<Committed> files = {
      {Resource::lexicon, file("models/lexicon/lexicon.json")},
      {Resource::salary_model, file("models/salary/cn-2024/model.json")},
      {Resource::scarcity, file("models/scarcity/given.json")},
      {Resource::anchors, file("models/bargain/anchors.json")},
      {Resource::talk, file("models/talk/phrases.json")},
      {Resource::swaps, file("models/screening/swaps.json")},
      {Resource::vetoes, file("models/screening/vetoes.json")},
      {Resource::funnel, file("models/screening/funnel.json")},
      {Resource::carryover, file("models/screening/carryover.json")},
      {Resource::toolchains, file("models/screening/toolchains.json")},
  };
  return files;
}

inline Engine engine() {
  Engine engine;
  for (const auto& [kind, bytes] : committed()) require(engine.load(kind, bytes).ok(), "the committed models load");
  return engine;
}

}  // namespace chouma::fuzz
