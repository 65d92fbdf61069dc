// Where a value of a lexicon file stands, kept as steps: thousands of values are read, and only the one that is refused has its place written out.
#pragma once

#include <array>
#include <cassert>
#include <cstdint>
#include <string>
#include <string_view>

namespace chouma::text {

/// `Path("lexicon") / "skills"`, and of that `[3]`. Names must outlive the path.
class Path {
 public:
  constexpr explicit Path(std::string_view name) : steps_{Step{name, 0}}, size_(1) {}

  Path operator/(std::string_view name) const { return and_then({name, 0}); }
  Path operator[](std::size_t item) const { return and_then({{}, static_cast<std::uint32_t>(item)}); }

  /// "lexicon.skills[3]"
  std::string text() const {
    std::string out;
    for (std::size_t i = 0; i < size_; ++i) {
      if (steps_[i].name.empty()) {
        out += '[' + std::to_string(steps_[i].item) + ']';
      } else {
        if (i > 0) out += '.';
        out += steps_[i].name;
      }
    }
    return out;
  }

 private:
  struct Step {
    std::string_view name;  ///< empty: an item of a list
    std::uint32_t item;
  };
  Path and_then(Step step) const {
    Path longer = *this;
    assert(longer.size_ < longer.steps_.size());
    longer.steps_[longer.size_++] = step;
    return longer;
  }

  /// The longest is lexicon.skills[1].weak[0].aliases[2].
  std::array<Step, 8> steps_;
  std::size_t size_;
};

}  // namespace chouma::text
