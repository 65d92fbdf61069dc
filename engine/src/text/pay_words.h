// The words of pay: currencies, units, periods, and what else is counted in thousands. Folded.
#pragma once

#include <chouma/money.h>

#include <array>
#include <string_view>

namespace chouma::text {

template <class T>
struct Named {
  std::u32string_view word;
  T value;
};

// Where one begins another, the longer is taken.
inline constexpr std::array<Named<Currency>, 38> kCurrencies = {{
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
    {U"块钱", Currency::CNY},     {U"块", Currency::CNY},
}};

inline constexpr std::array<Named<double>, 7> kUnits = {
    {{U"k", 1e3}, {U"千", 1e3}, {U"w", 1e4}, {U"万", 1e4}, {U"萬", 1e4}, {U"thousand", 1e3}, {U"grand", 1e3}}};

// Right after an amount.
inline constexpr std::array<Named<Period>, 43> kPeriods = {{
    {U"/小时", Period::hour},     {U"/时", Period::hour},      {U"/h", Period::hour},
    {U"/hour", Period::hour},     {U"/hr", Period::hour},      {U"每小时", Period::hour},
    {U"一小时", Period::hour},    {U"per hour", Period::hour}, {U"an hour", Period::hour},
    {U"hourly", Period::hour},    {U"时薪", Period::hour},     {U"/天", Period::day},
    {U"/日", Period::day},        {U"每天", Period::day},      {U"每日", Period::day},
    {U"一天", Period::day},       {U"/day", Period::day},      {U"/d", Period::day},
    {U"per day", Period::day},    {U"a day", Period::day},     {U"日薪", Period::day},
    {U"/月", Period::month},      {U"每月", Period::month},    {U"每个月", Period::month},
    {U"一个月", Period::month},   {U"一月", Period::month},    {U"/month", Period::month},
    {U"/mo", Period::month},      {U"/m", Period::month},      {U"per month", Period::month},
    {U"a month", Period::month},  {U"monthly", Period::month}, {U"月薪", Period::month},
    {U"/年", Period::year},       {U"每年", Period::year},     {U"一年", Period::year},
    {U"/year", Period::year},     {U"/yr", Period::year},      {U"per year", Period::year},
    {U"per annum", Period::year}, {U"a year", Period::year},   {U"annually", Period::year},
    {U"年薪", Period::year},
}};

// In front of an amount, in its clause; Period::once stands for "pay, period not said".
inline constexpr std::array<Named<Period>, 34> kLabels = {{
    {U"年薪", Period::year},         {U"年包", Period::year},    {U"总包", Period::year},
    {U"年收入", Period::year},       {U"年总包", Period::year},  {U"annual", Period::year},
    {U"yearly", Period::year},       {U"package", Period::year}, {U"月薪", Period::month},
    {U"月收入", Period::month},      {U"底薪", Period::month},   {U"monthly", Period::month},
    {U"基本工资", Period::month},    {U"月工资", Period::month}, {U"日薪", Period::day},
    {U"daily", Period::day},         {U"时薪", Period::hour},    {U"hourly", Period::hour},
    {U"薪资", Period::once},         {U"薪酬", Period::once},    {U"薪水", Period::once},
    {U"工资", Period::once},         {U"待遇", Period::once},    {U"薪", Period::once},
    {U"收入", Period::once},         {U"salary", Period::once},  {U"compensation", Period::once},
    {U"pay", Period::once},          {U"wage", Period::once},    {U"base", Period::once},
    {U"offer", Period::once},        {U"ote", Period::once},     {U"rate", Period::once},
    {U"remuneration", Period::once},
}};

// What else is counted in thousands: right after the amount, or a little before it.
inline constexpr std::array<std::u32string_view, 43> kNotPayAfter = {
    U"qps",  U"tps",   U"rps",      U"iops",  U"并发", U"用户",      U"请求",   U"日活",      U"dau",
    U"mau",  U"条",    U"行",       U"人",    U"次",   U"级",        U"量",     U"star",      U"字",
    U"台",   U"节点",  U"数据",     U"客户",  U"订单", U"公里",      U"平米",   U"平方",      U"粉丝",
    U"个",   U"users", U"requests", U"lines", U"loc",  U"employees", U"people", U"customers", U"nodes",
    U"rows", U"hz",    U"b",        U"年龄",  U"岁",   U"家",        U"commits"};
inline constexpr std::array<std::u32string_view, 40> kNotPayBefore = {
    U"qps",    U"tps",  U"rps",    U"iops",   U"并发", U"日活",    U"dau",    U"mau",     U"用户",  U"star",
    U"注册资", U"融资", U"营收",   U"预算",   U"补贴", U"补助",    U"奖金",   U"年终奖",  U"津贴",  U"餐补",
    U"房补",   U"报销", U"公积金", U"电话",   U"手机", U"tel",     U"qq",     U"微信",    U"吞吐",  U"流量",
    U"估值",   U"投资", U"签字费", U"推荐奖", U"内推", U"funding", U"raised", U"revenue", U"bonus", U"budget"};
inline constexpr std::array<std::u32string_view, 6> kNegotiable = {U"面议",     U"薪资面谈", U"薪酬面谈",
                                                                   U"薪资详谈", U"薪资可谈", U"negotiable"};

}  // namespace chouma::text
