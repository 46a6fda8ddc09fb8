export { formatReports, FORMATS } from "./format-reports";
export type { Format } from "./format-reports";
export { jsonOfReports, readReports } from "./json";
export { COMMENT_LIMIT, markdownOfReports } from "./markdown";
export { proseMarkdown } from "./markdown-escape";
export { hasChanges } from "./summary";
