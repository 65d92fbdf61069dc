// Columns made from columns: natural cubic splines and interactions, for the parts of a CodedDesign.
#pragma once

#include "regress/coded.h"

#include <span>
#include <vector>

namespace chouma::regress {

/// K distinct knots at the weighted quantiles k / (K − 1), k = 0 … K − 1, from the smallest to the largest value of positive weight
/// (weighted_quantile in stats.h); equal ones are kept once, so there may be fewer. weights empty: all 1.
/// Errors: out_of_range (K < 2, lengths, a negative weight), not_finite, no_data (no positive weight).
Result<std::vector<double>> spline_knots(std::span<const double> values, std::span<const double> weights,
                                         std::size_t k);

/// Natural cubic spline with K >= 2 strictly ascending knots ξ, K − 1 columns, row by row (n × (K − 1)); the intercept is the caller's.
/// Column 0 is x; column j = 1 … K − 2, with t = ξ_j (ξ_1 the first knot, ξ_K the last),
///   [(x − t)₊³ − (x − ξ_{K−1})₊³ (ξ_K − t) / (ξ_K − ξ_{K−1}) + (x − ξ_K)₊³ (ξ_{K−1} − t) / (ξ_K − ξ_{K−1})] / (ξ_K − ξ_1)²
/// so all are in units of x, linear below ξ_1 (0 for j >= 1) and above ξ_K, where the line is evaluated as such.
/// Source: Harrell 2015, "Regression Modeling Strategies", 2.4.5; the span is that of Hastie, Tibshirani & Friedman 2009, 5.2.1.
/// Errors: out_of_range (fewer than 2 knots, knots not ascending), not_finite. Values and knots beyond ±1e100 are out_of_range.
Result<std::vector<double>> natural_spline(std::span<const double> values, std::span<const double> knots);

/// Category × category: one column for each pair of levels, code a · b.levels + b; NO_LEVEL where either is. Values are multiplied.
/// Errors: out_of_range (lengths differ), too_large (2^31 columns or more).
Result<Category> interact(const Category& a, const Category& b);

/// Category × numeric: level l's column holds the number where the code is l (a slope for each level).
/// Error: out_of_range (lengths differ).
Result<Category> interact(const Category& a, std::span<const double> number);

/// Category × spline: for each of the spline's `width` columns (row by row, as natural_spline gives them) a slope for each level.
/// Error: out_of_range (lengths differ).
Result<std::vector<Category>> interact(const Category& a, std::span<const double> spline, std::size_t width);

}  // namespace chouma::regress
