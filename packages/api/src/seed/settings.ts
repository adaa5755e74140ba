/** The day for which the seed was sown: it is in every id, and stays. */
export const FIRST_DAY_SETTING = "seed.firstDay";
/** The day from which the seed's dates count since they were moved last. */
export const ROLLED_TO_SETTING = "seed.rolledTo";
/** Whoever sows or moves holds it. */
export const SEED_LOCK = 72_540_001;
