export { logAccess, type Outcome } from "./log-access";
