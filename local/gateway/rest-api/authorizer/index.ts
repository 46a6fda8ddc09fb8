export { authorizeFor, type AuthorizeMethod } from "./authorize-for";
export type { Decision } from "./decision";
