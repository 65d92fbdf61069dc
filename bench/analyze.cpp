// Time of one Engine::analyze, native: median and p99 over distinct requests, so that no memo of the text helps.
// usage: bench_analyze MODELS POSTING [ROUNDS]    prints JSON
#include <chouma/engine.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace {

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    std::cerr << path << " cannot be read.\n";
    std::exit(1);
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: bench_analyze MODELS POSTING [ROUNDS]\n";
    return 2;
  }
  const std::string models = argv[1], posting = read(argv[2]);
  const int rounds = argc > 3 ? std::atoi(argv[3]) : 2000;

  chouma::Engine engine;
  const std::pair<chouma::Resource, std::string> files[] = {
      {chouma::Resource::lexicon, "/lexicon/lexicon.json"},
      {chouma::Resource::salary_model, "/salary/cn-2024/model.json"},
      {chouma::Resource::scarcity, "/scarcity/given.json"},
      {chouma::Resource::anchors, "/bargain/anchors.json"},
      {chouma::Resource::negotiation, "/bargain/negotiation.json"},
      {chouma::Resource::talk, "/talk/phrases.json"},
  };
  for (const auto& [kind, file] : files) {
    const auto loaded = engine.load(kind, read(models + file));
    if (!loaded) {
      std::cerr << message(loaded.error()) << "\n";
      return 1;
    }
  }

  std::vector<double> ms;
  for (int i = -rounds / 10; i < rounds; ++i) {
    const std::string request =
        nlohmann::json{{"schema", "chouma.request/1"}, {"id", i + rounds}, {"text", posting + std::to_string(i)}}
            .dump();
    const auto begin = std::chrono::steady_clock::now();
    const std::string report = engine.analyze(request);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    if (report.find("\"quantiles\"") == std::string::npos) {
      std::cerr << report << "\n";
      return 1;
    }
    if (i >= 0) ms.push_back(took.count());  // the first tenth warms up
  }
  std::sort(ms.begin(), ms.end());
  std::cout << nlohmann::json{{"bytes", posting.size()},
                              {"rounds", rounds},
                              {"median_ms", ms[ms.size() / 2]},
                              {"p99_ms", ms[ms.size() * 99 / 100]}}
            << "\n";
}
