import type { CompiledRevision } from "../seating/index.ts";
import { gridChart } from "./grid-chart.ts";

export const theatreChart = (): CompiledRevision =>
  gridChart({
    name: "Theatre",
    categories: ["Stalls", "Circle", "Balcony"],
    sections: [
      { name: "Stalls", category: 0, rows: 20, seatsPerRow: 30 },
      { name: "Circle", category: 1, rows: 10, seatsPerRow: 30 },
      { name: "Balcony", category: 2, rows: 7, seatsPerRow: 30 },
    ],
    stageLabel: "Stage",
  });
export const arenaChart = (): CompiledRevision =>
  gridChart({
    name: "Arena",
    categories: ["Front", "Middle", "Back"],
    sections: [
      { name: "A", category: 0, rows: 50, seatsPerRow: 100 },
      { name: "B", category: 1, rows: 50, seatsPerRow: 100 },
      { name: "C", category: 2, rows: 40, seatsPerRow: 100 },
    ],
    stageLabel: "Stage",
    standing: { name: "Standing", category: 0, count: 1000 },
  });
export const clubChart = (): CompiledRevision =>
  gridChart({
    name: "Club",
    categories: ["Balcony", "Standing"],
    sections: [{ name: "Balcony", category: 0, rows: 3, seatsPerRow: 20 }],
    stageLabel: "Stage",
    standing: { name: "Floor", category: 1, count: 640 },
  });
