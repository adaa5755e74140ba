export { enrolDevice } from "./enrol-device.ts";
export { GATE_ROLES } from "./gate-access.ts";
export { gateBundle } from "./gate-bundle.ts";
export { gatePerformances } from "./gate-performances.ts";
export { syncScans } from "./sync-scans.ts";
export { ticketLabels } from "./ticket-labels.ts";
