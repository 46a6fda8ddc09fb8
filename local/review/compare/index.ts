export { compare } from "./compare";
export { compareSyntheses } from "./compare-syntheses";
