export { withCache, type ResponseCache } from "./with-cache";
