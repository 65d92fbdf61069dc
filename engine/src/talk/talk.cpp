#include "talk/talk.h"

#include "talk/drafts.h"
#include "talk/keys.h"

#include <algorithm>

namespace chouma::talk {

namespace {

TalkingPoint point_of(const Phrasebook& book, const Draft& draft, double gain) {
  TalkingPoint point;
  point.id = draft.id;
  point.kind = draft.kind;
  point.skills = draft.skills;
  point.anchor = draft.anchor;
  point.gain = gain;
  const Phrase& phrase = book.points.find(draft.key)->second;
  Writer::fill(phrase.zh, draft.values, true, point.zh, point.citations);
  Writer::fill(phrase.en, draft.values, false, point.en, point.citations);
  return point;
}

class Scripting {
 public:
  Scripting(const Writer& writer, const Facts& facts, const std::vector<const Draft*>& arguments)
      : writer_(writer), facts_(facts) {
    static constexpr std::string_view kPlaces[] = {"first", "second", "third"};
    for (std::size_t i = 0; i < arguments.size() && i < std::size(kPlaces); ++i)
      arguments_.emplace(kPlaces[i], arguments[i]);
    for (const Key& key : blank_keys()) values_.emplace(key.name, writer.blank(key.name));
    const Values model = {{"model", words(facts.model, facts.model)}};
    if (facts.anchors != nullptr) {
      anchor("target", 1, model);
      anchor("opening", 2, model);
    }
    if (facts.median > 0)
      values_["median"] = cited(yuan(facts.median), writer.cite("model", "/pay/quantiles/2/amount", "model", model));
    posted();
  }

  Script script(const ScriptPhrases& phrases, const Situation& situation) const {
    Script script{phrases.id, std::string(situation.form), phrases.name, std::string(situation.anchor), {}, {}, {}};
    paragraphs(phrases.zh, true, script.zh, script.citations);
    paragraphs(phrases.en, false, script.en, script.citations);
    return script;
  }

 private:
  void anchor(const std::string& slot, std::size_t index, const Values& caption) {
    const bargain::Anchor& anchor = (*facts_.anchors)[index];
    Value& value = values_[slot];
    value = cited(yuan(static_cast<double>(anchor.amount.amount)),
                  writer_.cite("anchor", "/anchors/" + std::to_string(index) + "/amount", "anchor", caption));
    value.front().anchor = anchor.id;
  }

  void posted() {
    if (!facts_.posted) return;
    const Facts::Posted& posted = *facts_.posted;
    const Values caption = {{"wording", words(posted.wording, posted.wording)}};
    values_["wording"] = cited(posted.wording, writer_.cite("text", "", "text", caption, posted.span));
    if (posted.months)
      values_["months"] =
          cited(plain(*posted.months, 1), writer_.cite("text", "/posted/months", "text", caption, posted.span));
  }

  bool sayable(const Template& sentence) const {
    return std::all_of(sentence.begin(), sentence.end(), [&](const Piece& piece) {
      return !piece.slot || values_.contains(piece.text) || arguments_.contains(piece.text);
    });
  }

  void paragraphs(const Paragraphs& from, bool chinese, std::vector<std::vector<Run>>& to,
                  std::vector<Citation>& citations) const {
    for (const std::vector<Template>& sentences : from) {
      std::vector<Run> runs;
      for (const Template& sentence : sentences) {
        if (!sayable(sentence)) continue;
        if (!chinese && !runs.empty()) Writer::fill({{false, " "}}, {}, false, runs, citations);
        say(sentence, chinese, runs, citations);
      }
      if (!runs.empty()) to.push_back(std::move(runs));
    }
  }

  /// A sentence of the script; a slot that holds a point is the point's whole sentence.
  void say(const Template& sentence, bool chinese, std::vector<Run>& runs, std::vector<Citation>& citations) const {
    const auto argument = sentence.size() == 1 ? arguments_.find(sentence.front().text) : arguments_.end();
    if (argument == arguments_.end()) return Writer::fill(sentence, values_, chinese, runs, citations);
    const Phrase& phrase = writer_.book().points.find(argument->second->key)->second;
    Writer::fill(chinese ? phrase.zh : phrase.en, argument->second->values, chinese, runs, citations);
  }

  const Writer& writer_;
  const Facts& facts_;
  Values values_;
  std::map<std::string, const Draft*, std::less<>> arguments_;
};

const Situation& situation_of(const ScriptPhrases& phrases) {
  return *std::find_if(situations().begin(), situations().end(),
                       [&](const Situation& situation) { return situation.id == phrases.id; });
}

}  // namespace

Talk talk(const Phrasebook& book, const Facts& facts) {
  const Writer writer(book);
  const std::vector<Draft> all = drafts(writer, facts);
  std::vector<std::vector<Fact>> borne;
  borne.reserve(all.size());
  for (const Draft& draft : all) borne.push_back(draft.facts);
  Talk talk;
  std::vector<const Draft*> arguments;
  for (const Pick& pick : greedy_cover(borne, book.ranking.most)) {
    const Draft& draft = all[pick.point];
    talk.points.push_back(point_of(book, draft, pick.gain));
    if (draft.argues) arguments.push_back(&draft);
  }
  const Scripting scripting(writer, facts, arguments);
  for (const ScriptPhrases& phrases : book.scripts) {
    const Situation& situation = situation_of(phrases);
    if (situation.anchor.empty() || facts.anchors != nullptr)
      talk.scripts.push_back(scripting.script(phrases, situation));
  }
  return talk;
}

}  // namespace chouma::talk
