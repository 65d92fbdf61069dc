// Years, education, level and city of a posting.
#pragma once

#include "text/matches.h"

#include <optional>

namespace chouma::text {

struct Years {
  std::optional<int> min, max;
  std::uint32_t begin = 0, end = 0;  ///< code points; empty when nothing was said
};

/// The general experience asked for; where only experience with a technology is named, that. 3-5年 → 3, 5; 三年以上, 5+ years → min only;
/// 1年以内 → 0, 1; 经验不限 or nothing → neither. A number counts only where it speaks of experience, not of contracts or the company's age.
Years find_years(const Folded& text, const Sentences& sentences, const Matches& matches);

/// The lowest degree that is enough: the first one named that is not merely preferred; of "本科/硕士" the lower.
/// Where degrees are only preferred, the first that is worded as a threshold ("本科及以上学历优先").
std::optional<Education> find_education(const Folded& text, const Sentences& sentences, const Matches& matches);

/// From the title line, else from "此岗位是高级…", "we are looking for a senior …". 实习 beats all, then the highest named.
std::optional<Level> find_level(const Folded& text, const Matches& matches, Sentence title);

/// The place of work: a city after 工作地点, base …; else one in the title; else the only one that the text names. Nothing where several compete.
std::optional<std::uint32_t> find_city(const Folded& text, const Matches& matches, Sentence title);

}  // namespace chouma::text
