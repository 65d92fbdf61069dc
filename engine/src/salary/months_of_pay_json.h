// Months of pay in a model's file. For the *_json.cpp files of this room.
#pragma once

#include "base/fields_json.h"
#include "salary/months_of_pay.h"

namespace chouma::salary {

nlohmann::ordered_json months_json(const MonthsOfPay& months);

/// Throws an Error where a list has another length than the knots or bounds ask for, or a number is out of range.
MonthsOfPay read_months(const base::Fields& fields);

}  // namespace chouma::salary
