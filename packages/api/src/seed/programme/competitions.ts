/** What a fixture is part of, in both languages. None of these leagues and cups exists. */
interface SeededCompetition {
  readonly english: string;
  readonly chinese: string;
}

const part = (english: string, chinese: string): SeededCompetition => ({ english, chinese });
const stadtliga = (round: number) => part(`Stadtliga · Matchday ${round}`, `城市联赛 · 第${round}轮`);
const premier = (round: number) => part(`Premier Division · Matchday ${round}`, `超级组 · 第${round}轮`);
const costa = (round: string, chinese: string) => part(`Campeonato da Costa · ${round}`, `海岸锦标赛 · ${chinese}`);
const lakes = (round: string, chinese: string) =>
  part(`Great Lakes Basketball League · ${round}`, `大湖篮球联赛 · ${chinese}`);
const northIce = (game: number) => part(`North Ice League · Game ${game}`, `北方冰球联赛 · 第${game}场`);
const islandLeague = (round: number) => part(`Island League · Round ${round}`, `群岛篮球联赛 · 第${round}轮`);
const southernShield = (round: string, chinese: string) => part(`Southern Shield · ${round}`, `南方盾杯 · ${chinese}`);

/** By the event's slug; every event of sport is here. */
export const COMPETITIONS: Readonly<Record<string, SeededCompetition>> = {
  "mariners-v-amstel-united": part("Delta Indoor Cup · Semi-final", "三角洲室内杯 · 半决赛"),
  "falcons-v-osaka-tide": islandLeague(4),
  "tokyo-falcons-v-nagoya-kites": islandLeague(11),
  "tokyo-falcons-v-sapporo-lanterns": islandLeague(17),
  "one-lap-two-hundred-metres": part("Pacific Indoor Series · Meeting 3", "太平洋室内田径系列赛 · 第三站"),
  "lindenring-04-v-havel-wanderers": stadtliga(8),
  "lindenring-04-v-elbe-athletic": stadtliga(12),
  "lindenring-04-v-ruhr-pioneers": stadtliga(16),
  "lindenring-04-v-rot-grun-isar": part("Linden Cup · Quarter-final", "菩提杯 · 四分之一决赛"),
  "havel-wanderers-v-lindenring-04": stadtliga(25),
  "thamesgate-rovers-v-tyne-forgemen": premier(1),
  "thamesgate-rovers-v-mersey-lamplighters": premier(9),
  "thamesgate-rovers-v-severn-albion-town": part("Lantern Cup · Third round", "灯笼杯 · 第三轮"),
  "mersey-lamplighters-v-tyne-forgemen": part("Lantern Cup · Semi-final", "灯笼杯 · 半决赛"),
  "enseada-clube-v-serra-azul": costa("Round 1", "第1轮"),
  "enseada-clube-v-atletico-mangueiral": costa("Round 7", "第7轮"),
  "enseada-clube-v-uniao-do-porto-velho": costa("Final", "决赛"),
  "lakeshore-herons-v-prairie-comets": lakes("Week 3", "第3周"),
  "lakeshore-herons-v-hudson-stokers": lakes("Week 9", "第9周"),
  "lakeshore-herons-v-bayou-lanterns": lakes("Play-offs, game 3", "季后赛第3场"),
  "lakeshore-indoor": part("Inland Tennis Tour · Stop 5", "内陆网球巡回赛 · 第五站"),
  "toronto-night-owls-v-laurentide-moose": northIce(1),
  "toronto-night-owls-v-winnipeg-frostmen": northIce(22),
  "toronto-night-owls-v-harbour-narwhals": northIce(47),
  "six-evenings-of-spadina": part("Six Cities Track Series · Fourth city", "六城场地自行车系列赛 · 第四城"),
  "hangang-magpies-v-busan-breakers": part("Peninsula Basketball League · Round 10", "半岛篮球联赛 · 第10轮"),
  "oresund-vikings-hk-v-skane-vega": part("Sound League · Round 6", "海峡手球联赛 · 第6轮"),
  "oresund-vikings-hk-v-trave-handball": part("Baltic Cup · Second leg", "波罗的海杯 · 次回合"),
  "birrarung-cockatoos-v-sydney-stevedores": southernShield("Round 1", "第1轮"),
  "birrarung-cockatoos-v-canterbury-keas": southernShield("Round 6", "第6轮"),
  "birrarung-cockatoos-v-tasman-gannets": southernShield("Round 11", "第11轮"),
  "tasman-gannets-v-auckland-tide-rip": southernShield("Grand final", "总决赛"),
  "kade-open-doubles": part("Inland Tennis Tour · Doubles week", "内陆网球巡回赛 · 双打周"),
  "kade-dockers-v-lakeshore-herons": part("Two Harbours Friendly", "双港友谊赛"),
};
