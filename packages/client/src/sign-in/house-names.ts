/** Other houses that sign people in, as they write themselves in every language. */
export const HOUSE_NAMES = { google: "Google", apple: "Apple", facebook: "Facebook" } as const;

export type HouseName = keyof typeof HOUSE_NAMES;

export const isHouse = (text: string | null): text is HouseName => text !== null && Object.hasOwn(HOUSE_NAMES, text);
