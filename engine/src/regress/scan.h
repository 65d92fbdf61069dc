// Looking through many numbers at once. Private to regress.
#pragma once

#include <span>

namespace chouma::regress {

/// Whether `good` holds of every value, all of them looked at: a loop without a way out is one that vectors can run.
template <class T, class Good>
bool all(std::span<T> values, Good good) {
  unsigned bad = 0;
  for (const T& v : values) bad |= static_cast<unsigned>(!good(v));
  return bad == 0;
}

}  // namespace chouma::regress
