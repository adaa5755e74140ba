import { expect } from "vitest";

/** What a test expects of a refusal: its code, and of its detail what is named. */
export const refusal = (code: string, detail: object = {}) =>
  expect.objectContaining({ code, detail: expect.objectContaining(detail) });
