// What mainland China's law says of pay, as one file: models/tax. Floor 5.
#pragma once

#include <chouma/error.h>

#include "bargain/bonus.h"
#include "bargain/hours.h"
#include "bargain/insurance.h"

#include <string>
#include <string_view>

namespace chouma::bargain {

/// Income from equity. `separate_to`: the last month in which that of a listed company is taxed apart by the annual table (the year's events together);
/// later it joins wages. MOF/STA announcement 2023 No. 25.
struct EquityTax {
  Month separate_to = 0;
  Rate deferred = 0;  ///< of the gain at sale, where 财税〔2016〕101号 applies
  Provenance provenance;
};

struct PayTables {
  std::string id;
  IncomeTax income;
  BonusTax bonus;
  EquityTax equity;
  OvertimeLaw overtime;
  std::vector<City> cities;
};

/// models/schema/tax.schema.json. Errors name the table, the row and the field; every value needs a source.
Result<PayTables> parse_pay_tables(std::string_view json);  // pay_tables_json.cpp

}  // namespace chouma::bargain
