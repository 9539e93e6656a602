/** Invented people and real towns, for the sample customers. */

export const latinNames = {
  first:
    'Anna Tom Maria Lena James Olivia Noah Emma Lucas Sophie Henrik Ingrid Pieter Sanne Marta Pawel Chloé Julien Aoife Conor Giulia Marco Elena Diego Freya Oscar Nora Felix Klara Hugo Amelia Daniel Grace Samuel Ruth Peter Hannah Victor Alma Simon'.split(
      ' ',
    ),
  last: 'Berg Keller Santos Fischer Walker Hughes Jansen Visser Nowak Kowalska Moreau Lefèvre Byrne Murphy Rossi Conti García Navarro Lindqvist Holm Becker Schneider Andersen Dahl Carter Bennett Morgan Reid Virtanen Laine Novak Horak Weber Brandt Olsen Hayes Foster Grant Dubois Costa'.split(
    ' ',
  ),
} as const

/** Surname and given name, each with its pinyin. */
export const hanNames = {
  family:
    '王wang 李li 张zhang 刘liu 陈chen 杨yang 赵zhao 黄huang 周zhou 吴wu 徐xu 孙sun 朱zhu 马ma 胡hu 郭guo 林lin 何he 高gao 梁liang 郑zheng 罗luo 宋song 谢xie 唐tang 韩han 曹cao 许xu 邓deng 萧xiao'.split(
      ' ',
    ),
  given:
    '小明xiaoming 娜na 伟wei 芳fang 敏min 静jing 强qiang 磊lei 洋yang 艳yan 勇yong 杰jie 娟juan 涛tao 明ming 超chao 秀英xiuying 霞xia 平ping 刚gang 桂英guiying 文博wenbo 雨桐yutong 子涵zihan 浩然haoran 思远siyuan 欣怡xinyi 佳琪jiaqi 梓轩zixuan 晓彤xiaotong 嘉豪jiahao 雪梅xuemei 志强zhiqiang 海燕haiyan 国华guohua 婷婷tingting'.split(
      ' ',
    ),
} as const

/** City, country, postcode as a pattern (# is a digit), phone likewise, streets. */
export const towns = {
  latin: [
    ['Berlin', 'Germany', '10###', '+49 30 5550####', 'Lindenweg|Hafenstraße|Gartenstraße'],
    ['Hamburg', 'Germany', '20###', '+49 40 5550####', 'Elbchaussee|Fischmarkt|Deichstraße'],
    [
      'Bristol',
      'United Kingdom',
      'BS# 4RJ',
      '+44 117 496####',
      'Harbour Street|Park Row|Mill Lane',
    ],
    ['Edinburgh', 'United Kingdom', 'EH# 2AB', '+44 131 496####', 'Rose Street|Leith Walk|Shore'],
    [
      'Utrecht',
      'Netherlands',
      '35## KB',
      '+31 30 555####',
      'Oudegracht|Lange Nieuwstraat|Biltstraat',
    ],
    ['Dublin', 'Ireland', 'D0# X2F4', '+353 1 555####', 'Camden Row|Dawson Lane|Capel Street'],
    ['Gothenburg', 'Sweden', '41# ##', '+46 31 555####', 'Linnégatan|Skeppsbron|Vasagatan'],
    ['Copenhagen', 'Denmark', '2###', '+45 55 55####', 'Nyhavn|Vesterbrogade|Elmegade'],
    ['Lyon', 'France', '6900#', '+33 4 55 55####', 'Rue Mercière|Quai de Saône|Rue de Sèze'],
    ['Milan', 'Italy', '201##', '+39 02 555####', 'Via Savona|Corso Como|Via Tortona'],
    ['Kraków', 'Poland', '31-###', '+48 12 555####', 'Grodzka|Józefa|Karmelicka'],
    ['Valencia', 'Spain', '460##', '+34 96 555####', 'Calle Colón|Calle Cádiz|Calle Ruzafa'],
  ],
  han: [
    ['杭州', '中国', '3100##', '+86 138 0000 ####', '湖滨路|延安路|文三路'],
    ['上海', '中国', '2000##', '+86 139 0000 ####', '淮海中路|愚园路|武康路'],
    ['北京', '中国', '1000##', '+86 137 0000 ####', '东四北大街|朝阳路|学院路'],
    ['深圳', '中国', '5180##', '+86 136 0000 ####', '深南大道|华强北路|海德三道'],
    ['成都', '中国', '6100##', '+86 135 0000 ####', '人民南路|玉林西路|建设路'],
    ['厦门', '中国', '3610##', '+86 134 0000 ####', '中山路|环岛路|湖滨南路'],
    ['南京', '中国', '2100##', '+86 133 0000 ####', '中山东路|珠江路|颐和路'],
    ['武汉', '中国', '4300##', '+86 132 0000 ####', '解放大道|珞喻路|江汉路'],
  ],
} as const
