// The lexicon: skills, cities and the words that carry strength, level and education. Data: models/lexicon.
#pragma once

#include <chouma/error.h>
#include <chouma/profile.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chouma::text {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

struct Skill {
  std::string id;       ///< stable, lower-case ASCII: "go", "ebpf", "message-queue"
  std::string name;     ///< canonical usual name: "Go", "eBPF", "Message Queue"
  std::string name_zh;  ///< Chinese name where there is one ("消息队列"), else empty
  SkillKind kind = SkillKind::tech;
  std::uint32_t parent = kNone;  ///< index of the more general skill
  bool group = false;            ///< only a place in the tree: known as a tag, never found in a text
  std::string
      category;  ///< language | backend | cloud | data | frontend | systems | mobile | ai | security | test | tool | practice …
};

struct City {
  std::string id;  ///< usual Chinese name: "上海"
  std::string name_en;
  int tier = 0;  ///< 1 (一线), 2 (新一线), 3 (others)
};

/// Validated and immutable. The automaton and the context rules are inside.
class Lexicon {
 public:
  Lexicon();
  ~Lexicon();
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;

  const std::string& id() const;
  /// SHA-256 of lexicon.json, in hex.
  const std::string& hash() const;
  const std::vector<Skill>& skills() const;
  const std::vector<City>& cities() const;
  /// A skill by id, canonical name or any alias (folded: case, full-width, blanks at the ends). A tag is taken at its word: "Go", "C", "R" need no context.
  std::optional<std::uint32_t> find_skill(std::string_view tag) const;
  /// A city by id, English name or the beginning of a place such as "上海·浦东新区" or "北京-海淀区".
  std::optional<std::uint32_t> find_city(std::string_view place) const;

  struct Data;  ///< defined in lexicon_data.h
  const Data& data() const;
  explicit Lexicon(std::unique_ptr<Data> data);

 private:
  std::unique_ptr<Data> data_;
};

}  // namespace chouma::text
