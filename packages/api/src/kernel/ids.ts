import { randomInt } from "node:crypto";
import { v7 } from "uuid";

/** Whether a text is an id at all: what is not must not be asked of the database. */
export { validate as isUuid } from "uuid";

/** A new id: UUID version 7, so that ids sort by the moment they were made. */
export const newId = (): string => v7();

/** Letters and digits that nobody mistakes for another when read aloud or copied by hand. */
const CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Eight characters that name an order between people, 30^8 of them. */
export function newOrderCode(): string {
  return Array.from({ length: 8 }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join("");
}
