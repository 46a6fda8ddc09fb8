/** Of the headers of `$connect`'s response, only this one reaches the client. */
export const SUBPROTOCOL = "Sec-WebSocket-Protocol";
