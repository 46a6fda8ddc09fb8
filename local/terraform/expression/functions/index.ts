export { callFunction } from "./call-function";
