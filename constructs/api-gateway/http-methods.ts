/** The methods of routes and resources; `ANY` is every method that has no definition. */
export const HTTP_METHODS = [
  "ANY",
  "DELETE",
  "GET",
  "HEAD",
  "OPTIONS",
  "PATCH",
  "POST",
  "PUT",
] as const;

/** A method of a route of an HTTP API or of a resource of a REST API. */
export type HttpMethod = (typeof HTTP_METHODS)[number];
