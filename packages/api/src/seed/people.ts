import type { Role } from "@usher/db";

export type OrganizerKey =
  | "kade"
  | "hoshi"
  | "fernlight"
  | "lindenwerk"
  | "southerly"
  | "ceiba"
  | "lanternrow"
  | "meridian";

export interface SeededOrganizer {
  readonly key: OrganizerKey;
  readonly slug: string;
  readonly name: string;
  readonly countryCode: string;
  /** Nobody has looked at its papers yet; what it sells does not bear the mark of the others. */
  readonly isUnverified?: boolean;
  readonly staff: readonly { readonly name: string; readonly email: string; readonly role: Role }[];
}

/** Two houses that know nothing of each other, so that what is closed between them can be seen to be closed. */
export const ORGANIZERS: readonly SeededOrganizer[] = [
  {
    key: "kade",
    slug: "kade-concerts",
    name: "Kade Concerts",
    countryCode: "NL",
    staff: [
      { name: "Noor Kade", email: "noor@kade-concerts.example", role: "owner" },
      { name: "Joris van Dam", email: "joris@kade-concerts.example", role: "manager" },
      { name: "Aylin Demir", email: "aylin@kade-concerts.example", role: "boxOffice" },
      { name: "Pieter Smit", email: "pieter@kade-concerts.example", role: "finance" },
      { name: "Femke Bos", email: "femke@kade-concerts.example", role: "gate" },
    ],
  },
  {
    key: "hoshi",
    slug: "hoshi-live",
    name: "Hoshi Live",
    countryCode: "JP",
    staff: [
      { name: "Haruka Hoshino", email: "haruka@hoshi-live.example", role: "owner" },
      { name: "Kenji Mori", email: "kenji@hoshi-live.example", role: "manager" },
      { name: "Aiko Tanabe", email: "aiko@hoshi-live.example", role: "boxOffice" },
      { name: "Daichi Ono", email: "daichi@hoshi-live.example", role: "finance" },
      { name: "Yuki Sato", email: "yuki@hoshi-live.example", role: "gate" },
    ],
  },
];

export interface SeededBuyer {
  readonly name: string;
  readonly email: string;
  readonly locale: string;
}

/** People who buy and have an account. The first two orders of some performances are theirs. */
export const BUYERS: readonly SeededBuyer[] = [
  { name: "Sam Jansen", email: "sam.jansen@post.example", locale: "en" },
  { name: "林美", email: "mei.lin@post.example", locale: "zh" },
];

export const FIRST_NAMES = [
  "Ada",
  "Bram",
  "Chiara",
  "Daan",
  "Elif",
  "Farah",
  "Gijs",
  "Hana",
  "Ines",
  "Jonas",
  "Kaori",
  "Lars",
  "Mila",
  "Nils",
  "Olga",
  "Priya",
  "Quentin",
  "Rosa",
  "Sven",
  "Tess",
  "Umar",
  "Vera",
  "Wei",
  "Xin",
  "Yara",
  "Zoë",
] as const;

export const LAST_NAMES = [
  "Abe",
  "Berg",
  "Costa",
  "Dijk",
  "Ekström",
  "Fischer",
  "Guo",
  "Hansen",
  "Ito",
  "Jansen",
  "Khan",
  "Lindqvist",
  "Meijer",
  "Nakamura",
  "Okafor",
  "Peters",
  "Qureshi",
  "Rossi",
  "Sørensen",
  "Tan",
  "Visser",
  "Wang",
  "Yilmaz",
  "Zhang",
] as const;
