import { isSupportedCurrency } from "./currencies.ts";
import { invalidRequest } from "./failures.ts";
import type { FormFields, FormValue } from "./form.ts";

/** Reads one parameter; `name` is its bracketed name for the error message. */
export interface Reader<T> {
  read(value: FormValue, name: string): T;
}
interface RequiredReader<T> extends Reader<T> {
  required: true;
}

type Fields = Record<string, Reader<unknown>>;
type Read<R> = R extends Reader<infer T> ? T : never;
/** The shape that `object(fields)` reads: what is not required may be undefined. */
export type ReadFields<F extends Fields> = {
  [K in keyof F]: F[K] extends RequiredReader<infer T> ? T : Read<F[K]> | undefined;
};

/** Marks a parameter as required: without it the answer is `parameter_missing`. */
export function required<T>(reader: Reader<T>): RequiredReader<T> {
  return { read: reader.read, required: true };
}

function plainText(value: FormValue, name: string): string {
  if (typeof value !== "string") throw invalidRequest(`Invalid string: ${JSON.stringify(value)}`, undefined, name);
  if (value === "") {
    const message = `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`;
    throw invalidRequest(message, "parameter_invalid_empty", name);
  }
  return value;
}

/** Text of at most `longest` characters. */
export function text(longest = 5000): Reader<string> {
  return {
    read(value, name) {
      const read = plainText(value, name);
      if (read.length <= longest) return read;
      throw invalidRequest(
        `Invalid string: ${read.slice(0, 20)}…; must be at most ${longest} characters`,
        undefined,
        name,
      );
    },
  };
}

/** A whole number within bounds. */
export function integer(least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER): Reader<number> {
  return {
    read(value, name) {
      const read = plainText(value, name);
      if (!/^-?\d+$/.test(read)) throw invalidRequest(`Invalid integer: ${read}`, "parameter_invalid_integer", name);
      const number = Number(read);
      if (number < least) {
        const message = `This value must be greater than or equal to ${least}.`;
        throw invalidRequest(message, "parameter_invalid_integer", name);
      }
      if (number > most) {
        throw invalidRequest(`This value must be less than or equal to ${most}.`, "parameter_invalid_integer", name);
      }
      return number;
    },
  };
}

/** `true` or `false`. */
export const flag: Reader<boolean> = {
  read(value, name) {
    if (value === "true" || value === "false") return value === "true";
    throw invalidRequest(`Invalid boolean: ${String(value)}`, undefined, name);
  },
};

/** One of a few words. */
export function oneOf<const T extends string>(...words: T[]): Reader<T> {
  return {
    read(value, name) {
      const found = words.find((word) => word === value);
      if (found !== undefined) return found;
      throw invalidRequest(`Invalid ${name}: must be one of ${words.join(", ")}`, undefined, name);
    },
  };
}

/** An absolute http(s) address. */
export const address: Reader<string> = {
  read(value, name) {
    const read = plainText(value, name);
    // The placeholder's braces are legal in Stripe's addresses though a strict parser would escape them.
    if (/^https?:\/\//.test(read) && URL.canParse(read)) return read;
    throw invalidRequest("Not a valid URL", "url_invalid", name);
  },
};

/** A mail address, checked only as far as Stripe checks it. */
export const mailAddress: Reader<string> = {
  read(value, name) {
    const read = plainText(value, name);
    if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(read)) return read;
    throw invalidRequest(`Invalid email address: ${read}`, "email_invalid", name);
  },
};

/** A three-letter currency, kept in small letters. */
export const currency: Reader<string> = {
  read(value, name) {
    const read = plainText(value, name).toLowerCase();
    if (isSupportedCurrency(read)) return read;
    throw invalidRequest(`Invalid currency: ${read}. Stripe currently supports ISO 4217 currencies.`, undefined, name);
  },
};

/** Up to 50 keys of 40 characters with values of 500. An empty value unsets its key. */
export const metadata: Reader<Record<string, string>> = {
  read(value, name) {
    if (value === "") return {};
    if (typeof value === "string") throw invalidRequest("Invalid object", undefined, name);
    const entries = Object.entries(value).map(([key, one]) => {
      if (typeof one !== "string")
        throw invalidRequest("Metadata values must be strings", undefined, `${name}[${key}]`);
      if (key.length > 40) throw invalidRequest("Metadata keys can have up to 40 characters", undefined, name);
      if (one.length > 500) {
        throw invalidRequest("Metadata values can have up to 500 characters", undefined, `${name}[${key}]`);
      }
      return [key, one] as const;
    });
    if (entries.length > 50) throw invalidRequest("You cannot have more than 50 metadata keys", undefined, name);
    return Object.fromEntries(entries);
  },
};

/** A list with `least` to `most` entries. */
export function list<T>(entry: Reader<T>, most: number, least = 0): Reader<T[]> {
  return {
    read(value, name) {
      if (value === "" && least === 0) return [];
      if (!Array.isArray(value)) throw invalidRequest("Invalid array", undefined, name);
      if (value.length < least || value.length > most) {
        throw invalidRequest(`This list must have ${least} to ${most} entries.`, undefined, name);
      }
      return value.map((one, index) => entry.read(one, `${name}[${index}]`));
    },
  };
}

/** Either a number or bounds `gt`, `gte`, `lt`, `lte`, as list endpoints take it for times. */
export const timeRange: Reader<{ gt?: number; gte?: number; lt?: number; lte?: number }> = {
  read(value, name) {
    if (typeof value === "string") {
      const moment = integer(0).read(value, name);
      return { gte: moment, lte: moment };
    }
    return object({ gt: integer(0), gte: integer(0), lt: integer(0), lte: integer(0) }).read(value, name);
  },
};

/** Named parameters. Any name beyond them is refused, so that nothing is silently ignored. */
export function object<F extends Fields>(fields: F): Reader<ReadFields<F>> {
  return {
    read(value, name) {
      const given = typeof value === "string" && value === "" ? {} : value;
      if (typeof given === "string" || Array.isArray(given)) throw invalidRequest("Invalid object", undefined, name);
      return readFields(fields, given, (key) => `${name}[${key}]`);
    },
  };
}

/** Reads a whole request. */
export function readRequest<F extends Fields>(fields: F, given: FormFields): ReadFields<F> {
  return readFields(fields, given, (key) => key);
}

function readFields<F extends Fields>(fields: F, given: FormFields, nameOf: (key: string) => string): ReadFields<F> {
  for (const key of Object.keys(given)) {
    if (Object.hasOwn(fields, key)) continue;
    throw invalidRequest(`Received unknown parameter: ${nameOf(key)}`, "parameter_unknown", nameOf(key));
  }
  const read: Record<string, unknown> = {};
  for (const [key, reader] of Object.entries(fields)) {
    const value = given[key];
    if (value !== undefined) read[key] = reader.read(value, nameOf(key));
    else if ("required" in reader) {
      throw invalidRequest(`Missing required param: ${nameOf(key)}.`, "parameter_missing", nameOf(key));
    }
  }
  return read as ReadFields<F>;
}
