import type { Genre } from "../../catalog/genres.ts";

/** Something that may happen at an exhibition, in both languages. */
export interface SeededSession {
  readonly title: readonly [english: string, chinese: string];
  readonly place: readonly [english: string, chinese: string];
  readonly minutes: number;
  /** Somebody stands in front. */
  readonly isTalk?: boolean;
}

const HALL = ["Main hall", "主厅"] as const;
const STAGE = ["Small stage", "小舞台"] as const;
const ROOM = ["Workshop room", "工作坊"] as const;
const DOOR = ["Meet at the entrance", "入口处集合"] as const;

const talk = (english: string, chinese: string): SeededSession => ({
  title: [english, chinese],
  place: STAGE,
  minutes: 45,
  isTalk: true,
});
const workshop = (english: string, chinese: string): SeededSession => ({
  title: [english, chinese],
  place: ROOM,
  minutes: 90,
  isTalk: true,
});
const tour = (english: string, chinese: string): SeededSession => ({
  title: [english, chinese],
  place: DOOR,
  minutes: 60,
});
const showing = (english: string, chinese: string): SeededSession => ({
  title: [english, chinese],
  place: HALL,
  minutes: 30,
});

/** What may happen at an exhibition of a genre, in the order of a day. */
export const SESSIONS: Readonly<Partial<Record<Genre, readonly SeededSession[]>>> = {
  art: [
    tour("First look, before the crowd", "抢先看：人少的时候"),
    talk("What a pigment costs a painter", "一种颜料要画家付出什么"),
    workshop("Grind a blue yourself", "亲手研磨一种蓝"),
    tour("The rooms in the wrong order", "倒着走一遍展厅"),
    talk("Unsigned: how one attributes a hand", "无款：如何认出一只手"),
    showing("A picture is rehung, and why", "换挂一幅画，以及为什么"),
    talk("Fakes we were fond of", "我们曾经喜爱的赝品"),
    tour("For those who would rather sit", "给想坐着看的人"),
    workshop("Draw what is not lit", "画没有被照亮的部分"),
    showing("Last light in the long room", "长厅里的最后一道光"),
  ],
  design: [
    tour("The doorknob walk", "门把手之旅"),
    talk("Why the handle is on the left", "为什么把手在左边"),
    workshop("Fold a chair from one sheet", "用一张纸折一把椅子"),
    showing("A hinge, taken apart", "拆开一只铰链"),
    talk("Things that were almost made", "差一点就造出来的东西"),
    tour("With the people who built it", "跟着布展的人走"),
    workshop("Repair the worst umbrella", "修好最破的那把伞"),
    talk("On comfort, standing up", "站着谈舒适"),
    showing("Stress test, with sandbags", "沙袋压力测试"),
    tour("Touch everything, an hour of it", "一小时：什么都可以摸"),
  ],
  photography: [
    tour("In the order they were taken", "按拍摄的先后走一遍"),
    talk("Six rolls for one picture", "六卷胶卷，一张照片"),
    workshop("Print one negative three ways", "同一底片，三种印法"),
    showing("Contact sheets under the lamp", "灯下看印样"),
    talk("People who were in the background", "站在背景里的人"),
    tour("With somebody who is in them", "跟着照片里的人看"),
    workshop("A portrait without a face", "不露脸的肖像"),
    talk("What was cropped", "被裁掉的部分"),
    showing("The darkroom, with the light on", "开着灯的暗房"),
  ],
  science: [
    showing("The big machine is started", "启动大机器"),
    talk("How one weighs a cloud", "怎样给云称重"),
    workshop("Build a rain gauge that lies", "做一个会骗人的雨量计"),
    tour("Behind the glass with the technicians", "随技师走到玻璃后面"),
    talk("Errors we are proud of", "我们引以为傲的误差"),
    showing("One thousand litres, all at once", "一千升水，一次放完"),
    workshop("Grind a lens by hand", "手磨一片透镜"),
    talk("Questions from people under ten", "十岁以下观众提问"),
    tour("The exhibition in the dark", "摸黑看展"),
    showing("Switching off, with applause", "关机，请鼓掌"),
  ],
  fair: [
    showing("Doors, and the bell that says so", "开门，敲钟为号"),
    tour("A first walk: who stands where", "先走一圈：谁在哪里"),
    workshop("Sew a book in an hour", "一小时缝一本书"),
    talk("Ninety copies and no more", "九十册，不再加印"),
    showing("The oldest thing on any table", "全场最老的一件东西"),
    workshop("Mend a zip, keep the coat", "修好拉链，留住大衣"),
    talk("What it costs to make it slowly", "慢慢做，要花多少钱"),
    tour("Tables nobody finds by themselves", "自己找不到的那些桌子"),
    showing("Swap hour: one of yours for one of mine", "交换时间：用你的换我的"),
    workshop("Print your own ticket", "印一张自己的票"),
    talk("Three makers, one quarrel", "三位手艺人，一场争论"),
    showing("Auction of what was left over", "余货拍卖"),
    talk("Letters to a small shop", "写给小店的信"),
    tour("With children, at their speed", "带孩子走，按孩子的速度"),
    showing("Closing bell, and sweeping up together", "收市敲钟，一起打扫"),
  ],
  food: [
    showing("The first oven is opened", "第一炉出炉"),
    workshop("Knead for ten minutes, then wait", "揉十分钟，然后等"),
    tour("From the mildest to the hottest", "从最不辣到最辣"),
    talk("A history of the wrong flour", "用错面粉的历史"),
    showing("Tasting: six of one kind", "品尝：同一种，六个样"),
    workshop("Pickle what is in season", "腌一坛当季的菜"),
    talk("Why nobody writes the recipe down", "为什么没人把方子写下来"),
    tour("Stalls that close early", "收得早的摊位"),
    showing("Milk, for those who overdid it", "给逞强的人备好牛奶"),
    talk("A grandmother and a chemist", "一位祖母和一位化学家"),
    workshop("Fold forty dumplings", "包四十个饺子"),
    showing("The last loaf is given away", "送出最后一个面包"),
  ],
};

/** Who talks. Nobody of them exists. */
export const SPEAKERS: readonly (readonly [english: string, chinese: string])[] = [
  ["Odile Marrowby", "奥迪尔·马罗比"],
  ["Teun Hazelhof", "特恩·哈泽尔霍夫"],
  ["Priya Sandalwala", "普里娅·桑达瓦拉"],
  ["Ignatz Quellmann", "伊格纳茨·奎尔曼"],
  ["Wen Yuhe", "温雨禾"],
  ["Marisol Tejada Brun", "玛丽索尔·特哈达·布伦"],
  ["Kofi Danquah-Lisle", "科菲·丹夸-莱尔"],
  ["Solveig Underhaug", "索尔薇格·翁德豪格"],
  ["Haruto Mizukoshi-Ray", "水越·雷·阳斗"],
  ["Beatriz Lagoa Fria", "贝阿特丽斯·拉戈阿"],
  ["Tamsin Ferrowby", "塔姆辛·费罗比"],
  ["Qiao Shuting", "乔书庭"],
];
