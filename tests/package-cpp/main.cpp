// app < request.json > report.json
#include <chouma/engine.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <utility>

namespace {

std::string bytes(std::istream& stream) { return {std::istreambuf_iterator<char>(stream), {}}; }

}  // namespace

int main() {
  using chouma::Resource;
  const std::pair<Resource, const char*> files[] = {{Resource::lexicon, "/lexicon/lexicon.json"},
                                                    {Resource::scarcity, "/scarcity/given.json"},
                                                    {Resource::anchors, "/bargain/anchors.json"},
                                                    {Resource::negotiation, "/bargain/negotiation.json"},
                                                    {Resource::salary_model, "/salary/cn-2024/model.json"}};
  chouma::Engine engine;
  for (const auto& [kind, path] : files) {
    std::ifstream file(std::string(MODELS) + path, std::ios::binary);
    if (const auto loaded = engine.load(kind, bytes(file)); !loaded) {
      std::cerr << path << ": " << message(loaded.error()) << '\n';
      return 1;
    }
  }
  std::cout << engine.analyze(bytes(std::cin)) << '\n';
}
