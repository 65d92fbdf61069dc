// Many rows of codes → several linear predictors each: what a fitted model says of a whole table.
#pragma once

#include <chouma/error.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace chouma::regress {

/// Σ_f effect_f[code_f] of each row, for up to MOST_OUTPUTS outputs (quantiles, say) at once. Everything is a field of codes: a category with a code for
/// "not stated" too, a number as the place of its value in a list of values, whose effect is the spline's.
class Scorer {
 public:
  static constexpr std::size_t MOST_OUTPUTS = 8;
  /// Neighbouring fields whose levels multiply to no more than this are looked up as one, in a table of their sums.
  static constexpr std::size_t MOST_JOINT_LEVELS = 2048;

  /// `levels[f]`: how many codes field f has, 1 … 65,536. `effects`: field after field, code after code, `outputs` numbers each. `intercept`: one an output.
  /// Refuses by name: no outputs or too many, no fields, a field without levels or with too many, lengths that do not agree, numbers that are not finite.
  static Result<Scorer> make(std::size_t outputs, std::span<const std::uint32_t> levels,
                             std::span<const double> effects, std::span<const double> intercept);

  /// out[i · outputs + q] := intercept_q + Σ_f effect_f[codes[f][i]]_q, rounded to float once, at the end. `codes`: a column of `rows` codes for each field.
  /// The order of summation is fixed: within a joint table by field, then tables in order, the intercept in the first; the same bits everywhere.
  /// Refuses a wrong number of columns, wrong lengths, and a code that its field does not have (named by field and row); then `out` is not to be used.
  Result<bool> score(std::span<const std::span<const std::uint16_t>> codes, std::span<float> out) const;

  std::size_t outputs() const { return outputs_; }
  /// Tables after joining.
  std::size_t tables() const { return tables_.size(); }

 private:
  struct Field {
    std::size_t place = 0;
    std::uint32_t levels = 0, times = 1;  ///< what its code counts for in the joint code
  };
  struct Table {
    std::vector<Field> fields;
    std::vector<double> sum;  ///< joint level × stride_
  };
  template <std::size_t Outputs>
  void score_block(std::span<const std::uint32_t> joint, std::size_t rows, float* out) const;

  std::size_t outputs_ = 0, stride_ = 0, fields_ = 0;
  std::vector<Table> tables_;
};

}  // namespace chouma::regress
