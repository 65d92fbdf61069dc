#include "cli/paths.h"

#include <filesystem>

#include "cli/commands.h"
#include "cli/files.h"

namespace chouma::cli {

namespace fs = std::filesystem;

namespace {

fs::path models_folder(const std::string& models, const std::string& near) {
  std::error_code ignored;
  if (models.empty())
    for (fs::path folder = fs::absolute(near, ignored).lexically_normal().parent_path(); !folder.empty();
         folder = folder.parent_path()) {
      if (fs::is_regular_file(folder / "lexicon" / "lexicon.json", ignored)) return folder;
      if (folder == folder.root_path()) break;
    }
  return need(find_models(models));
}

}  // namespace

std::string lexicon_path(const std::string& given, const std::string& models, const std::string& near) {
  return given.empty() ? (models_folder(models, near) / "lexicon" / "lexicon.json").string() : given;
}

std::string recipe_path(const std::string& given, const std::string& models, const std::string& model,
                        const std::string& id) {
  if (!given.empty()) return given;
  std::error_code ignored;
  const fs::path beside = fs::path(model).parent_path() / "recipe.json";
  if (fs::is_regular_file(beside, ignored)) return beside.string();
  return (models_folder(models, model) / "salary" / id / "recipe.json").string();
}

}  // namespace chouma::cli
