/** Names that nobody bears, or bears by chance: people after herbs, streets and firms marked as made up (虚构). */
import type { Draws } from './prng.ts';

const list = (text: string): readonly string[] => text.split(' ');

const surnames = list(
  '白 柳 江 云 沈 陆 叶 方 林 苏 顾 梅 石 花 竺 温 秦 宋 许 韩 唐 冯 程 曹 袁 邓 傅 彭 吕 卢 蒋 蔡 贾 丁 魏 薛 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范',
);
const givenNames = list(
  '当归 茯苓 甘草 白芷 丁香 半夏 杜仲 连翘 紫苏 忍冬 佩兰 石斛 玉竹 厚朴 沉香 南星 青黛 麦冬 天冬 桔梗 防风 远志 决明 合欢 木蓝 蔷薇 海棠 芍药 牡丹 茉莉 黄芪 党参 白术 川芎 熟地 泽泻 菖蒲 薄荷 荆芥 藿香 砂仁 豆蔻 陈皮 枳实 香附 郁金 丹参 三七 艾叶 槐花 侧柏 白及 龙胆 秦艽 独活 羌活 细辛 辛夷 苍耳 葛根 升麻 柴胡 菊花 蝉衣',
);
const streets = list('芍药 海棠 丁香 木槿 凌霄 紫藤 杜鹃 芙蓉 桂花 腊梅 茉莉 蔷薇');
const trades = list('商贸 科技 餐饮 建材 园艺 物流 文具 农产品 印务 家具 服饰 设备');

export const SURNAMES = surnames;
export const ETHNICITIES = list('汉 汉 汉 汉 汉 汉 汉 汉 汉 汉 汉 汉 土家 苗 瑶 侗');
export const TRADES = trades;

/** People made one after the other, such as brothers and sisters, get names far apart in the list. */
export const givenName = (index: number): string => givenNames[(index * 37) % givenNames.length] ?? '无名';

export const homeAddress = (draws: Draws): string =>
  `望城区虚构${draws.pick(streets)}路${draws.between(1, 180)}号${draws.between(1, 12)}栋${draws.between(1, 24)}0${draws.between(1, 4)}室`;

export const villageAddress = (draws: Draws): string =>
  `望城区虚构镇${draws.pick(streets)}村${draws.between(1, 20)}组${draws.between(1, 90)}号`;

export const farAddress = (draws: Draws): string =>
  `虚构省远山县${draws.pick(streets)}镇${draws.between(1, 20)}组${draws.between(1, 90)}号`;

export const shopAddress = (draws: Draws): string =>
  `望城区虚构${draws.pick(streets)}路${draws.between(1, 180)}号一层`;

export const firmName = (draws: Draws, trade: string): string =>
  `虚构${draws.pick(streets)}${draws.pick(givenNames)}${trade}有限公司`;
