// A table model's answers as JSON.
#pragma once

#include "salary/table_model.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace chouma::salary {

/// The file (models/schema/table_golden.schema.json) with every invented profile's answers, those of each model under its response: quantiles rounded to 0.01,
/// contributions as [kind, id, log, log_se] rounded to 1e-6. What stood there is replaced. Errors: unknown_name (another model's file, an input), bad_schema.
Result<std::string> answer_table_golden(std::string_view json, std::span<const TableModel> models);

/// The median's 95 % interval, exp(log m ± 1.96 median_log_se): of the estimate, not of anyone's pay, and of shrunk coefficients.
std::array<double, 2> median_interval(const TablePrediction& pay);

/// {model, response, amount, currency, unit, quantiles, median_interval_95, median_log_se, contributions: [{kind, id, log, log_se, rows, groups}], assumed, unpriced, licence}. The logs are
/// those of the prediction, so they add up. Errors: those of TableModel::predict.
Result<std::string> quote_json(const TableModel& model, std::span<const std::pair<std::string, std::string>> inputs);

}  // namespace chouma::salary
