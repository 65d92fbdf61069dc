// Characters that PDF writers put in the place of others: fonts share one glyph between 工 and the radical ⼯ (U+2F2F), and the map back to
// text may name the radical. Unicode 15: the Kangxi Radicals by their compatibility mappings; of the CJK Radicals Supplement those that
// stand for whole characters.
#pragma once

#include <array>
#include <string_view>

namespace chouma::text {

inline constexpr char32_t kFirstRadical = 0x2E80, kLastRadical = 0x2FD5;

namespace radicals {

/// Of U+2F00 to U+2FD5, in their order.
inline constexpr std::u16string_view kKangxi =
    u"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴"
    u"廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿"
    u"目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵"
    u"邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// A radical of the supplement, then its character.
inline constexpr std::u16string_view kSupplement =
    u"⺁厂⺇几⺌小⺎兀⺏尣⺐尢⺒巳⺓幺⺛旡⺝月⺟母⺠民⺬示⺮竹⺯糸⺱罒⺳罓⺷羊⺸羊⺻聿⺼肉⻁虎⻂衤⻃覀"
    u"⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食"
    u"⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻲亀⻳龟";

inline constexpr auto kPlain = [] {
  std::array<char16_t, kLastRadical - kFirstRadical + 1> plain{};
  for (char32_t c = kFirstRadical; c < 0x2F00; ++c) plain[c - kFirstRadical] = static_cast<char16_t>(c);
  for (std::size_t i = 0; i < kSupplement.size(); i += 2) plain[kSupplement[i] - kFirstRadical] = kSupplement[i + 1];
  for (std::size_t i = 0; i < kKangxi.size(); ++i) plain[0x2F00 - kFirstRadical + i] = kKangxi[i];
  return plain;
}();

static_assert(kKangxi.size() == kLastRadical - 0x2F00 + 1);

}  // namespace radicals

/// The character that a radical stands for, or itself; kFirstRadical <= radical <= kLastRadical.
inline char32_t plain_han(char32_t radical) { return radicals::kPlain[radical - kFirstRadical]; }

}  // namespace chouma::text
