#include "cli/progress.h"

#include <iostream>
#include <utility>

#include <unistd.h>

namespace chouma::cli {

Progress::Progress(std::string what, bool quiet)
    : what_(std::move(what)), shown_(!quiet && isatty(STDERR_FILENO) != 0) {
  print(what_ + " …");
}

Progress::~Progress() { print(""); }

bool Progress::show(double share) {
  const int percent = static_cast<int>(share * 100);
  if (percent != percent_) print(what_ + " " + std::to_string(percent) + " %");
  percent_ = percent;
  return true;
}

void Progress::print(const std::string& line) const {
  if (shown_) std::cerr << "\r\x1b[K" << line << std::flush;
}

}  // namespace chouma::cli
