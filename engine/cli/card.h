// Words about a training run: what was kept, and the model's card.
#pragma once

#include <string>

#include "salary/recipe.h"
#include "salary/train.h"

namespace chouma::cli {

/// The card of a fitted model, Markdown: source, dates, rows before and after each rule, held-out figures, how it was fitted, limits.
std::string card(const salary::Recipe& recipe, const salary::Trained& trained);

/// A line per rule and the held-out figures, for standard output.
std::string ledger_lines(const salary::Trained& trained);

}  // namespace chouma::cli
