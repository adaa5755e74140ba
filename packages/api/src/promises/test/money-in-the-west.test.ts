import { tradeInHouses } from "./random-trade.fixture.ts";

// A file is a process: with two of them the long trade fills two cores.
tradeInHouses("west");
