export { ACCEPT_FILE, acceptancesIn, parseAcceptances, type AcceptedFinding } from "./accept-file";
export { accepted } from "./accepted";
