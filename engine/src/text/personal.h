// Personal details: what no reader of a résumé or self-description may look at.
#pragma once

#include "text/matches.h"
#include "text/reader.h"
#include "text/resume_words.h"
#include "text/written.h"

#include <utility>
#include <vector>

namespace chouma::text {

enum class Personal : std::uint8_t { name, contact, gender, age, status, photo, school };

struct PersonalSpan {
  std::uint32_t begin, end;  ///< code points
  Personal kind;
};

/// Ascending by begin; they may overlap. Time linear in text.
///   name     the value of 姓名：/ Name:; the first line (or its first field) where it is just a name; after 我叫, my name is, Mr;
///            王先生; "Perl 王" and "李婷 (Ruby)" in these places; and where the same name stands again
///   contact  telephone numbers, e-mail addresses, links, WeChat and QQ handles, addresses, ID numbers
///   gender   男, 女士, she, his, …      age  28岁, 年龄：28, age 28, born 1996, 1996年生
///   status   已婚, 汉族, 党员, single between separators      photo  照片, me.jpg
///   school   …大学, …学院 (also 北京Java学院), University of …, … College, 清华, MIT, 985/211, QS 前100. The degree and the major stay.
std::vector<PersonalSpan> find_personal(const Lexicon::Data& lexicon, const Written& text);

/// The text with each personal detail as one blank, however long it was; a line that held nothing else is one blank.
Reduced without_personal(const Lexicon::Data& lexicon, const Written& text);

/// Whether the text is a person's own (résumé, self-description) and no posting. True where it holds one of: a phrase that people write of
/// themselves (我叫, 本人, 自我评价, 期望薪资, 教育经历, 现居, I am, my name is, date of birth, … : the lexicon's "self"); 姓名 with a colon;
/// 男 or female alone between separators; an age that is no range (28岁, but not 35岁以下); a range of dates that is still open
/// (2019.03 - 至今); or a first line that opens with two capitalised words, or is two to four Chinese characters, over an e-mail address or telephone number.
/// Costs a posting the look at a handful of phrases and at its first line.
bool speaks_of_person(const Folded& text, const Matches& matches);

namespace personal {

/// What the finders of names and schools share.
struct Finder : Reader {
  Finder(const Lexicon::Data& the_lexicon, const Written& written, std::vector<ResumePhrase> phrases)
      : Reader(written.codes), lexicon(the_lexicon), text(written), words(std::move(phrases)) {}

  const Lexicon::Data& lexicon;
  const Written& text;
  std::vector<ResumePhrase> words;
  std::vector<PersonalSpan> found;

  char32_t written(std::uint32_t i) const { return i < text.size() ? text.original[i] : U'\n'; }
  char32_t before(std::uint32_t i) const { return i > 0 ? text.codes[i - 1] : U'\n'; }
  void add(std::uint32_t begin, std::uint32_t end, Personal kind) {
    if (begin < end) found.push_back({begin, end, kind});
  }
};

void find_names(Finder& finder);    // personal_name.cpp; after all others
void find_schools(Finder& finder);  // personal_school.cpp

/// Latin capital, also beyond ASCII.
bool is_capital(char32_t c);
/// Part of a Latin name: letters, also beyond ASCII, and - ' ’ .
bool is_name_letter(char32_t c);

}  // namespace personal

}  // namespace chouma::text
