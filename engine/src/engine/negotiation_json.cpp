#include "engine/write_json.h"

#include <algorithm>

namespace chouma {

namespace {

using base::JsonWriter;
using namespace bargain;

void write_error(JsonWriter& json, std::string_view name, const std::optional<Error>& error) {
  if (!error) return json.null(name);
  json.key(name);
  write(json, *error);
}

class Writer {
 public:
  Writer(JsonWriter& json, const NegotiationSection& section) : json_(json), section_(section) {}

  void run() {
    json_.object([&] {
      write_error(json_, "error", section_.error);
      settings();
      limit();
      deal();
      moves();
      plan();
      rehearsal();
      practice();
      advice();
      names();
    });
  }

 private:
  void settings() {
    json_.object("settings", [&] {
      json_.field("walk_away", whole(section_.walk_away));
      json_.field("batna", whole(section_.batna));
      json_.field("rounds", section_.rounds);
      json_.field("risk_aversion", short_number(section_.risk_aversion));
      json_.field("withdrawal", short_number(section_.withdrawal));
      json_.field("walk_away_from", section_.walk_away_given ? "request" : "anchor");
    });
  }

  void limit() {
    if (!section_.limit) return json_.null("limit");
    const auto& at = *section_.limit;
    const auto& known = at.posterior;
    json_.object("limit", [&] {
      json_.field("median", whole(known.quantile(0.5)));
      json_.field("low", whole(known.quantile(0.1)));
      json_.field("high", whole(known.quantile(0.9)));
      json_.field("mean", whole(known.mean()));
      json_.object("prior", [&] {
        json_.field("median", whole(at.prior_median));
        json_.field("low", whole(at.prior_low));
        json_.field("high", whole(at.prior_high));
      });
      density(known);
      json_.array("types", [&] {
        for (std::size_t t = 0; t < known.types.size(); ++t)
          json_.object([&] {
            json_.field("id", section_.tables->employers->types[t].id);
            json_.field("share", short_number(known.types[t]));
          });
      });
    });
  }

  /// Of the logarithm, by differences of the distribution function between 61 amounts, as a share of the largest.
  void density(const Posterior& known) {
    constexpr int kPoints = 61;
    std::vector<double> amount, height;
    const double low = known.quantile(0.002), high = known.quantile(0.998), step = (high - low) / (kPoints - 1);
    for (int i = 0; i < kPoints; ++i) {
      const double at = low + i * step;
      amount.push_back(at);
      height.push_back(std::max(0.0, known.survival(at - step / 2) - known.survival(at + step / 2)));
    }
    const double top = *std::max_element(height.begin(), height.end());
    json_.array("density", [&] {
      for (std::size_t i = 0; i < amount.size(); ++i)
        write_pair(json_, static_cast<double>(whole(amount[i])), short_number(top > 0 ? height[i] / top : 0));
    });
  }

  void point(const DealPoint& p) {
    json_.array([&] {
      json_.value(whole(p.ask));
      for (const double share : {p.deal, p.accepted, p.withdrawn}) json_.value(short_number(share));
      json_.value(whole(p.pay));
      json_.value(whole(p.certain));
    });
  }

  void deal() {
    if (!section_.plan) {
      json_.null("curve");
      json_.null("opening");
      return json_.null("beyond_posted");
    }
    const Deal& deal = section_.plan->deal;
    const std::size_t step = (deal.curve.size() + 60) / 61;
    json_.array("curve", [&] {
      for (std::size_t i = 0; i < deal.curve.size(); ++i)
        if (i % std::max<std::size_t>(step, 1) == 0 || i + 1 == deal.curve.size()) point(deal.curve[i]);
    });
    if (deal.opening)
      json_.object("opening", [&] {
        const DealPoint& at = deal.curve[*deal.opening];
        json_.field("ask", whole(at.ask));
        json_.field("deal", short_number(at.deal));
        json_.field("withdrawn", short_number(at.withdrawn));
      });
    else
      json_.null("opening");
    section_.plan->beyond_posted ? json_.field("beyond_posted", whole(*section_.plan->beyond_posted))
                                 : json_.null("beyond_posted");
  }

  void moves() {
    json_.array("moves", [&] {
      for (const Move& move : section_.moves)
        json_.object([&] {
          json_.field("by", move.party == Party::candidate ? "candidate" : "employer");
          json_.field("amount", whole(move.amount));
        });
    });
  }

  void package(std::string_view name, const std::optional<std::uint32_t>& outcome) {
    if (!outcome || !section_.packages) return json_.null(name);
    const Packages& packages = *section_.packages;
    json_.object(name, [&] {
      json_.field("base", whole(packages.base[packages.space.value(*outcome, 0)]));
      for (std::size_t i = 1; i < packages.space.issues.size(); ++i) {
        const Issue& issue = packages.space.issues[i];
        json_.field(issue.id, issue.values[packages.space.value(*outcome, i)]);
      }
    });
  }

  void changes(std::string_view name, const std::vector<Change>& list) {
    json_.array(name, [&] {
      for (const Change& change : list) {
        const Issue& issue = section_.packages->space.issues[change.issue];
        json_.object([&] {
          json_.field("issue", issue.id);
          json_.field("from", issue.values[change.from]);
          json_.field("to", issue.values[change.to]);
          json_.field("worth", whole(change.worth));
          json_.field("cost", whole(change.cost));
        });
      }
    });
  }

  void round(std::size_t k) {
    const PlanRound& round = section_.plan->rounds[k];
    json_.object([&] {
      json_.field("ask", whole(round.ask));
      json_.field("reached", short_number(round.reached));
      json_.field("accepted", short_number(round.accepted));
      json_.field("accept_from", whole(round.accept_from));
      package("package", round.package);
      changes("gives", round.gives);
      changes("gets", round.gets);
      if (!section_.expected[k]) return json_.null("employer");
      json_.object("employer", [&] {
        json_.field("median", whole(section_.expected[k]->median));
        json_.field("low", whole(section_.expected[k]->low));
        json_.field("high", whole(section_.expected[k]->high));
      });
    });
  }

  void plan() {
    static constexpr std::string_view kActions[] = {"ask", "accept", "walk"};
    static constexpr std::string_view kPaths[] = {"boulware", "linear", "conceder"};
    const auto& plan = section_.plan;
    plan ? json_.field("action", kActions[static_cast<std::size_t>(plan->action)]) : json_.null("action");
    write_error(json_, "why", plan ? plan->why : std::nullopt);
    json_.array("rounds", [&] {
      for (std::size_t k = 0; plan && k < plan->rounds.size(); ++k) round(k);
    });
    json_.object("paths", [&] {
      for (std::size_t k = 0; k < section_.paths.size(); ++k)
        json_.array(kPaths[k], [&] {
          for (const double ask : section_.paths[k]) json_.value(whole(ask));
        });
    });
    changes("trades", plan ? plan->trades : std::vector<Change>{});
    meso();
  }

  void meso() {
    if (!section_.plan || !section_.packages) return json_.null("meso");
    const Meso& meso = section_.plan->meso;
    json_.object("meso", [&] {
      json_.array("packages", [&] {
        for (const MesoPackage& one : meso.packages)
          json_.object([&] {
            package("package", one.outcome);
            json_.field("worth", whole(one.worth));
            json_.array("optimal_for", [&] {
              for (const std::size_t kind : one.optimal_for) json_.value(section_.tables->packages->employers[kind].id);
            });
          });
      });
      json_.field("spread", short_number(meso.spread));
      write_error(json_, "shortage", meso.shortage);
    });
  }

  void debrief(const std::optional<Debrief>& debrief) {
    if (!debrief) return json_.null("debrief");
    json_.object("debrief", [&] {
      json_.field("limit", whole(debrief->limit));
      debrief->cost ? json_.field("cost", whole(*debrief->cost)) : json_.null("cost");
      json_.field("left", whole(debrief->left));
      json_.field("overlap", debrief->overlap);
      package("best", debrief->best);
      package("better", debrief->better);
      json_.field("refused_though_affordable", debrief->refused_though_affordable);
    });
  }

  void rehearsal() {
    json_.array("rehearsal", [&] {
      for (std::size_t type = 0; type < section_.rehearsal.size(); ++type)
        json_.object([&] {
          const Rehearsal& run = section_.rehearsal[type];
          json_.field("type", section_.tables->employers->types[type].id);
          json_.field("deals", short_number(run.deals));
          json_.field("pay", whole(run.pay));
          json_.field("share", short_number(run.share));
          json_.field("overlap", short_number(run.overlap));
        });
    });
  }

  void practice() {
    if (!section_.practice) return json_.null("practice");
    static constexpr std::string_view kReplies[] = {"offer", "accept", "leave"};
    const auto& talk = section_.practice->talk;
    json_.object("practice", [&] {
      write_error(json_, "error", section_.practice->error);
      json_.array("replies", [&] {
        for (std::size_t i = 0; talk && i < talk->replies.size(); ++i) {
          const PracticeReply& reply = talk->replies[i];
          json_.object([&] {
            json_.field("kind", kReplies[static_cast<std::size_t>(reply.kind)]);
            package("package", reply.kind == Reply::Kind::leave ? std::nullopt : std::optional(reply.package));
            json_.field("final", reply.final_offer);
          });
        }
      });
      package("deal", talk ? talk->deal : std::nullopt);
      json_.field("over", talk && talk->over);
      debrief(talk ? talk->debrief : std::nullopt);
    });
  }

  void advice() {
    json_.array("advice", [&] {
      if (!section_.tables->advice) return;
      for (const Advice& one : *section_.tables->advice)
        json_.object([&] {
          json_.field("id", one.id);
          write_words(json_, "text", one.text);
          json_.field("source", one.source);
        });
    });
  }

  void names() {
    json_.array("types", [&] {
      if (!section_.tables->employers) return;
      for (const EmployerType& type : section_.tables->employers->types)
        json_.object([&] {
          json_.field("id", type.id);
          write_words(json_, "name", type.name);
        });
    });
    const double reference = section_.limit ? section_.limit->posterior.quantile(0.5) : 0;
    json_.array("issues", [&] {
      if (!section_.tables->packages) return;
      for (const auto& issue : section_.tables->packages->issues)
        json_.object([&] {
          json_.field("id", issue.id);
          write_words(json_, "name", issue.name);
          json_.field("standard", issue.values[issue.standard].id);
          json_.array("values", [&] {
            for (const auto& value : issue.values)
              json_.object([&] {
                json_.field("id", value.id);
                write_words(json_, "name", value.name);
                json_.field("worth", whole(value.worth * reference));
                json_.field("cost", whole(value.cost * reference));
              });
          });
        });
    });
  }

  JsonWriter& json_;
  const NegotiationSection& section_;
};

}  // namespace

void write_negotiation(JsonWriter& json, const NegotiationSection& section) { Writer(json, section).run(); }

}  // namespace chouma
