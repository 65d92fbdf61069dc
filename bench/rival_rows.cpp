// What the salary model and its rival (rival.py) both see, and what the model answers for rows that it was not fitted on.
// usage: bench_rival_rows RECIPE LEXICON TABLE.csv[.gz] FOLDER [FIRST_LATER_MONTH]
// FOLDER gets rows.csv, a line a row: company, block, fold, weight in the fit, log pay, month, 1 where Go is asked, the stated facts, the five quantiles of log pay of posting
// mode and of profile mode from the fits of the other folds, and, for rows first seen in FIRST_LATER_MONTH (2024-12 unless said) or later whose block no
// earlier row has, those of a model fitted to the earlier rows (rows without a month are in neither part); columns.csv, the posting
// design's columns by kind and id; start.u32, column.u32 and value.f64, that design by rows.
#include "base/math.h"
#include "regress/design.h"
#include "regress/stats.h"
#include "salary/fit_mode.h"
#include "salary/model_data.h"
#include "salary/vocabulary.h"
#include "text/lexicon_json.h"

#include <zlib.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace chouma;
using namespace chouma::salary;

using Quantiles = std::array<double, 5>;

std::string read(const char* path) {
  gzFile file = gzopen(path, "rb");
  if (!file) {
    std::cerr << path << " cannot be read.\n";
    std::exit(1);
  }
  std::string bytes;
  std::vector<char> chunk(1 << 20);
  for (int n = 0; (n = gzread(file, chunk.data(), static_cast<unsigned>(chunk.size()))) > 0;)
    bytes.append(chunk.data(), static_cast<std::size_t>(n));
  gzclose(file);
  return bytes;
}

template <class T>
T need(Result<T> result) {
  if (result.ok()) return std::move(result.value());
  std::cerr << message(result.error()) << "\n";
  std::exit(1);
}

template <class T>
void write(const std::string& path, const std::vector<T>& values) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
}

struct Fits {
  FittedMode posting, profile;
};

Fits fit(const Recipe& recipe, const text::Lexicon& lexicon, const PostingTable& table) {
  Fits fits;
  fits.posting = need(fit_mode(recipe, lexicon, table, Mode::posting, {}));
  fits.profile = need(fit_mode(recipe, lexicon, table, Mode::profile, fits.posting.medians));
  return fits;
}

struct Later {
  std::vector<bool> tested;  ///< by row
  std::vector<Quantiles> posting, profile;
};

/// The model of the earlier rows, on the later ones.
Later later_months(const Recipe& recipe, const text::Lexicon& lexicon, const PostingTable& table,
                   const std::string& first) {
  PostingTable early;
  std::set<std::uint32_t> blocks;
  for (const Posting& posting : table.rows)
    if (!posting.month.empty() && posting.month < first) {
      early.rows.push_back(posting);
      blocks.insert(posting.block);
    }
  ModelData data;
  data.bases = recipe.features.bases;
  data.replicates = recipe.replicates;
  Fits fits = fit(recipe, lexicon, early);
  data.posting = std::move(fits.posting.data);
  data.profile = std::move(fits.profile.data);
  const SalaryModel model = make_model(std::move(data), lexicon);
  Later later;
  for (const Posting& posting : table.rows) {
    later.tested.push_back(posting.month >= first && !blocks.contains(posting.block));
    Facts facts = posting.facts;
    facts.phrases = model.phrases(posting.text);
    for (const Mode mode : {Mode::posting, Mode::profile}) {
      Quantiles log = model.quantiles(facts, mode);
      for (double& q : log) q = base::log(q);
      (mode == Mode::posting ? later.posting : later.profile).push_back(log);
    }
  }
  return later;
}

void write_design(const Recipe& recipe, const text::Lexicon& lexicon, const PostingTable& table,
                  const std::string& folder) {
  const FeatureSpace space(choose_features(recipe, lexicon, table, Mode::posting), recipe.features.bases, lexicon);
  regress::Design x;
  x.columns = space.features().size();
  Row row;
  for (const Posting& posting : table.rows) {
    Facts facts = posting.facts;
    facts.phrases = space.phrases(posting.text);
    space.row(facts, row);
    x.add_row(row.column, row.value);
  }
  write(folder + "/start.u32", x.start);
  write(folder + "/column.u32", x.column);
  write(folder + "/value.f64", x.value);
  std::ofstream columns(folder + "/columns.csv");
  columns << "kind,id\n";
  for (const Feature& feature : space.features()) columns << kind_name(feature.kind) << ',' << feature.id << '\n';
}

void write_rows(const Recipe& recipe, const text::Lexicon& lexicon, const PostingTable& table,
                const std::vector<Outcome>& posting_mode, const std::vector<Outcome>& profile_mode, const Later& later,
                const std::string& folder) {
  std::vector<std::uint32_t> company, block;
  for (const Posting& posting : table.rows) {
    company.push_back(posting.company);
    block.push_back(posting.block);
  }
  const auto fold = regress::group_folds(block, static_cast<std::uint32_t>(recipe.folds), recipe.seed);
  const auto weight = company_weights(company, recipe.company_power);
  std::ofstream out(folder + "/rows.csv");
  out << "company,block,fold,weight,log_pay,month,go,years,education,level,city,tier,months,skills,bytes";
  for (const char* name : {"posting", "profile", "later_posting", "later_profile"})
    for (const double tau : kTaus) out << ',' << name << '_' << tau;
  out << '\n';
  out.precision(17);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Posting& p = table.rows[i];
    const Facts& f = p.facts;
    out << p.company << ',' << p.block << ',' << fold[i] << ',' << weight[i] << ',' << p.log_pay << ',' << p.month
        << ',' << p.asks_for_go << ',';
    if (f.years) out << *f.years;
    out << ',' << (f.education ? education_name(*f.education) : "") << ',' << (f.level ? level_name(*f.level) : "")
        << ',' << (f.city ? lexicon.cities()[*f.city].id : "") << ','
        << (f.city ? std::to_string(lexicon.cities()[*f.city].tier) : "") << ',';
    if (f.months) out << *f.months;
    out << ',' << f.skills.size() << ',' << p.text.size();
    const auto five = [&](const Quantiles& q, bool there) {
      for (const double value : q) {
        out << ',';
        if (there) out << value;
      }
    };
    five(posting_mode[i].log_quantile, true);
    five(profile_mode[i].log_quantile, true);
    five(later.posting[i], later.tested[i]);
    five(later.profile[i], later.tested[i]);
    out << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5 && argc != 6) {
    std::cerr << "usage: bench_rival_rows RECIPE LEXICON TABLE.csv[.gz] FOLDER [FIRST_LATER_MONTH]\n";
    return 2;
  }
  auto recipe = need(parse_recipe(read(argv[1])));
  recipe.replicates = 2;  // standard errors are no part of the comparison
  const auto lexicon = need(text::parse_lexicon(read(argv[2])));
  const std::string folder = argv[4], first = argc == 6 ? argv[5] : "2024-12";
  const PostingTable table = without_repeats(need(read_postings(recipe, lexicon, read(argv[3]))));
  write_design(recipe, lexicon, table, folder);
  const Fits fits = fit(recipe, lexicon, table);
  write_rows(recipe, lexicon, table, fits.posting.out_of_fold, fits.profile.out_of_fold,
             later_months(recipe, lexicon, table, first), folder);
  std::cout << table.rows.size() << " rows\n";
  return 0;
}
