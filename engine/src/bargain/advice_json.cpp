// Reads models/bargain/advice.json (schema: models/schema/advice.schema.json).
#include "bargain/advice.h"

#include "base/fields_json.h"

namespace chouma::bargain {

Result<std::vector<Advice>> parse_advice(std::string_view bytes) {
  return base::catch_refusal([&]() -> Result<std::vector<Advice>> {
    const nlohmann::json root = base::parse_json(bytes, "advice");
    const base::Fields fields(root, "advice.");
    fields.version("format", "chouma.advice/1");
    fields.only({"format", "id", "advice"});
    fields.text("id", 1, 80);
    std::vector<Advice> all;
    for (const nlohmann::json& value : fields.list("advice", 1, 200)) {
      const base::Fields item(value, "advice[" + std::to_string(all.size()) + "].");
      item.only({"id", "zh", "en", "source"});
      Advice advice{
          item.text("id", 1, 80), {item.text("zh", 1, 400), item.text("en", 1, 400)}, item.text("source", 1, 600)};
      if (find_advice(all, advice.id) != nullptr)
        return Error{Code::bad_schema, item.where("id"), advice.id, "each id once"};
      all.push_back(std::move(advice));
    }
    return all;
  });
}

const Advice* find_advice(const std::vector<Advice>& all, std::string_view id) {
  for (const Advice& advice : all)
    if (advice.id == id) return &advice;
  return nullptr;
}

}  // namespace chouma::bargain
