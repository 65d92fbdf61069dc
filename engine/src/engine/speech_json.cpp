#include "engine/write_json.h"

namespace chouma {

namespace {

using base::JsonWriter;

void write_runs(JsonWriter& json, const std::vector<talk::Run>& runs) {
  json.array([&] {
    for (const talk::Run& run : runs)
      json.object([&] {
        json.field("text", run.text);
        if (!run.mark.empty()) json.field("mark", run.mark);
        if (!run.anchor.empty()) json.field("anchor", run.anchor);
        if (!run.blank.empty()) json.field("blank", run.blank);
      });
  });
}

void write_paragraphs(JsonWriter& json, std::string_view language, const std::vector<std::vector<talk::Run>>& list) {
  json.array(language, [&] {
    for (const std::vector<talk::Run>& runs : list) write_runs(json, runs);
  });
}

void write_citations(JsonWriter& json, const std::vector<talk::Citation>& citations) {
  json.array("citations", [&] {
    for (const talk::Citation& cited : citations)
      json.object([&] {
        json.field("mark", cited.mark);
        json.field("source", cited.source);
        cited.path.empty() ? json.null("path") : json.field("path", cited.path);
        json.key("span");
        cited.span ? write(json, *cited.span) : json.null();
        json.key("text");
        write(json, {cited.zh, cited.en});
      });
  });
}

/// An id, or null where there is none.
void write_anchor(JsonWriter& json, const std::string& id) {
  id.empty() ? json.null("anchor") : json.field("anchor", id);
}

}  // namespace

void write_points(JsonWriter& json, const std::vector<talk::TalkingPoint>& points) {
  json.array([&] {
    for (const talk::TalkingPoint& point : points)
      json.object([&] {
        json.field("id", point.id);
        json.field("kind", point.kind);
        json.field("skills", point.skills);
        write_anchor(json, point.anchor);
        json.field("gain", short_number(point.gain));
        json.object("parts", [&] {
          json.key("zh");
          write_runs(json, point.zh);
          json.key("en");
          write_runs(json, point.en);
        });
        write_citations(json, point.citations);
      });
  });
}

void write_scripts(JsonWriter& json, const std::vector<talk::Script>& scripts) {
  json.array([&] {
    for (const talk::Script& script : scripts)
      json.object([&] {
        json.field("id", script.id);
        json.field("form", script.form);
        json.field("register", script.name);
        write_anchor(json, script.anchor);
        json.object("parts", [&] {
          write_paragraphs(json, "zh", script.zh);
          write_paragraphs(json, "en", script.en);
        });
        write_citations(json, script.citations);
      });
  });
}

}  // namespace chouma
