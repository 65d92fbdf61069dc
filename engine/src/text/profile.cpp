#include <chouma/profile.h>

#include <array>

namespace chouma {

namespace {

constexpr std::array<std::string_view, 6> kLevels = {"intern", "junior", "mid", "senior", "lead", "architect"};
constexpr std::array<std::string_view, 5> kEducations = {"any", "college", "bachelor", "master", "doctor"};
constexpr std::array<std::string_view, 4> kStrengths = {"negated", "mentioned", "preferred", "required"};
constexpr std::array<std::string_view, 3> kVariablePay = {"performance", "commission", "bonus"};
constexpr std::array<std::string_view, 3> kPayEnds = {"both", "from", "up_to"};

template <class E, std::size_t N>
std::optional<E> parse(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace

std::string_view level_name(Level level) { return kLevels[static_cast<std::size_t>(level)]; }
std::string_view education_name(Education education) { return kEducations[static_cast<std::size_t>(education)]; }
std::string_view strength_name(Strength strength) { return kStrengths[static_cast<std::size_t>(strength)]; }
std::string_view kind_name(SkillKind kind) { return kind == SkillKind::tech ? "tech" : "concept"; }
std::string_view variable_pay_name(VariablePay part) { return kVariablePay[static_cast<std::size_t>(part)]; }
std::string_view pay_ends_name(PayEnds ends) { return kPayEnds[static_cast<std::size_t>(ends)]; }
std::optional<Level> parse_level(std::string_view name) { return parse<Level>(kLevels, name); }
std::optional<Education> parse_education(std::string_view name) { return parse<Education>(kEducations, name); }

}  // namespace chouma
