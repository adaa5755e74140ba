import type { Genre } from "../../catalog/genres.ts";

/** Words of which the names of exhibitors are made, two of them a name: so that nobody of them exists. */
export const NAME_WORDS: readonly (readonly [english: string, chinese: string])[] = [
  ["Alder", "桤木"],
  ["Brindle", "斑纹"],
  ["Cobalt", "钴蓝"],
  ["Dovetail", "燕尾"],
  ["Ember", "余烬"],
  ["Fathom", "英寻"],
  ["Gable", "山墙"],
  ["Heron", "苍鹭"],
  ["Inkwell", "墨池"],
  ["Juniper", "杜松"],
  ["Kelp", "海带"],
  ["Larch", "落叶松"],
  ["Mullion", "窗棂"],
  ["Nettle", "荨麻"],
  ["Osier", "柳条"],
  ["Plover", "鸻鸟"],
  ["Quillon", "剑格"],
  ["Rushlight", "灯草"],
  ["Sorrel", "酸模"],
  ["Thimble", "顶针"],
  ["Umber", "赭土"],
  ["Vane", "风标"],
  ["Wicket", "小门"],
  ["Yarrow", "蓍草"],
];

/** What somebody is and shows, in both languages. */
export interface SeededTrade {
  readonly name: readonly [english: string, chinese: string];
  readonly shows: readonly (readonly [english: string, chinese: string])[];
}

const trade = (
  name: SeededTrade["name"],
  ...shows: readonly (readonly [english: string, chinese: string])[]
): SeededTrade => ({ name, shows });

/** Who shows something at an exhibition of a genre. */
export const TRADES: Readonly<Partial<Record<Genre, readonly SeededTrade[]>>> = {
  art: [
    trade(["Pigments", "颜料行"], ["Forty blues, none of them cheap", "四十种蓝，没有一种便宜"]),
    trade(["Conservation", "修复所"], ["How a torn corner is mended", "怎样补好撕掉的一角"]),
    trade(["Frames", "画框店"], ["Frames that outlived their pictures", "比画活得更久的画框"]),
    trade(["Brushes", "笔庄"], ["Brushes of goat, weasel and nylon", "羊毫、狼毫与尼龙笔"]),
  ],
  design: [
    trade(["Joinery", "木作"], ["Joints without a screw", "不用一颗螺丝的榫卯"]),
    trade(["Hardware", "五金行"], ["Handles for both hands", "左右手都合用的把手"]),
    trade(["Paperworks", "纸艺社"], ["Houses folded from one sheet", "一张纸折成的房子"]),
    trade(["Lamps", "灯具社"], ["Lamps one can put out with a finger", "一指即灭的灯"]),
  ],
  photography: [
    trade(["Darkroom", "暗房"], ["Prints made while you wait", "立等可取的手工放大"]),
    trade(["Archive", "影像档案馆"], ["Ten thousand strangers, by street", "按街道编排的一万个陌生人"]),
    trade(["Cameras", "相机铺"], ["Shutters repaired on the spot", "现场修快门"]),
  ],
  science: [
    trade(["Instruments", "仪器社"], ["Barometers you may shake", "可以摇一摇的气压计"]),
    trade(["Optics", "光学社"], ["Lenses ground by hand", "手工研磨的透镜"]),
    trade(["Observatory", "观测站"], ["Thirty years of one valley's weather", "一个山谷三十年的天气"]),
  ],
  fair: [
    trade(
      ["Press", "出版社"],
      ["Poems in editions of ninety", "每种只印九十册的诗集"],
      ["Maps of places that moved", "会搬家的地方的地图"],
      ["One novel, forty covers", "一部小说，四十种封面"],
    ),
    trade(["Bindery", "装订坊"], ["Books sewn while you watch", "当着你的面缝书"], ["Boxes for letters", "装信的盒子"]),
    trade(
      ["Repairs", "修理铺"],
      ["Radios, kettles and one accordion", "收音机、水壶和一架手风琴"],
      ["Zips, straps and soles", "拉链、背带和鞋底"],
    ),
    trade(
      ["Kettles", "壶坊"],
      ["Kettles that do not whistle", "不会叫的水壶"],
      ["Iron, copper and one of glass", "铁壶、铜壶和一把玻璃壶"],
    ),
    trade(
      ["Paper", "纸坊"],
      ["Paper of hemp, mulberry and old shirts", "麻纸、桑皮纸和旧衬衫做的纸"],
      ["Envelopes for short letters", "写短信用的信封"],
    ),
    trade(
      ["Tools", "工具社"],
      ["Tools for people with small hands", "给小手用的工具"],
      ["Everything for sharpening", "磨刀所需的一切"],
    ),
  ],
  food: [
    trade(["Bakery", "面包房"], ["Rye, and nothing but rye", "黑麦，只有黑麦"], ["Buns by weight", "论斤卖的小面包"]),
    trade(
      ["Mill", "磨坊"],
      ["Flour of this year, from three fields", "三块田里的当年新面"],
      ["Stone ground, sold warm", "石磨现磨，趁热卖"],
    ),
    trade(
      ["Pickles", "腌菜铺"],
      ["Whatever the garden had too much of", "园子里吃不完的都在这儿"],
      ["Hot, hotter, and cucumbers", "辣、更辣，还有黄瓜"],
    ),
    trade(["Noodles", "面馆"], ["One dish, until it is gone", "只卖一种，卖完为止"], ["Pulled to order", "现点现拉"]),
    trade(
      ["Teas", "茶行"],
      ["Leaves of one hill and six springs", "一座山、六个春天的茶"],
      ["Smoked over pine", "松烟熏茶"],
    ),
  ],
};
