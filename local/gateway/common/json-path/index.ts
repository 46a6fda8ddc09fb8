export { findByPath } from "./find-by-path";
