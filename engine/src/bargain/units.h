// Pay to the fen, rates in millionths, calendar months: whole numbers, so that a tax is right to the cent on every target. Floor 5.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace chouma::bargain {

using Fen = std::int64_t;    ///< hundredths of a yuan; |amount| <= kMostFen
using Rate = std::int64_t;   ///< millionths: 9.8 % is 98,000
using Month = std::int32_t;  ///< year × 12 + month − 1, as text::Month

inline constexpr Fen kYuan = 100;
inline constexpr Fen kMostFen = 1'000'000'000'000;  ///< ten billion yuan: times a rate it still fits 64 bits
inline constexpr Rate kWhole = 1'000'000;

/// amount × rate to the fen, halves up; amount >= 0. The convention of every tax and contribution here; the law is silent on it.
constexpr Fen part_of(Fen amount, Rate rate) { return (amount * rate + kWhole / 2) / kWhole; }
constexpr double yuan(Fen amount) { return static_cast<double>(amount) / kYuan; }
/// To the nearest fen; |yuan| <= 10^10.
Fen fen(double yuan);

constexpr Month month_of(int year, int month) { return year * 12 + month - 1; }
constexpr int year_of(Month month) { return month / 12; }
/// "2026-07", years 1900 … 2999; nothing otherwise.
std::optional<Month> parse_month(std::string_view text);

}  // namespace chouma::bargain
