export { WebSocketConnections } from "./connection/web-socket-connections";
export { createWebSocketApis } from "./create-web-socket-apis";
