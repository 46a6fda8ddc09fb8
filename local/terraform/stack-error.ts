/** A synthesised stack can't be read or resolved; the message has the address. */
export class StackError extends Error {}
