import type { EventKind } from "@usher/db";
import type { Texts } from "../catalog/event-texts.ts";

/** One evening. `soldShare` is how much of the house is sold; days are counted from the seed's first day. */
export interface SeededPerformance {
  readonly day: number;
  readonly time: string;
  readonly minutes: number;
  readonly soldShare: number;
  /** Days from the first day at which the sale opens; below zero it is open. */
  readonly saleOpensDay: number;
  /** Each demo buyer has two seats here. */
  readonly hasDemoOrders?: boolean;
}

export interface SeededEvent {
  readonly slug: string;
  readonly venue: string;
  readonly kind: EventKind;
  readonly isDraft?: boolean;
  /** Chosen by eye, so that a match looks like one and neighbours differ in ink. */
  readonly posterSeed: number;
  readonly english: Texts;
  readonly chinese: Texts;
  readonly currency: string;
  readonly taxRateBasisPoints: number;
  /** Total of the dearest and of the cheapest category, fee included; those between are spread evenly. */
  readonly dearestMinor: number;
  readonly cheapestMinor: number;
  /** Prices are whole multiples of it. */
  readonly stepMinor: number;
  readonly ticketLimit: number;
  readonly performances: readonly SeededPerformance[];
}

const evening = (day: number, soldShare: number, more: Partial<SeededPerformance> = {}): SeededPerformance => ({
  day,
  time: "20:00",
  minutes: 150,
  saleOpensDay: -30,
  soldShare,
  ...more,
});

const words = (title: string, subtitle: string, description: string): Texts => ({ title, subtitle, description });

const netherlands = { currency: "EUR", taxRateBasisPoints: 900, stepMinor: 50 } as const;
const japan = { currency: "JPY", taxRateBasisPoints: 1000, stepMinor: 100 } as const;
const china = { currency: "CNY", taxRateBasisPoints: 600, stepMinor: 1000 } as const;

const KADE: readonly SeededEvent[] = [
  {
    slug: "night-ferry",
    venue: "kade-arena",
    kind: "show",
    posterSeed: 1045,
    ...netherlands,
    dearestMinor: 9850,
    cheapestMinor: 4250,
    ticketLimit: 6,
    english: words(
      "Night Ferry",
      "The Harbour Tour",
      "Two hours of slow songs and loud brass, with the whole harbour choir for the last half hour. Night Ferry play their only Dutch arena evening of the year.",
    ),
    chinese: words(
      "夜航渡轮",
      "海港巡演",
      "两小时的慢歌与嘹亮铜管，最后半小时由整个海港合唱团加入。这是夜航渡轮今年在荷兰唯一的体育馆演出。",
    ),
    performances: [evening(24, 0.46, { time: "19:30", hasDemoOrders: true })],
  },
  {
    slug: "the-glass-orchard",
    venue: "maas-theatre",
    kind: "show",
    posterSeed: 1044,
    ...netherlands,
    dearestMinor: 7450,
    cheapestMinor: 2950,
    ticketLimit: 8,
    english: words(
      "The Glass Orchard",
      "A play in three acts",
      "A family sells the orchard its name hangs on, tree by tree. Directed by Ilse Vermaat, with surtitles in English.",
    ),
    chinese: words(
      "玻璃果园",
      "三幕话剧",
      "一个家族一棵树一棵树地卖掉承载其姓氏的果园。导演伊尔瑟·维尔马特，配英文字幕。",
    ),
    performances: [
      evening(6, 0.92, { hasDemoOrders: true }),
      evening(7, 0.74),
      evening(8, 0.58, { time: "14:30" }),
      evening(8, 0.66),
      evening(13, 0.31),
      evening(14, 0.22),
    ],
  },
  {
    slug: "low-tide-sessions",
    venue: "hal-noord",
    kind: "show",
    posterSeed: 1107,
    ...netherlands,
    dearestMinor: 3400,
    cheapestMinor: 2600,
    ticketLimit: 4,
    english: words(
      "Low Tide Sessions",
      "Five bands, one room",
      "Five young bands from the coast, half an hour each, doors open until the last note.",
    ),
    chinese: words("退潮现场", "五支乐队，一个房间", "五支来自海岸的年轻乐队，每支半小时，大门一直开到最后一个音符。"),
    performances: [evening(11, 1, { time: "21:00" })],
  },
  {
    slug: "mariners-v-amstel-united",
    venue: "kade-arena",
    kind: "sport",
    posterSeed: 1104,
    ...netherlands,
    dearestMinor: 5600,
    cheapestMinor: 1850,
    ticketLimit: 6,
    english: words(
      "Mariners v Amstel United",
      "Indoor cup, semi-final",
      "The semi-final of the indoor cup. Home supporters are seated on the north side; the match is decided on the night.",
    ),
    chinese: words("水手队对阿姆斯特尔联", "室内杯半决赛", "室内杯半决赛。主队球迷坐在北侧，比赛当晚决出胜负。"),
    performances: [evening(16, 0.18, { time: "18:45", minutes: 120 })],
  },
  {
    slug: "the-sleeper-to-vienna",
    venue: "platform-9",
    kind: "transport",
    posterSeed: 1057,
    ...netherlands,
    dearestMinor: 18900,
    cheapestMinor: 8900,
    ticketLimit: 6,
    english: words(
      "The Sleeper to Vienna",
      "Rotterdam to Vienna overnight",
      "Leaves in the evening, breakfast over the Danube. A berth, a blanket and a small breakfast are in the price.",
    ),
    chinese: words(
      "开往维也纳的夜车",
      "鹿特丹至维也纳过夜列车",
      "傍晚出发，在多瑙河畔吃早餐。票价含卧铺、毛毯和简易早餐。",
    ),
    performances: [
      evening(5, 0.81, { time: "19:12", minutes: 840 }),
      evening(12, 0.44, { time: "19:12", minutes: 840 }),
      evening(19, 0.2, { time: "19:12", minutes: 840 }),
    ],
  },
  {
    slug: "northern-lights-choir",
    venue: "albion-hall",
    kind: "show",
    posterSeed: 1190,
    currency: "GBP",
    taxRateBasisPoints: 2000,
    stepMinor: 50,
    dearestMinor: 6200,
    cheapestMinor: 2400,
    ticketLimit: 6,
    english: words(
      "Northern Lights Choir",
      "Winter songs by candlelight",
      "Forty voices and no microphone. The choir sings its winter programme in the round.",
    ),
    chinese: words("北极光合唱团", "烛光冬日之歌", "四十个声音，没有一支话筒。合唱团以环绕形式演唱冬日曲目。"),
    performances: [
      evening(18, 0.985, { time: "19:30", minutes: 110 }),
      evening(19, 0.63, { time: "19:30", minutes: 110 }),
    ],
  },
  {
    slug: "paper-cities",
    venue: "papirhallen",
    kind: "exhibition",
    posterSeed: 1098,
    currency: "DKK",
    taxRateBasisPoints: 2500,
    stepMinor: 500,
    dearestMinor: 19500,
    cheapestMinor: 14500,
    ticketLimit: 10,
    english: words(
      "Paper Cities",
      "Twelve towns, folded by hand",
      "Walk through twelve towns made of one sheet of paper each. Entry by the hour; stay as long as you like.",
    ),
    chinese: words("纸城", "十二座手工折叠的城市", "走进十二座各由一张纸折成的城市。按小时入场，停留时间不限。"),
    performances: [
      evening(3, 0.55, { time: "10:00", minutes: 480 }),
      evening(4, 0.38, { time: "10:00", minutes: 480 }),
      evening(10, 0.2, { time: "10:00", minutes: 480 }),
    ],
  },
  {
    slug: "fjallvinter",
    venue: "norrsken",
    kind: "show",
    posterSeed: 1004,
    currency: "SEK",
    taxRateBasisPoints: 600,
    stepMinor: 500,
    dearestMinor: 49500,
    cheapestMinor: 39500,
    ticketLimit: 4,
    english: words(
      "Fjällvinter",
      "The long night",
      "One unbroken piece of two hours for strings, snow machines and a drummer. Tickets open in a few days.",
    ),
    chinese: words("山中之冬", "长夜", "为弦乐、造雪机与一位鼓手而作的两小时不间断作品。几天后开票。"),
    performances: [evening(40, 0, { saleOpensDay: 3, minutes: 120 })],
  },
];

const HOSHI: readonly SeededEvent[] = [
  {
    slug: "garden-of-stars",
    venue: "hoshi-arena",
    kind: "show",
    posterSeed: 1266,
    ...japan,
    dearestMinor: 14800,
    cheapestMinor: 5800,
    ticketLimit: 4,
    english: words(
      "Garden of Stars",
      "Two nights at the Hoshi Arena",
      "Three hundred dancers under a sky of lamps. The show moves to the audience's own lights in its last act.",
    ),
    chinese: words("星之庭园", "星竞技场两夜", "三百名舞者在灯火天空之下。最后一幕将随观众手中的灯光起舞。"),
    performances: [
      evening(27, 0.34, { time: "18:00", minutes: 180 }),
      evening(28, 0.15, { time: "17:00", minutes: 180 }),
    ],
  },
  {
    slug: "koto-and-voltage",
    venue: "minami-club",
    kind: "show",
    posterSeed: 1048,
    ...japan,
    dearestMinor: 6800,
    cheapestMinor: 4900,
    ticketLimit: 4,
    english: words(
      "Koto & Voltage",
      "Strings against circuits",
      "Thirteen silk strings and a wall of amplifiers. Standing, with a small balcony of seats.",
    ),
    chinese: words("古筝与电压", "弦与电路的对话", "十三根丝弦与一面音箱墙。站席，另设少量楼座。"),
    performances: [
      evening(9, 0.88, { time: "19:00", minutes: 120 }),
      evening(10, 0.52, { time: "19:00", minutes: 120 }),
    ],
  },
  {
    slug: "falcons-v-osaka-tide",
    venue: "hoshi-arena",
    kind: "sport",
    posterSeed: 1049,
    ...japan,
    dearestMinor: 9200,
    cheapestMinor: 2800,
    ticketLimit: 6,
    english: words(
      "Tokyo Falcons v Osaka Tide",
      "League night",
      "The top two meet for the third time this season. Doors open two hours before tip-off.",
    ),
    chinese: words("东京猎鹰对大阪潮汐", "联赛之夜", "排名前两位的球队本赛季第三次交手。开赛前两小时开门。"),
    performances: [evening(21, 0.12, { time: "19:00", minutes: 130 })],
  },
  {
    slug: "the-pearl-divers",
    venue: "dana-theatre",
    kind: "show",
    posterSeed: 1017,
    currency: "KWD",
    taxRateBasisPoints: 0,
    stepMinor: 250,
    dearestMinor: 28500,
    cheapestMinor: 9500,
    ticketLimit: 6,
    english: words(
      "The Pearl Divers",
      "A musical of the Gulf",
      "Songs of the boats, sung by the grandchildren of those who dived. With the Dana Chamber Orchestra.",
    ),
    chinese: words("采珠人", "海湾音乐剧", "由采珠人的后代演唱的船歌。达纳室内乐团伴奏。"),
    performances: [evening(15, 0.71, { time: "20:30" }), evening(16, 0.4, { time: "20:30" })],
  },
  {
    slug: "lanterns-over-the-bund",
    venue: "bund-hall",
    kind: "show",
    posterSeed: 1018,
    ...china,
    dearestMinor: 128000,
    cheapestMinor: 28000,
    ticketLimit: 4,
    english: words(
      "Lanterns over the Bund",
      "New Year's concert",
      "A hundred players, a hundred lanterns, and the first new symphony written for the hall in twenty years.",
    ),
    chinese: words("外滩灯影", "新年音乐会", "百人乐团，百盏灯笼，以及二十年来首部专为音乐厅创作的交响曲。"),
    performances: [evening(38, 0.94, { time: "19:30" })],
  },
  {
    slug: "ink-and-light",
    venue: "bund-hall",
    kind: "exhibition",
    posterSeed: 1094,
    ...china,
    dearestMinor: 26000,
    cheapestMinor: 12000,
    ticketLimit: 6,
    english: words(
      "Ink and Light",
      "A lecture with pictures",
      "Eight painters show one picture each and say how it was made. Seats are numbered; tea is served between.",
    ),
    chinese: words("墨与光", "图像讲座", "八位画家各展示一幅作品并讲述其创作过程。对号入座，席间奉茶。"),
    performances: [
      evening(30, 0.24, { time: "15:00", minutes: 180, saleOpensDay: -10 }),
      evening(31, 0, { time: "15:00", minutes: 180, saleOpensDay: 2 }),
    ],
  },
  {
    slug: "untitled-spring-show",
    venue: "minami-club",
    kind: "show",
    isDraft: true,
    posterSeed: 1069,
    ...japan,
    dearestMinor: 5200,
    cheapestMinor: 4200,
    ticketLimit: 4,
    english: words("Untitled spring show", "To be announced", "Not announced yet."),
    chinese: words("未定名春季演出", "待公布", "尚未公布。"),
    performances: [evening(60, 0, { saleOpensDay: 20 })],
  },
];

/** What is on: fourteen events and one that is still a draft. */
export const PROGRAMME: readonly SeededEvent[] = [...KADE, ...HOSHI];
