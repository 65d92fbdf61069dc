// Any bytes as a training recipe.
#include "salary/recipe.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto recipe = chouma::salary::parse_recipe(chouma::fuzz::view(data, size));
  if (!recipe) chouma::fuzz::require(!message(recipe.error()).empty(), "a refusal is a sentence");
  return 0;
}
