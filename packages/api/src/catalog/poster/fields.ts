import { type Composition, disc, filled, SHEET_HEIGHT, SHEET_WIDTH, stroked, unit } from "./sheet.ts";

function dot(x: number, y: number, radius: number): string {
  const r = unit(radius);
  return `M${unit(x - radius)} ${unit(y)}a${r} ${r} 0 1 0 ${unit(radius * 2)} 0a${r} ${r} 0 1 0 ${unit(-radius * 2)} 0z`;
}

/** A light behind a screen of dots, the screen turned as a printer turns it. */
export const halftone: Composition = ({ chance, main, key }) => {
  const step = 25;
  const lightX = SHEET_WIDTH * chance.between(0.3, 0.7);
  const lightY = SHEET_HEIGHT * chance.between(0.3, 0.42);
  const reach = chance.between(430, 540);
  const turn = chance.between(0.2, 0.5);
  const wave = chance.between(0.022, 0.032);
  const force = chance.between(0.16, 0.34);
  const core = reach * chance.between(0.24, 0.36);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  let outside = "";
  let inside = "";
  for (let row = -40; row < 40; row++) {
    for (let column = -40; column < 40; column++) {
      const [u, v] = [column * step, row * step];
      const x = lightX + u * cos - v * sin;
      const y = lightY + u * sin + v * cos;
      if (x < -20 || x > SHEET_WIDTH + 20 || y < -20 || y > SHEET_HEIGHT) continue;
      const far = Math.hypot(u, v);
      const light = Math.min(1, Math.max(0, 1 - far / reach + force * Math.sin(u * wave) * Math.cos(v * wave)));
      const radius = light ** 0.74 * step * 0.66;
      if (radius <= 1.2) continue;
      if (far < core) inside += dot(x, y, radius);
      else outside += dot(x, y, radius);
    }
  }
  return filled(outside, main) + filled(inside, key);
};

/** Lines of a swell, each hiding the one behind it. */
export const ridges: Composition = ({ chance, paper, main, key }) => {
  const rows = 24;
  const humps = Array.from({ length: 5 }, () => ({
    at: chance.between(0.16, 0.84),
    spread: chance.between(0.045, 0.13),
    weight: chance.between(0.4, 1),
  }));
  const lit = chance.whole(8, 14);
  let drawn = "";
  for (let row = 0; row < rows; row++) {
    const y = 270 + row * 27;
    const swell = 96 * Math.sin((Math.PI * (row + 2)) / (rows + 3));
    let line = `M-20 ${y}`;
    for (let x = 0; x <= SHEET_WIDTH; x += 8) {
      const u = x / SHEET_WIDTH;
      const height = humps.reduce((sum, { at, spread, weight }) => {
        const drift = 0.012 * (row - rows / 2) * (weight - 0.7);
        return sum + weight * Math.exp(-((u - at - drift) ** 2) / (2 * spread ** 2));
      }, 0);
      line += `L${x} ${unit(y - height * swell * (0.72 + 0.28 * Math.sin(row * 1.7 + u * 21)))}`;
    }
    line += `L${SHEET_WIDTH + 20} ${y}`;
    const [ink, width] = row === lit ? [key, 11] : [main, 5];
    drawn += filled(`${line}V${y + 40}H-20Z`, paper) + stroked(line, ink, width, "round");
  }
  return drawn;
};

/** Cut paper on a grid: quarters, halves, whole discs and slats, with most of the sheet's breaks left to chance. */
export const cuts: Composition = ({ chance, main, key, sparing }) => {
  const cell = SHEET_WIDTH / 4;
  let drawn = "";
  for (let row = 0; row < 5; row++) {
    for (let column = 0; column < 4; column++) {
      const [x, y] = [column * cell, row * cell];
      const ink = chance.pick([main, main, main, key, sparing]);
      const turned = `<g transform="rotate(${chance.whole(0, 3) * 90} ${x + cell / 2} ${y + cell / 2})">`;
      const shape = chance.between(0, 1);
      if (shape < 0.46)
        drawn += `${turned}${filled(`M${x} ${y}h${cell}a${cell} ${cell} 0 0 1 ${-cell} ${cell}z`, ink)}</g>`;
      else if (shape < 0.64) {
        drawn += `${turned}${filled(`M${x} ${y}a${cell / 2} ${cell / 2} 0 0 0 ${cell} 0z`, ink)}</g>`;
      } else if (shape < 0.76) drawn += disc(x + cell / 2, y + cell / 2, cell / 2, ink);
      else if (shape < 0.86) {
        const slats = [0, 1, 2, 3].map((k) => `M${x} ${y + (k * cell) / 4}h${cell}v${cell / 8}h${-cell}z`).join("");
        drawn += `${turned}${filled(slats, ink)}</g>`;
      }
    }
  }
  return drawn;
};

/** Two kits, bars against hoops, either side of a halfway line; the centre circle changes where it crosses. */
export const fixture: Composition = ({ chance, paper, main, key, sparing, id }) => {
  const slope = chance.pick([-1, 1]) * chance.between(110, 190);
  const [middle, y] = [SHEET_WIDTH / 2, 400];
  const bars = chance.whole(3, 4);
  const hoops = chance.whole(4, 5);
  const [home, away] = chance.luck(0.5) ? [main, sparing] : [sparing, main];
  const [bar, hoop] = [620 / (bars * 2), SHEET_HEIGHT / (hoops * 2)];
  const foot = middle - slope * 1.5;
  const line = `M${unit(middle + slope)} 0L${unit(foot)} ${SHEET_HEIGHT}`;
  const clip = (side: string, edge: number) => `<clipPath id="${id}${side}"><path d="${line}H${edge}V0Z"/></clipPath>`;
  let kit = "";
  for (let i = 0; i < bars; i++) kit += `M${unit(i * 2 * bar)} 0h${unit(bar)}v${SHEET_HEIGHT}h${unit(-bar)}z`;
  let rival = "";
  for (let i = 0; i < hoops; i++)
    rival += `M0 ${unit((i * 2 + 0.5) * hoop)}h${SHEET_WIDTH}v${unit(hoop)}h-${SHEET_WIDTH}z`;
  return (
    `<defs>${clip("h", 0)}${clip("a", SHEET_WIDTH)}</defs>` +
    `<g clip-path="url(#${id}h)">${filled(kit, home)}${disc(middle, y, 172, paper)}${disc(middle, y, 132, key)}</g>` +
    `<g clip-path="url(#${id}a)">${filled(rival, away)}${disc(middle, y, 172, paper)}${disc(middle, y, 132, "none", { ink: key, width: 22 })}</g>` +
    stroked(line, paper, 30) +
    stroked(line, key, 9)
  );
};
