import type { EventKind } from "@usher/db";

/** What each kind of event is of. An event has one of its kind's, or none. */
export const GENRES = {
  show: [
    "rock",
    "pop",
    "electronic",
    "hipHop",
    "jazz",
    "folk",
    "classical",
    "opera",
    "musical",
    "theatre",
    "dance",
    "comedy",
    "family",
  ],
  sport: ["football", "basketball", "iceHockey", "tennis", "rugby", "handball", "athletics", "cycling"],
  transport: ["train", "ferry", "coach"],
  exhibition: ["art", "design", "photography", "science", "fair", "food"],
} as const satisfies Record<EventKind, readonly string[]>;

export type Genre = (typeof GENRES)[EventKind][number];

export const ALL_GENRES: readonly Genre[] = Object.values(GENRES).flat();

/** Whether a kind of event has this genre. */
export function isGenreOf(kind: EventKind, genre: string): genre is Genre {
  return (GENRES[kind] as readonly string[]).includes(genre);
}

/** What genres are called, for people and for what they type. A language more is a list more. */
export const GENRE_NAMES = {
  en: {
    rock: "Rock",
    pop: "Pop",
    electronic: "Electronic",
    hipHop: "Hip-hop",
    jazz: "Jazz",
    folk: "Folk",
    classical: "Classical",
    opera: "Opera",
    musical: "Musical",
    theatre: "Theatre",
    dance: "Dance",
    comedy: "Comedy",
    family: "Family",
    football: "Football",
    basketball: "Basketball",
    iceHockey: "Ice hockey",
    tennis: "Tennis",
    rugby: "Rugby",
    handball: "Handball",
    athletics: "Athletics",
    cycling: "Cycling",
    train: "Train",
    ferry: "Ferry",
    coach: "Coach",
    art: "Art",
    design: "Design",
    photography: "Photography",
    science: "Science",
    fair: "Fair",
    food: "Food",
  },
  zh: {
    rock: "摇滚",
    pop: "流行",
    electronic: "电子",
    hipHop: "嘻哈",
    jazz: "爵士",
    folk: "民谣",
    classical: "古典",
    opera: "歌剧",
    musical: "音乐剧",
    theatre: "话剧",
    dance: "舞蹈",
    comedy: "喜剧",
    family: "亲子",
    football: "足球",
    basketball: "篮球",
    iceHockey: "冰球",
    tennis: "网球",
    rugby: "橄榄球",
    handball: "手球",
    athletics: "田径",
    cycling: "自行车",
    train: "火车",
    ferry: "渡轮",
    coach: "大巴",
    art: "艺术",
    design: "设计",
    photography: "摄影",
    science: "科学",
    fair: "展会",
    food: "美食",
  },
} as const satisfies Record<"en" | "zh", Record<Genre, string>>;
