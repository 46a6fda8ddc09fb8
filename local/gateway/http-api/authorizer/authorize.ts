import type { HttpResponse } from "../../common/http/http-message";
import type { RoutedRequest } from "../call/call";
import type { Caller } from "../call/caller";

/** Who calls; or the response to a request that is refused. */
export type Decision =
  | { readonly caller: Caller; readonly refused?: undefined }
  | { readonly caller?: undefined; readonly refused: HttpResponse };

/** Decides about a request. Only a decision with a caller lets it through. */
export type Authorize = (request: RoutedRequest) => Promise<Decision>;
