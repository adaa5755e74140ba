import type { SeededOrganizer } from "./people.ts";

/** Houses in other parts of the world. One of them has not been verified yet. */
export const ORGANIZERS_ABROAD: readonly SeededOrganizer[] = [
  {
    key: "fernlight",
    slug: "fernlight-presents",
    name: "Fernlight Presents",
    countryCode: "US",
    staff: [
      { name: "Dolores Whitcombe", email: "dolores@fernlight.example", role: "owner" },
      { name: "Marcus Tran", email: "marcus@fernlight.example", role: "manager" },
      { name: "Ivy Castellano", email: "ivy@fernlight.example", role: "boxOffice" },
      { name: "Leon Abara", email: "leon@fernlight.example", role: "gate" },
    ],
  },
  {
    key: "lindenwerk",
    slug: "lindenwerk",
    name: "Lindenwerk",
    countryCode: "DE",
    staff: [
      { name: "Friederike Amsel", email: "friederike@lindenwerk.example", role: "owner" },
      { name: "Tomasz Wilk", email: "tomasz@lindenwerk.example", role: "manager" },
      { name: "Béla Hartl", email: "bela@lindenwerk.example", role: "finance" },
      { name: "Jana Kubátová", email: "jana@lindenwerk.example", role: "gate" },
    ],
  },
  {
    key: "southerly",
    slug: "southerly",
    name: "Southerly",
    countryCode: "AU",
    staff: [
      { name: "Kirra Donnelly", email: "kirra@southerly.example", role: "owner" },
      { name: "Hemi Parata", email: "hemi@southerly.example", role: "manager" },
      { name: "Lerato Mabaso", email: "lerato@southerly.example", role: "boxOffice" },
    ],
  },
  {
    key: "ceiba",
    slug: "ceiba",
    name: "Ceiba",
    countryCode: "BR",
    isUnverified: true,
    staff: [
      { name: "Joana Sampaio", email: "joana@ceiba.example", role: "owner" },
      { name: "Rodrigo Aceves", email: "rodrigo@ceiba.example", role: "manager" },
      { name: "Inês Fontoura", email: "ines@ceiba.example", role: "gate" },
    ],
  },
  {
    key: "lanternrow",
    slug: "lantern-row",
    name: "Lantern Row",
    countryCode: "SG",
    staff: [
      { name: "Tan Hui Xin", email: "huixin@lantern-row.example", role: "owner" },
      { name: "Arun Nair", email: "arun@lantern-row.example", role: "manager" },
      { name: "Chan Ka-yan", email: "kayan@lantern-row.example", role: "boxOffice" },
      { name: "Ploy Suwan", email: "ploy@lantern-row.example", role: "gate" },
    ],
  },
  {
    key: "meridian",
    slug: "meridian-lines",
    name: "Meridian Lines",
    countryCode: "CH",
    staff: [
      { name: "Reto Zumbrunn", email: "reto@meridian-lines.example", role: "owner" },
      { name: "Claire Dufay", email: "claire@meridian-lines.example", role: "finance" },
      { name: "Nikos Vrettos", email: "nikos@meridian-lines.example", role: "gate" },
    ],
  },
];
