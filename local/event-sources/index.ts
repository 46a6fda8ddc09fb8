export { EventSources } from "./event-sources";
