export type { Authorize } from "./authorize";
export { authorizeFor } from "./authorize-for";
export { DecisionCache } from "./decision-cache";
