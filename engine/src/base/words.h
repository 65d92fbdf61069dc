// A name or sentence in both languages of the product.
#pragma once

#include <string>

namespace chouma::base {

struct Words {
  std::string zh, en;
};

}  // namespace chouma::base
