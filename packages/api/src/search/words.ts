import { ALL_GENRES, GENRE_NAMES, GENRES, type Genre, type Locale } from "../catalog/index.ts";

/** Words that say nothing about what is looked for. */
export const STOP_WORDS =
  "a an and at by for from in of on or the to v versus vs with ticket tickets 的 在 和 与 对 从 到 去 至 往 票".split(
    " ",
  );

const MUSIC = ["concert", "gig", "live music", "演唱会", "音乐会", "音乐", "演出"];
const STAGE = ["show", "on stage", "演出"];
const KIND_WORDS = {
  show: [],
  sport: ["sport", "match", "game", "fixture", "体育", "比赛", "球赛"],
  transport: ["travel", "trip", "旅行", "车票"],
  exhibition: ["exhibition", "exhibit", "museum", "gallery", "展览", "展", "博物馆"],
} as const;

/**
 * What people call a genre besides its name. Words of documents rather than synonyms, since only those are also found half
 * typed and misspelt.
 */
const GENRE_WORDS: Readonly<Record<Genre, readonly string[]>> = {
  rock: [...MUSIC, "rock and roll", "rock n roll", "band", "摇滚乐"],
  pop: [...MUSIC, "流行音乐"],
  electronic: [...MUSIC, "techno", "house", "DJ", "club", "电子音乐", "电音"],
  hipHop: [...MUSIC, "rap", "说唱"],
  jazz: [...MUSIC, "爵士乐"],
  folk: [...MUSIC, "singer-songwriter", "民歌"],
  classical: [...MUSIC, "orchestra", "symphony", "chamber music", "古典音乐", "交响乐"],
  opera: [...STAGE, "music", "音乐"],
  musical: [...STAGE, "musical theatre", "music", "音乐"],
  theatre: [...STAGE, "play", "drama", "戏剧", "舞台剧"],
  dance: [...STAGE, "ballet", "芭蕾", "舞剧"],
  comedy: [...STAGE, "stand-up", "standup", "comedian", "脱口秀", "单口喜剧"],
  family: [...STAGE, "kids", "children", "儿童", "儿童剧"],
  football: ["soccer", "footy"],
  basketball: [],
  iceHockey: ["hockey"],
  tennis: ["tournament", "网球赛"],
  rugby: [],
  handball: [],
  athletics: ["track and field", "running"],
  cycling: ["bike", "cycle", "bicycle race", "自行车赛"],
  train: ["railway", "rail", "列车", "高铁", "火车票"],
  ferry: ["ferries", "boat", "ship", "轮渡", "船", "船票"],
  coach: ["bus", "buses", "巴士", "客车"],
  art: ["paintings", "艺术展", "美术"],
  design: ["设计展"],
  photography: ["photo", "photos", "摄影展"],
  science: ["科学展"],
  fair: ["expo", "market", "集市", "博览会"],
  food: ["food festival", "美食节"],
};

/** What people type for a genre, in both languages. */
export function wordsOfGenre(genre: Genre): string[] {
  const kinds = Object.keys(GENRES) as (keyof typeof GENRES)[];
  const kind = kinds.find((one) => (GENRES[one] as readonly string[]).includes(genre));
  const names = [GENRE_NAMES.en[genre], GENRE_NAMES.zh[genre]];
  return distinct([...names, ...GENRE_WORDS[genre], ...(kind ? KIND_WORDS[kind] : [])]);
}

/** Countries that are called otherwise than in a list of countries. */
const COUNTRY_WORDS: Readonly<Record<string, readonly string[]>> = {
  AE: ["UAE"],
  CZ: ["Czech Republic"],
  GB: ["UK", "Great Britain", "England"],
  NL: ["Holland"],
  US: ["USA", "America"],
};

/** What people type for a country, in both languages. */
export function wordsOfCountry(code: string): string[] {
  return distinct([countryName(code, "en"), countryName(code, "zh"), ...(COUNTRY_WORDS[code] ?? [])]);
}

function countryName(code: string, locale: Locale): string {
  return new Intl.DisplayNames([locale === "zh" ? "zh-Hans" : "en"], { type: "region" }).of(code) ?? code;
}

/** What a word is also written as, and cities by the names that those who live there call them. */
export const SYNONYMS: Readonly<Record<string, string[]>> = {
  theater: ["theatre"],
  theatre: ["theater"],
  center: ["centre"],
  centre: ["center"],
  harbor: ["harbour"],
  harbour: ["harbor"],
  nyc: ["new york"],
  antwerpen: ["antwerp"],
  athina: ["athens"],
  beograd: ["belgrade"],
  brussel: ["brussels"],
  bruxelles: ["brussels"],
  bucurești: ["bucharest"],
  "den haag": ["the hague"],
  firenze: ["florence"],
  genève: ["geneva"],
  göteborg: ["gothenburg"],
  københavn: ["copenhagen"],
  köln: ["cologne"],
  lisboa: ["lisbon"],
  milano: ["milan"],
  münchen: ["munich"],
  napoli: ["naples"],
  peking: ["beijing"],
  praha: ["prague"],
  roma: ["rome"],
  sevilla: ["seville"],
  torino: ["turin"],
  venezia: ["venice"],
  warszawa: ["warsaw"],
  wien: ["vienna"],
};

const PHRASES = /\bwhat['’]?s on\b|\bthings to do\b|\bnear me\b|门票|有什么(活动|演出)?|附近/giu;

// Chinese puts no space before its words.
const inChinese = STOP_WORDS.filter((word) => /\p{Script=Han}/u.test(word));
const LAST_STOP_WORD = new RegExp(`. (?:${STOP_WORDS.join("|")})$|.(?:${inChinese.join("|")})$`, "iu");

/**
 * The words that are asked for, without what only says that something is asked. A last word that says nothing is over: the
 * engine would look for words that begin with it, and find none on the way from "jazz in" to "jazz in Rotterdam".
 */
export function askedWords(typed: string): string {
  const words = typed.replaceAll(PHRASES, " ").split(/\s+/u).filter(Boolean).join(" ");
  return LAST_STOP_WORD.test(words) ? `${words} ` : words;
}

/** Each of the words that say something. */
export const tellingWords = (words: string): string[] =>
  words.split(/\s+/u).filter((word) => word !== "" && !STOP_WORDS.includes(word.toLowerCase()));

const distinct = (texts: readonly string[]) => [...new Set(texts)];

/** Genres that a word, as far as it is typed, may mean. */
export function genresSaidBy(word: string): Genre[] {
  const typed = word.toLowerCase();
  return ALL_GENRES.filter((genre) => wordsOfGenre(genre).some((one) => one.toLowerCase().startsWith(typed)));
}
