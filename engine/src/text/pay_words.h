// The words of pay: currencies, units, periods, parts, and what else is counted in thousands. Folded.
#pragma once

#include <chouma/profile.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace chouma::text {

template <class T>
struct Named {
  std::u32string_view word;
  T value;
};

/// Words with what each stands for, and a filter of the characters they begin with, since most places of a text begin none.
template <class T, std::size_t N>
class Table {
 public:
  constexpr explicit Table(const Named<T> (&entries)[N]) {
    for (std::size_t i = 0; i < N; ++i) {
      entries_[i] = entries[i];
      const std::uint32_t bit = hash(entries[i].word.front());
      heads_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
  }
  constexpr auto begin() const { return entries_.begin(); }
  constexpr auto end() const { return entries_.end(); }
  /// False where no word begins with c.
  constexpr bool may_begin(char32_t c) const { return (heads_[hash(c) / 64] >> (hash(c) % 64) & 1) != 0; }

 private:
  static constexpr std::uint32_t hash(char32_t c) { return (c ^ c >> 8) & 255; }
  std::array<Named<T>, N> entries_{};
  std::array<std::uint64_t, 4> heads_{};
};

template <class T, std::size_t N>
constexpr Table<T, N> table(const Named<T> (&&entries)[N]) {
  return Table<T, N>(entries);
}

struct Nothing {};
template <std::size_t N>
constexpr Table<Nothing, N> words(const std::u32string_view (&&list)[N]) {
  Named<Nothing> entries[N];
  for (std::size_t i = 0; i < N; ++i) entries[i].word = list[i];
  return Table<Nothing, N>(entries);
}

// Where one begins another, the longer is taken.
inline constexpr auto kCurrencies = table<Currency>({
    {U"人民币", Currency::CNY},   {U"rmb", Currency::CNY},      {U"cny", Currency::CNY},
    {U"¥", Currency::CNY},        {U"￥", Currency::CNY},       {U"港币", Currency::HKD},
    {U"港元", Currency::HKD},     {U"hkd", Currency::HKD},      {U"hk$", Currency::HKD},
    {U"新加坡元", Currency::SGD}, {U"新币", Currency::SGD},     {U"sgd", Currency::SGD},
    {U"s$", Currency::SGD},       {U"日元", Currency::JPY},     {U"円", Currency::JPY},
    {U"jpy", Currency::JPY},      {U"美元", Currency::USD},     {U"美金", Currency::USD},
    {U"美刀", Currency::USD},     {U"刀", Currency::USD},       {U"us dollars", Currency::USD},
    {U"dollars", Currency::USD},  {U"usd", Currency::USD},      {U"us$", Currency::USD},
    {U"$", Currency::USD},        {U"欧元", Currency::EUR},     {U"euros", Currency::EUR},
    {U"euro", Currency::EUR},     {U"eur", Currency::EUR},      {U"€", Currency::EUR},
    {U"英镑", Currency::GBP},     {U"gbp", Currency::GBP},      {U"£", Currency::GBP},
    {U"￡", Currency::GBP},       {U"元人民币", Currency::CNY}, {U"元", Currency::CNY},
    {U"块钱", Currency::CNY},     {U"块", Currency::CNY},       {U"hk dollars", Currency::HKD},
    {U"pounds", Currency::GBP},
});

inline constexpr auto kUnits = table<double>(
    {{U"k", 1e3}, {U"千", 1e3}, {U"w", 1e4}, {U"万", 1e4}, {U"萬", 1e4}, {U"thousand", 1e3}, {U"grand", 1e3}});

// Right after an amount.
inline constexpr auto kPeriods = table<Period>({
    {U"/小时", Period::hour},     {U"/时", Period::hour},        {U"/h", Period::hour},
    {U"/hour", Period::hour},     {U"/hr", Period::hour},        {U"每小时", Period::hour},
    {U"一小时", Period::hour},    {U"per hour", Period::hour},   {U"an hour", Period::hour},
    {U"hourly", Period::hour},    {U"时薪", Period::hour},       {U"ph", Period::hour},
    {U"/天", Period::day},        {U"/日", Period::day},         {U"/人天", Period::day},
    {U"/人日", Period::day},      {U"每天", Period::day},        {U"每日", Period::day},
    {U"一天", Period::day},       {U"/day", Period::day},        {U"/d", Period::day},
    {U"per day", Period::day},    {U"a day", Period::day},       {U"日薪", Period::day},
    {U"daily", Period::day},      {U"/月", Period::month},       {U"/人月", Period::month},
    {U"每月", Period::month},     {U"每个月", Period::month},    {U"一个月", Period::month},
    {U"一月", Period::month},     {U"/month", Period::month},    {U"/mo", Period::month},
    {U"/m", Period::month},       {U"per month", Period::month}, {U"a month", Period::month},
    {U"monthly", Period::month},  {U"pcm", Period::month},       {U"月薪", Period::month},
    {U"/年", Period::year},       {U"每年", Period::year},       {U"一年", Period::year},
    {U"/year", Period::year},     {U"/yr", Period::year},        {U"per year", Period::year},
    {U"per annum", Period::year}, {U"/annum", Period::year},     {U"p.a.", Period::year},
    {U"pa", Period::year},        {U"a year", Period::year},     {U"annually", Period::year},
    {U"yearly", Period::year},    {U"annual", Period::year},     {U"年薪", Period::year},
    {U"年包", Period::year},
});

// In front of an amount, in its clause; Period::once stands for "pay, period not said".
inline constexpr auto kLabels = table<Period>({
    {U"年薪", Period::year},         {U"年包", Period::year},         {U"总包", Period::year},
    {U"年收入", Period::year},       {U"年总包", Period::year},       {U"年收", Period::year},
    {U"annual", Period::year},       {U"yearly", Period::year},       {U"package", Period::year},
    {U"月薪", Period::month},        {U"月收入", Period::month},      {U"月入", Period::month},
    {U"底薪", Period::month},        {U"monthly", Period::month},     {U"基本工资", Period::month},
    {U"月工资", Period::month},      {U"固定工资", Period::month},    {U"日薪", Period::day},
    {U"daily", Period::day},         {U"day rate", Period::day},      {U"时薪", Period::hour},
    {U"hourly", Period::hour},       {U"薪资", Period::once},         {U"薪酬", Period::once},
    {U"薪水", Period::once},         {U"薪金", Period::once},         {U"工资", Period::once},
    {U"待遇", Period::once},         {U"薪", Period::once},           {U"收入", Period::once},
    {U"salary", Period::once},       {U"compensation", Period::once}, {U"comp", Period::once},
    {U"pay", Period::once},          {U"wage", Period::once},         {U"base", Period::once},
    {U"offer", Period::once},        {U"ote", Period::once},          {U"rate", Period::once},
    {U"remuneration", Period::once}, {U"到手", Period::once},
});

// In front of an amount that carries a currency: "每天300元".
inline constexpr auto kEvery = table<Period>({
    {U"每小时", Period::hour},
    {U"每天", Period::day},
    {U"每日", Period::day},
    {U"一天", Period::day},
    {U"每月", Period::month},
    {U"每个月", Period::month},
    {U"一个月", Period::month},
    {U"每年", Period::year},
});

// What a word beside an amount says about it.
enum class Aside { from, up_to, about, before_tax, after_tax };
inline constexpr auto kAsidesAfter = table<Aside>({
    {U"以上", Aside::from},
    {U"及以上", Aside::from},
    {U"+", Aside::from},
    {U"起", Aside::from},
    {U"起步", Aside::from},
    {U"or more", Aside::from},
    {U"and up", Aside::from},
    {U"以下", Aside::up_to},
    {U"及以下", Aside::up_to},
    {U"以内", Aside::up_to},
    {U"封顶", Aside::up_to},
    {U"or less", Aside::up_to},
    {U"左右", Aside::about},
    {U"上下", Aside::about},
    {U"多", Aside::about},
    {U"税前", Aside::before_tax},
    {U"(税前)", Aside::before_tax},
    {U"before tax", Aside::before_tax},
    {U"gross", Aside::before_tax},
    {U"税后", Aside::after_tax},
    {U"(税后)", Aside::after_tax},
    {U"到手", Aside::after_tax},
    {U"after tax", Aside::after_tax},
    {U"take-home", Aside::after_tax},
    {U"take home", Aside::after_tax},
});
inline constexpr auto kAsidesBefore = table<Aside>({
    {U"不低于", Aside::from},         {U"不少于", Aside::from},    {U"至少", Aside::from},
    {U"最低", Aside::from},           {U"起薪", Aside::from},      {U"from", Aside::from},
    {U"starting at", Aside::from},    {U"at least", Aside::from},  {U"minimum", Aside::from},
    {U"不超过", Aside::up_to},        {U"不高于", Aside::up_to},   {U"最高", Aside::up_to},
    {U"高达", Aside::up_to},          {U"可达", Aside::up_to},     {U"up to", Aside::up_to},
    {U"maximum", Aside::up_to},       {U"约", Aside::about},       {U"大概", Aside::about},
    {U"around", Aside::about},        {U"about", Aside::about},    {U"approximately", Aside::about},
    {U"税后", Aside::after_tax},      {U"到手", Aside::after_tax}, {U"after tax", Aside::after_tax},
    {U"take-home", Aside::after_tax},
});

// The parts of a pay, before or behind the amount. `benefit` is read over; `base` names what is guaranteed, `total` the whole.
enum class Part { performance, commission, bonus, equity, benefit, base, total };
inline constexpr auto kParts = table<Part>({
    {U"绩效", Part::performance},
    {U"绩效工资", Part::performance},
    {U"绩效奖金", Part::performance},
    {U"绩效奖", Part::performance},
    {U"kpi", Part::performance},
    {U"performance pay", Part::performance},
    {U"提成", Part::commission},
    {U"业绩提成", Part::commission},
    {U"销售提成", Part::commission},
    {U"项目提成", Part::commission},
    {U"佣金", Part::commission},
    {U"commission", Part::commission},
    {U"commissions", Part::commission},
    {U"奖金", Part::bonus},
    {U"年终奖", Part::bonus},
    {U"年终奖金", Part::bonus},
    {U"年终", Part::bonus},
    {U"年底奖金", Part::bonus},
    {U"项目奖金", Part::bonus},
    {U"季度奖", Part::bonus},
    {U"季度奖金", Part::bonus},
    {U"分红", Part::bonus},
    {U"bonus", Part::bonus},
    {U"bonuses", Part::bonus},
    {U"performance bonus", Part::performance},
    {U"annual bonus", Part::bonus},
    {U"期权", Part::equity},
    {U"股票期权", Part::equity},
    {U"股票", Part::equity},
    {U"股权", Part::equity},
    {U"股权激励", Part::equity},
    {U"期权激励", Part::equity},
    {U"原始股", Part::equity},
    {U"rsu", Part::equity},
    {U"rsus", Part::equity},
    {U"equity", Part::equity},
    {U"stock", Part::equity},
    {U"stocks", Part::equity},
    {U"stock options", Part::equity},
    {U"options", Part::equity},
    {U"shares", Part::equity},
    {U"五险一金", Part::benefit},
    {U"六险一金", Part::benefit},
    {U"五险", Part::benefit},
    {U"补贴", Part::benefit},
    {U"餐补", Part::benefit},
    {U"房补", Part::benefit},
    {U"全勤", Part::benefit},
    {U"全勤奖", Part::benefit},
    {U"补助", Part::benefit},
    {U"津贴", Part::benefit},
    {U"双休", Part::benefit},
    {U"福利", Part::benefit},
    {U"benefits", Part::benefit},
    {U"pension", Part::benefit},
    {U"super", Part::benefit},
    {U"底薪", Part::base},
    {U"无责底薪", Part::base},
    {U"基本工资", Part::base},
    {U"固定工资", Part::base},
    {U"固定月薪", Part::base},
    {U"保底", Part::base},
    {U"base", Part::base},
    {U"base salary", Part::base},
    {U"base pay", Part::base},
    {U"基本薪资", Part::base},
    {U"综合", Part::total},
    {U"综合薪资", Part::total},
    {U"综合月薪", Part::total},
    {U"综合收入", Part::total},
    {U"月入", Part::total},
    {U"月收入", Part::total},
    {U"总收入", Part::total},
    {U"ote", Part::total},
    {U"total", Part::total},
    {U"total compensation", Part::total},
});
// Between an amount and the name of a part, and in front of that name.
inline constexpr auto kJoins = words({U"+", U",", U"、", U"&", U"(", U")", U"和", U"及", U"加", U"加上", U"以及",
                                      U"另加", U"另有", U"外加", U"其中", U"plus", U"and", U"with"});
inline constexpr auto kIncludes = words({U"含", U"包含", U"包括", U"including", U"includes", U"incl.", U"incl"});
inline constexpr auto kQualifiers =
    words({U"高额", U"丰厚", U"季度", U"年度", U"月度", U"项目", U"销售", U"业务", U"公司", U"annual", U"quarterly",
           U"sales", U"generous", U"uncapped", U"meaningful", U"significant", U"early-stage", U"company"});

// What else is counted in thousands, and pay that is not read: right after the amount, or a little before it.
inline constexpr auto kNotPayAfter =
    words({U"/week", U"/wk",    U"per week", U"a week",   U"weekly", U"/周",  U"每周",      U"一周",    U"韩元",
           U"台币",  U"新台币", U"卢比",     U"卢布",     U"澳元",   U"加元", U"瑞士法郎",  U"泰铢",    U"aud",
           U"cad",   U"chf",    U"inr",      U"twd",      U"krw",    U"lpa",  U"长连接",    U"连接",    U"小时",
           U"积分",  U"倍",     U"分辨率",   U"视频",     U"图像",   U"屏",   U"画质",      U"超高清",  U"名",
           U"qps",   U"tps",    U"rps",      U"iops",     U"并发",   U"用户", U"请求",      U"日活",    U"dau",
           U"mau",   U"条",     U"行",       U"人",       U"次",     U"级",   U"量",        U"star",    U"stars",
           U"字",    U"台",     U"节点",     U"数据",     U"客户",   U"订单", U"公里",      U"平米",    U"平方",
           U"粉丝",  U"个",     U"users",    U"requests", U"lines",  U"loc",  U"employees", U"people",  U"customers",
           U"nodes", U"rows",   U"hz",       U"b",        U"年龄",   U"岁",   U"家",        U"commits", U"营收",
           U"产值",  U"流水",   U"销售额",   U"营业额",   U"融资",   U"估值", U"市值",      U"revenue", U"funding"});
// The same where nothing stands between: "每月1000元餐补", but "15-20K 餐补" is pay and a benefit.
inline constexpr auto kNotPayAdjacent =
    words({U"补贴", U"补助", U"津贴", U"餐补", U"房补", U"车补", U"话费", U"奖金", U"基金", U"红包"});
inline constexpr auto kNotPayBefore =
    words({U"周薪",   U"a$",     U"c$",   U"nt$",     U"₹",      U"aud",     U"cad",    U"chf",    U"inr",    U"咨询",
           U"联系",   U"热线",   U"市值", U"交易额",  U"gmv",    U"客单价",  U"资金",   U"arr",    U"qps",    U"tps",
           U"rps",    U"iops",   U"并发", U"日活",    U"dau",    U"mau",     U"用户",   U"star",   U"注册资", U"融资",
           U"营收",   U"预算",   U"补贴", U"补助",    U"奖金",   U"年终奖",  U"津贴",   U"餐补",   U"房补",   U"报销",
           U"公积金", U"电话",   U"手机", U"tel",     U"qq",     U"微信",    U"吞吐",   U"流量",   U"估值",   U"投资",
           U"签字费", U"推荐奖", U"内推", U"funding", U"raised", U"revenue", U"bonus",  U"budget", U"产值",   U"产出",
           U"人效",   U"合同额", U"金额", U"订单",    U"流水",   U"销售额",  U"营业额", U"成交额", U"利润",   U"单价",
           U"房价",   U"保额",   U"授信", U"罚款",    U"节省",   U"销售业绩"});
inline constexpr auto kNegotiable = words({U"面议", U"薪资面谈", U"薪酬面谈", U"待遇面谈", U"薪资详谈", U"薪资可谈",
                                           U"薪资open", U"薪酬open", U"negotiable"});

}  // namespace chouma::text
