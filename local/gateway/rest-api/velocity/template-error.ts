/** A template that can't be served. */
export class TemplateError extends Error {}
