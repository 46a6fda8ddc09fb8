export { jsonOfReports, readReports } from "./json";
export { COMMENT_LIMIT, markdownOfReports, SUMMARY_LIMIT } from "./markdown";
export { hasChanges } from "./summary";
export { textOfReports } from "./text";
