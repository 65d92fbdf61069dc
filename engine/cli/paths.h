// Where train and evaluate find the files that were not named.
#pragma once

#include <string>

namespace chouma::cli {

/// `given`, else lexicon/lexicon.json of `models`, of the nearest folder above `near`, or of find_models().
std::string lexicon_path(const std::string& given, const std::string& models, const std::string& near);

/// `given`, else recipe.json beside `model`, else salary/<id>/recipe.json of the models' folder found as above.
std::string recipe_path(const std::string& given, const std::string& models, const std::string& model,
                        const std::string& id);

}  // namespace chouma::cli
