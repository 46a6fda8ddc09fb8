export { computedAttribute } from "./computed-attribute";
export type { ApplyContext } from "./compute";
