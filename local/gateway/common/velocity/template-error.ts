/** A template that can't be served. */
export class TemplateError extends Error {
  /** @param at - where in the template, as an offset */
  constructor(
    message: string,
    readonly at?: number,
  ) {
    super(message);
  }
}
