export { EventSources } from "./event-sources";
export { Positions } from "./stream/positions";
export { recordSender } from "./send-record";
