import { matchers } from "./matchers";
import type { ResourceType } from "./stack/to-have-resource-like";
import type { ExpectedRoute } from "./stack/to-have-route";

declare global {
  // Jest's types can be extended in this way only.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // Both parameters must be those of the original.
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    interface Matchers<R, T> {
      /** Whether a response has a status; a failure shows the steps of the request. */
      toHaveStatus(status: number): R;
      /** Whether the policies of a function's role allow it an action on a resource. */
      toAllow(functionName: string, action: string, resource: string): R;
      /** Whether exactly these routes can be called by anyone. */
      toHavePublicRoutes(routes: readonly string[]): R;
      /** Whether the stack has a resource with these attributes, and possibly more. */
      toHaveResourceLike(type: ResourceType, partial?: Readonly<Record<string, unknown>>): R;
      /** Whether an API of the stack has a route. */
      toHaveRoute(key: string, expected?: ExpectedRoute): R;
    }
  }
}

expect.extend(matchers);
