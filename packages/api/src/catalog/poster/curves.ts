import { type Composition, disc, filled, SHEET_HEIGHT, SHEET_WIDTH, stroked, unit } from "./sheet.ts";

/** One path drawn again and again, each time thinner: parallel lanes that turn together. */
export const ribbon: Composition = ({ chance, paper, main, key, sparing }) => {
  const strokes = chance.whole(4, 6) * 2 - 1;
  const width = chance.between(330, 420);
  const goesRight = chance.luck(0.5);
  const [from, to] = goesRight ? [SHEET_WIDTH * 0.3, SHEET_WIDTH * 0.72] : [SHEET_WIDTH * 0.7, SHEET_WIDTH * 0.28];
  const top = chance.between(330, 400);
  const radius = unit(Math.abs(to - from) / 2);
  const turn = goesRight ? 1 : 0;
  const path =
    `M${unit(from)} ${SHEET_HEIGHT + 400}V${unit(top)}A${radius} ${radius} 0 0 ${turn} ${unit(to)} ${unit(top)}` +
    `V${unit(top + 130)}A${radius} ${radius} 0 0 ${1 - turn} ${unit(2 * to - from)} ${unit(top + 130)}V-300`;
  const lanes = [main, main, key, main, sparing, main];
  return Array.from({ length: strokes }, (_, i) => {
    const ink = i % 2 === 1 ? paper : (lanes[i / 2] ?? main);
    return stroked(path, ink, width - (i * width) / strokes);
  }).join("");
};

function ringPiece(x: number, y: number, inner: number, outer: number, from: number, to: number): string {
  const at = (radius: number, degrees: number) => {
    const angle = (degrees * Math.PI) / 180;
    return `${unit(x + radius * Math.cos(angle))} ${unit(y + radius * Math.sin(angle))}`;
  };
  const isLong = to - from > 180 ? 1 : 0;
  return (
    `M${at(outer, from)}A${unit(outer)} ${unit(outer)} 0 ${isLong} 1 ${at(outer, to)}` +
    `L${at(inner, to)}A${unit(inner)} ${unit(inner)} 0 ${isLong} 0 ${at(inner, from)}Z`
  );
}

/** Rings cut at quarter and third turns, each half as large again as the one inside. */
export const arcs: Composition = ({ chance, main, key, sparing }) => {
  const x = SHEET_WIDTH * chance.between(0.3, 0.7);
  const y = SHEET_HEIGHT * chance.between(0.4, 0.48);
  const turn = chance.between(0, 360);
  let drawn = "";
  let inner = 42;
  for (let ring = 0; ring < 6; ring++) {
    const outer = inner * 1.52;
    const pieces = chance.whole(1, 2);
    let from = turn + chance.whole(0, 11) * 30;
    for (let piece = 0; piece < pieces; piece++) {
      const span = chance.pick([60, 90, 120, 150, 210]) / pieces + 20;
      const ink = ring === 3 ? key : ring === 1 && piece === 0 ? sparing : main;
      drawn += filled(ringPiece(x, y, inner, outer - 10, from, from + span), ink);
      from += span + chance.pick([60, 90, 120]);
    }
    inner = outer;
  }
  return drawn + disc(x, y, 26, key);
};

/** One light, many times: rings that fall behind it in even steps, each closer and thinner than the last. */
export const exposure: Composition = ({ chance, paper, main, key, sparing }) => {
  const steps = chance.whole(9, 12);
  const radius = chance.between(225, 265);
  const side = chance.luck(0.5) ? -1 : 1;
  const x = SHEET_WIDTH / 2 + side * chance.between(90, 150);
  const y = chance.between(285, 330);
  const bend = chance.between(0.25, 0.6);
  const fall = chance.between(300, 360);
  const ink = chance.pick([main, main, sparing]);
  let drawn = "";
  for (let step = steps; step >= 1; step--) {
    const far = step / steps;
    const atX = x - side * far * (330 + 60 * bend) * (1 - bend * (1 - far));
    const atY = y + fall * far ** (1 + bend);
    drawn += disc(atX, atY, radius * (1 - 0.5 * far), paper, { ink, width: 17 - 11 * far });
  }
  return drawn + disc(x, y, radius, key);
};

/** A network before a far light: lanes that keep their distance through every bend, and the stops of the one you take. */
export const route: Composition = ({ chance, paper, main, key, sparing }) => {
  const lanes = chance.whole(5, 6);
  const gap = 60;
  const left = chance.between(70, 130);
  const bend = chance.between(340, 400);
  const across = chance.between(230, 300);
  const mine = chance.whole(1, lanes - 2);
  const isMirrored = chance.luck(0.5);
  // Lanes that bend by 45° keep their gap when each bends lower by the gap times the tangent of half that angle.
  const bendOf = (lane: number) => bend + lane * gap * Math.tan(Math.PI / 8) + 130;
  const sunX = Math.min(left + across + (lanes - 1) * gap * 0.6 + 60, 560);
  let drawn = disc(sunX, 230, chance.between(170, 210), sparing);
  for (let lane = 0; lane < lanes; lane++) {
    const x = left + lane * gap;
    const y = bendOf(lane);
    const path = `M${unit(x)} ${SHEET_HEIGHT + 40}V${unit(y)}L${unit(x + across)} ${unit(y - across)}V-40`;
    drawn +=
      stroked(path, paper, 50, "round") + stroked(path, lane === mine ? key : main, lane === mine ? 40 : 30, "round");
  }
  const x = left + mine * gap;
  const y = bendOf(mine);
  drawn += disc(x, y + 120, 11, paper) + disc(x + across / 2, y - across / 2, 11, paper);
  drawn += disc(x + across, y - across - 100, 40, paper, { ink: key, width: 15 });
  return isMirrored ? `<g transform="matrix(-1 0 0 1 ${SHEET_WIDTH} 0)">${drawn}</g>` : drawn;
};
