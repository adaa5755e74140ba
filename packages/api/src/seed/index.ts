export { type RollForwardAnswer, rollForward } from "./roll-forward.ts";
export { type DemoAccount, type SeedAnswer, seedDatabase } from "./seed.ts";
export { seedForTests, type TestHouse, type TestPerson } from "./seed-for-tests.ts";
