import type { ZxcvbnFactory } from "@zxcvbn-ts/core";

export const PASSWORD_CHARACTERS = { least: 10, most: 128 } as const;
/** zxcvbn's "safely unguessable": above 10^8 guesses, which rate limits and the hash turn into centuries. */
const LEAST_SCORE = 3;
/** Judging takes longer than in proportion, on the thread that serves everybody; what is strong by its first characters needs no more of them. */
const JUDGED_CHARACTERS = 24;

export type PasswordWeakness = "tooShort" | "tooLong" | "personal" | "common" | "pattern" | "guessable";

const PATTERNS = new Set(["straightRow", "keyPattern", "simpleRepeat", "extendedRepeat", "sequences", "recentYears"]);
const COMMON = new Set(["topTen", "topHundred", "common", "similarToCommon", "pwned", "wordByItself"]);

let judge: Promise<ZxcvbnFactory> | undefined;

/** The dictionaries weigh megabytes: they come with the first password that is set, and nothing else waits for them. */
async function loadJudge(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
}

/** The words in a person's address and name, which strangers know too. */
function personalWords(email: string, name: string | null): string[] {
  const words = `${email} ${name ?? ""}`
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return [...new Set([email, email.split("@")[0] ?? "", ...words])].filter((word) => word.length > 2);
}

/**
 * Why a password will not do, or null for one that does. Length is counted in characters after NFKC; what a stranger knows
 * of the person (address, name) counts as a word that is tried first.
 */
export async function passwordWeakness(
  password: string,
  person: { readonly email: string; readonly name: string | null },
): Promise<PasswordWeakness | null> {
  const characters = [...password.normalize("NFKC")];
  if (characters.length < PASSWORD_CHARACTERS.least) return "tooShort";
  if (characters.length > PASSWORD_CHARACTERS.most) return "tooLong";
  judge ??= loadJudge();
  const judged = characters.slice(0, JUDGED_CHARACTERS).join("");
  const { score, feedback, sequence } = (await judge).check(judged, personalWords(person.email, person.name));
  if (score >= LEAST_SCORE) return null;
  const isPersonal = sequence.some((part) => "dictionaryName" in part && String(part.dictionaryName) === "userInputs");
  if (isPersonal || feedback.warning === "userInputs") return "personal";
  if (feedback.warning && PATTERNS.has(feedback.warning)) return "pattern";
  return feedback.warning && COMMON.has(feedback.warning) ? "common" : "guessable";
}
