// How the time of text::extract grows with the text, on inputs that would be quadratic were any reach, list or context unbounded.
// usage: bench_extract_linear MODELS    prints, per input, ms for 20 KB and 200 KB and their ratio: near 10 where the time is linear
#include "text/extract.h"
#include "text/lexicon_json.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

namespace {

double milliseconds(const chouma::text::Lexicon& lexicon, const std::string& text) {
  double best = 1e9;
  for (int i = 0; i < 5; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    const auto profile = chouma::text::extract(lexicon, text);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    if (profile.skills.size() > lexicon.skills().size()) return -1;  // keeps the call from being optimised away
    best = std::min(best, took.count());
  }
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: bench_extract_linear MODELS\n", stderr);
    return 2;
  }
  std::ifstream in(std::string(argv[1]) + "/lexicon/lexicon.json", std::ios::binary);
  const auto lexicon = chouma::text::parse_lexicon(std::string(std::istreambuf_iterator<char>(in), {}));
  if (!lexicon) {
    std::fprintf(stderr, "%s\n", message(lexicon.error()).c_str());
    return 1;
  }
  for (const std::string unit : {"优先",
                                 "Go优先,",
                                 "不要求Go，",
                                 "Go,Redis,Kafka,",
                                 "c ",
                                 "最好Go",
                                 "1、",
                                 "(Go",
                                 "<b",
                                 "15-25",
                                 "年3",
                                 "任职要求：",
                                 "://",
                                 "a@",
                                 "aaaa",
                                 "无Go",
                                 "本科",
                                 "北京",
                                 "1,000,",
                                 "并Go，优先，",
                                 "\xFF\x80\xE4<@w"}) {
    std::string small, large;
    while (small.size() < 20'000) small += unit;
    for (int i = 0; i < 10; ++i) large += small;
    const double a = milliseconds(lexicon.value(), small), b = milliseconds(lexicon.value(), large);
    std::printf("%8.3f ms %8.3f ms %6.1f  %s\n", a, b, b / a, unit.c_str());
  }
}
