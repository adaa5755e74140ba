export { exportStatement } from "./export-statement.ts";
export { runMatch, showMatch, startMatch } from "./match.ts";
export { readStatement } from "./read-statement.ts";
export { statementPdf } from "./statement-pdf.ts";
export { statementLines } from "./statement-lines.ts";
