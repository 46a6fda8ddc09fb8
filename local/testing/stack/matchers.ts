import { toAllow } from "./to-allow";
import { toHavePublicRoutes } from "./to-have-public-routes";
import { toHaveResourceLike } from "./to-have-resource-like";
import { toHaveRoute } from "./to-have-route";

/** The matchers that take a stack, or the folder of a synthesised one. */
export const stackMatchers = { toAllow, toHavePublicRoutes, toHaveResourceLike, toHaveRoute };
