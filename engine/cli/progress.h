// A line about how far a long command is, on standard error where that is a terminal.
#pragma once

#include <string>

namespace chouma::cli {

/// Erases its line when it ends, so that sentences and answers stand alone. Prints nothing where standard error is no terminal or `quiet`.
class Progress {
 public:
  Progress(std::string what, bool quiet);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// "training 42 %"; always true, as the fits' callbacks want.
  bool show(double share);

 private:
  void print(const std::string& line) const;

  std::string what_;
  bool shown_;
  int percent_ = 0;
};

}  // namespace chouma::cli
