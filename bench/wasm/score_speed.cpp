// What bench/score_speed.mjs calls: a table of codes is filled once in the engine's memory, then scored.
#include "regress/score.h"

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <cstdint>
#include <string>
#include <vector>

namespace {

using namespace chouma;

class Bench {
 public:
  Bench(std::size_t outputs, const emscripten::val& levels, const emscripten::val& effects,
        const emscripten::val& intercept)
      : scorer_(regress::Scorer::make(outputs, emscripten::convertJSArrayToNumberVector<std::uint32_t>(levels),
                                      emscripten::convertJSArrayToNumberVector<double>(effects),
                                      emscripten::convertJSArrayToNumberVector<double>(intercept))
                    .value()) {}

  /// A view of the next field's codes, to be filled before the next call.
  emscripten::val field(std::size_t rows) {
    codes_.emplace_back(rows);
    out_.resize(rows * scorer_.outputs());
    return emscripten::val(emscripten::typed_memory_view(rows, codes_.back().data()));
  }
  bool score() {
    const std::vector<std::span<const std::uint16_t>> columns(codes_.begin(), codes_.end());
    return scorer_.score(columns, out_).ok();
  }
  emscripten::val out() const { return emscripten::val(emscripten::typed_memory_view(out_.size(), out_.data())); }
  std::size_t tables() const { return scorer_.tables(); }

 private:
  regress::Scorer scorer_;
  std::vector<std::vector<std::uint16_t>> codes_;
  std::vector<float> out_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(score_speed) {
  emscripten::class_<Bench>("Bench")
      .constructor<std::size_t, emscripten::val, emscripten::val, emscripten::val>()
      .function("field", &Bench::field)
      .function("score", &Bench::score)
      .function("out", &Bench::out)
      .function("tables", &Bench::tables);
}
