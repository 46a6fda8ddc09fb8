export { EventSources } from "./event-sources";
export { recordSender } from "./send-record";
