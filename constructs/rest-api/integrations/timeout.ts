import { checkRange } from "../../limits";
import { IntegrationSite } from "./integration";

/** Refuses a timeout that API Gateway doesn't take without a raised quota. */
export function checkTimeout({ api, method }: IntegrationSite, timeout: number | undefined): void {
  checkRange(api, `timeout of ${method}`, timeout, { min: 50, max: 29_000, unit: "milliseconds" });
}
