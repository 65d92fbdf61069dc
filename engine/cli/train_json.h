// A training run as JSON: {"models": [{file, id, hash, bytes, fitted_on, period, rows, companies, ledger: [{rule, rows_left, rows_dropped}], held_out}]}.
// held_out has an object for each set of figures, each {n, companies, mean_pinball, coverage_80, mdape}, and each of these three {value, interval_95}; every company
// (of a table: group) weighs 1. Of postings: posting and profile; of a table: all, unseen (where the recipe names such a field), and no_model, the mean pinball loss
// without any field.
#pragma once

#include <string>
#include <vector>

#include "salary/table_train.h"
#include "salary/train.h"

namespace chouma::cli {

std::string train_json(const std::string& file, const salary::Trained& trained);
/// `files` are where each went.
std::string train_tables_json(const std::vector<std::string>& files, const std::vector<salary::TrainedTable>& trained);

}  // namespace chouma::cli
