/** A synthesised stack that can't be read or resolved; the message names the place. */
export class StackError extends Error {}
