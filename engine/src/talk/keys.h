// The closed lists of a phrasebook: keys, and the slots that their sentences may use.
#pragma once

#include <string_view>
#include <vector>

namespace chouma::talk {

struct Key {
  std::string_view name;
  std::vector<std::string_view> slots;
};

/// A situation, how it is said, and the anchor without whose amount there is nothing to say.
struct Situation {
  std::string_view id, form, anchor;
};

const std::vector<Key>& point_keys();
const std::vector<Key>& source_keys();
const std::vector<Key>& word_keys();
const std::vector<Key>& blank_keys();
const std::vector<Situation>& situations();
const std::vector<std::string_view>& registers();
/// Of every script.
const Key& script_key();

}  // namespace chouma::talk
