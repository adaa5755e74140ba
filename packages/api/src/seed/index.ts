export { type DemoAccount, type SeedAnswer, seedDatabase } from "./seed.ts";
export { seedForTests, type TestHouse, type TestPerson } from "./seed-for-tests.ts";
