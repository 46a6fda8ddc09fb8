export { WebSocketModel, type WebSocketModelProps } from "./websocket-model";
