export { refusals } from "./refusals";
export { parityWarnings } from "./warnings";
