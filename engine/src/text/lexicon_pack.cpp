#include "text/lexicon_pack.h"

#include "base/utf8.h"
#include "text/folded.h"

#include <algorithm>
#include <utility>

namespace chouma::text {

namespace {

using Codes = std::u32string;
using CodesList = std::vector<Codes>;

constexpr std::uint64_t kMost = 1u << 17;  ///< of anything that is counted
constexpr std::uint64_t kAnyKind = (std::uint64_t{1} << kResumeWordNames.size()) - 1;

/// How many things a phrase of each Family may mean.
std::array<std::size_t, 4> meanings(const Lexicon::Data& data) {
  return {data.skills.size(), data.cities.size(), kWordNames.size(),
          static_cast<std::size_t>(ResumeWord::self_now) + 1};
}

bool counts_as_written(const Lexicon::Data& data, const Entry& entry) {
  return entry.rule != kNone && data.rules[entry.rule].letters == Rule::Letters::exact;
}

class PackWriter {
 public:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_.push_back(static_cast<char>(value | 0x80));
    bytes_.push_back(static_cast<char>(value));
  }
  /// One more, so that kNone is 0.
  void index(std::uint32_t value) { number(std::uint32_t{value + 1}); }
  void text(std::string_view value) {
    bytes_ += value;
    bytes_ += '\n';
  }
  void codes(std::u32string_view value) {
    for (const char32_t code : value) base::append_utf8(bytes_, code);
    bytes_ += '\n';
  }
  void list(const CodesList& list) {
    number(list.size());
    for (const Codes& one : list) codes(one);
  }
  std::string bytes() && { return std::move(bytes_); }

 private:
  std::string bytes_{kLexiconPack};
};

class PackReader {
 public:
  explicit PackReader(std::string_view bytes) : bytes_(bytes), at_(kLexiconPack.size()) {}

  [[noreturn]] void refuse(std::string value, std::string allowed) const {
    throw Error{Code::bad_schema, "lexicon pack, byte " + std::to_string(at_), std::move(value), std::move(allowed)};
  }
  std::uint64_t number(std::uint64_t most) {
    std::uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
      if (at_ == bytes_.size()) refuse("the end", "a number");
      if (shift > 56) refuse("a number of ten bytes", "at most " + std::to_string(most));
      const auto byte = static_cast<std::uint8_t>(bytes_[at_++]);
      value |= std::uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) break;
    }
    if (value > most) refuse(std::to_string(value), "at most " + std::to_string(most));
    return value;
  }
  std::size_t below(std::size_t count) {
    if (count == 0) refuse("an index", "nothing: there are none");
    return static_cast<std::size_t>(number(count - 1));
  }
  std::uint32_t index(std::size_t count) { return static_cast<std::uint32_t>(number(count)) - 1; }
  /// Each of what is counted takes a byte at least: no number makes room for more than was sent.
  std::size_t count() { return static_cast<std::size_t>(number(std::min<std::uint64_t>(kMost, bytes_.size() - at_))); }
  std::string_view text() {
    const std::size_t end = bytes_.find('\n', at_);
    if (end == std::string_view::npos) refuse("the end", "a text and a line break");
    const std::string_view text = bytes_.substr(at_, end - at_);
    if (base::first_malformed(text) != std::string_view::npos) refuse("a text", "UTF-8");
    at_ = end + 1;
    return text;
  }
  std::string_view phrase_text(Codes& codes) {
    const std::string_view written = text();
    decode(written, codes);
    if (!is_phrase(codes)) refuse("a phrase", "1 to 64 characters of the basic multilingual plane");
    return written;
  }
  Codes phrase() {
    Codes codes;
    phrase_text(codes);
    return codes;
  }
  Codes context() {
    Codes codes;
    decode(text(), codes);
    if (!is_context(codes)) refuse("a context", "1 to 64 characters");
    return codes;
  }
  CodesList sorted_phrases() {
    CodesList list;
    for (std::size_t left = count(); left > 0; --left) {
      list.push_back(phrase());
      if (list.size() > 1 && list.back() <= list[list.size() - 2])
        refuse("a phrase", "one that sorts behind the phrase before it");
    }
    return list;
  }
  void end() const {
    if (at_ != bytes_.size()) refuse("more bytes", "the end");
  }

 private:
  static void decode(std::string_view text, Codes& codes) {
    codes.clear();
    for (std::size_t at = 0; at < text.size();) {
      const base::Decoded one = base::decode(text, at);
      codes.push_back(one.code);
      at += one.bytes;
    }
  }

  std::string_view bytes_;
  std::size_t at_;
};

constexpr auto kSkillTexts = {&Skill::id, &Skill::name, &Skill::name_zh, &Skill::category};
constexpr auto kCityTexts = {&City::id, &City::name_en};
constexpr auto kContexts = {&Rule::not_before, &Rule::not_after, &Rule::near};

void write_skills(PackWriter& out, const Lexicon::Data& data) {
  out.number(data.skills.size());
  for (const auto field : kSkillTexts)
    for (const Skill& skill : data.skills) out.text(skill.*field);
  for (const Skill& skill : data.skills) out.number((skill.kind == SkillKind::tech ? 0 : 1) + (skill.group ? 2 : 0));
  for (const Skill& skill : data.skills) out.index(skill.parent);
  out.number(data.cities.size());
  for (const auto field : kCityTexts)
    for (const City& city : data.cities) out.text(city.*field);
  for (const City& city : data.cities) out.number(static_cast<std::uint64_t>(city.tier - 1));
}

void read_skills(PackReader& in, Lexicon::Data& data) {
  data.skills.resize(in.count());
  for (const auto field : kSkillTexts)
    for (Skill& skill : data.skills) skill.*field = in.text();
  for (Skill& skill : data.skills) {
    const std::uint64_t bits = in.number(3);
    skill.kind = (bits & 1) == 0 ? SkillKind::tech : SkillKind::concept_;
    skill.group = (bits & 2) != 0;
  }
  for (Skill& skill : data.skills) skill.parent = in.index(data.skills.size());
  if (looping(data.skills)) in.refuse("parents", "parents that end at a root within 16 steps, without a loop");
  data.cities.resize(in.count());
  for (const auto field : kCityTexts)
    for (City& city : data.cities) city.*field = in.text();
  for (City& city : data.cities) city.tier = static_cast<int>(in.number(2)) + 1;
}

void write_rules(PackWriter& out, const Lexicon::Data& data) {
  out.number(data.rules.size());
  for (const Rule& rule : data.rules)
    out.number(static_cast<std::uint64_t>(rule.letters) * 2 + (rule.near_skills ? 1 : 0));
  for (const Rule& rule : data.rules) out.number(rule.window);
  for (const auto field : kContexts)
    for (const Rule& rule : data.rules) out.list(rule.*field);
}

void read_rules(PackReader& in, Lexicon::Data& data) {
  data.rules.resize(in.count());
  for (Rule& rule : data.rules) {
    const std::uint64_t bits = in.number(5);
    rule.letters = static_cast<Rule::Letters>(bits / 2);
    rule.near_skills = bits % 2 == 1;
  }
  for (Rule& rule : data.rules) rule.window = static_cast<std::uint32_t>(in.number(kLongestPhrase));
  for (const auto field : kContexts) {
    for (Rule& rule : data.rules) {
      (rule.*field).resize(in.count());
      for (Codes& one : rule.*field) one = in.context();
    }
  }
}

// An index as its distance from the one before it, round the end: they mostly ascend by one or none.
void write_phrases(PackWriter& out, const Claims& claims) {
  const Lexicon::Data& data = *claims.data;
  const auto counts = meanings(data);
  out.number(claims.phrases.size());
  for (const auto& [unused, entry] : claims.phrases) out.number(static_cast<std::uint64_t>(entry.family));
  for (const auto& [unused, entry] : claims.phrases) out.index(entry.rule);
  std::size_t last = 0;
  for (const auto& [unused, entry] : claims.phrases) {
    const std::size_t count = counts[static_cast<std::size_t>(entry.family)];
    out.number((entry.index + count - last % count) % count);
    last = entry.index;
  }
  for (const auto& [phrase, entry] : claims.phrases)
    out.codes(counts_as_written(data, entry) ? entry.as_written : phrase);
}

void read_phrases(PackReader& in, Claims& claims) {
  const Lexicon::Data& data = *claims.data;
  const auto counts = meanings(data);
  claims.phrases.resize(in.count());
  for (auto& [unused, entry] : claims.phrases) entry.family = static_cast<Family>(in.below(counts.size()));
  for (auto& [unused, entry] : claims.phrases) entry.rule = in.index(data.rules.size());
  std::size_t last = 0;
  for (auto& [unused, entry] : claims.phrases) {
    const std::size_t count = counts[static_cast<std::size_t>(entry.family)];
    last = (last + in.below(count)) % count;
    entry.index = static_cast<std::uint32_t>(last);
  }
  for (auto& [phrase, entry] : claims.phrases) {
    const std::string_view written = in.phrase_text(phrase);
    if (!counts_as_written(data, entry)) continue;
    entry.as_written = std::exchange(phrase, fold_phrase(written));
    if (!is_phrase(phrase)) in.refuse("a phrase", "1 to 64 characters that are not blank");
  }
}

void write_names(PackWriter& out, const Claims& claims) {
  out.number(claims.names.size());
  for (const auto& [name, skill] : claims.names) {
    out.number(skill);
    out.codes(name);
  }
}

void read_names(PackReader& in, Claims& claims) {
  claims.names.resize(in.count());
  for (auto& [name, skill] : claims.names) {
    skill = static_cast<std::uint32_t>(in.below(claims.data->skills.size()));
    name = in.phrase();
  }
}

}  // namespace

std::string pack_lexicon(const Claims& claims) {
  const Lexicon::Data& data = *claims.data;
  PackWriter out;
  out.text(data.hash);
  out.text(data.id);
  write_skills(out, data);
  write_rules(out, data);
  write_phrases(out, claims);
  write_names(out, claims);
  out.list(claims.resume_phrases);
  for (const std::uint64_t kinds : data.resume_kinds) out.number(kinds);
  out.list(data.surnames);
  return std::move(out).bytes();
}

Claims unpack_lexicon(std::string_view bytes) {
  PackReader in(bytes);
  Claims claims;
  Lexicon::Data& data = *claims.data;
  data.hash = in.text();
  const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  if (data.hash.size() != 64 || !std::all_of(data.hash.begin(), data.hash.end(), hex))
    in.refuse(data.hash, "SHA-256 in hex");
  data.id = in.text();
  read_skills(in, data);
  read_rules(in, data);
  read_phrases(in, claims);
  read_names(in, claims);
  claims.resume_phrases = in.sorted_phrases();
  data.resume_kinds.resize(claims.resume_phrases.size());
  for (std::uint64_t& kinds : data.resume_kinds) kinds = in.number(kAnyKind);
  data.surnames = in.sorted_phrases();
  in.end();
  return claims;
}

}  // namespace chouma::text
