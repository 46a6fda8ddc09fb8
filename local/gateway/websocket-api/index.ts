export { createWebSocketApis } from "./create-web-socket-apis";
