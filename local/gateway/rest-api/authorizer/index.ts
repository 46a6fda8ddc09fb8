export type { Authorize } from "./authorize";
export { authorizeFor } from "./authorize-for";
export type { Decision } from "./decision";
