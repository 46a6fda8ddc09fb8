export { compare } from "./compare";
