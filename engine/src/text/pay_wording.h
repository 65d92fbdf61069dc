// An amount that may be pay, with every word around it that says what it is.
#pragma once

#include "text/pay_scan.h"

#include <chouma/profile.h>

#include <cstdint>
#include <optional>

namespace chouma::text {

struct PayWording {
  Amount low, high;
  bool two = false;              ///< low and high are two amounts
  std::optional<Period> period;  ///< written after the amounts
  std::optional<Period> label;   ///< written before them; once: pay, period not said
  std::optional<double> months;
  PayEnds ends = PayEnds::both;
  bool about = false, after_tax = false;
  bool is_base = false;  ///< the amount is called base pay, or a variable part comes on top of it
  bool is_part = false;  ///< the amount is called 绩效, 提成 …: not the pay
  std::optional<AmountRange> base, variable_amount, total;
  bool variable_within = false;  ///< 含绩效3-5K: part of the amount, not on top of it
  std::optional<VariablePay> variable;
  bool equity = false;
  std::uint32_t end = 0;  ///< code points
};

/// Reads the wording whose numeral begins at i. Looks a bounded distance around it.
std::optional<PayWording> read_wording(const PayScan& text, std::uint32_t i);

}  // namespace chouma::text
