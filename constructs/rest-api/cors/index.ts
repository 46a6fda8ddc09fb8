export { ApiCors } from "./api-cors";
export type { CorsOptions } from "./cors-options";
export { warnOfUnreadableErrors } from "./unreadable-errors";
export { warnOfUnusedPreflights } from "./unused-preflight";
