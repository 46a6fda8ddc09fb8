/*
 * Tests of APIs: `serve` a stack in the test's process and send requests to it. The matchers are in
 * `jest.ts`, which registers them when it is imported; elsewhere: `expect.extend(matchers)`.
 */
export type { Api, DeployedApi, DeployedResponse, LocalApi, SettledOptions } from "./serve/api";
export type { ApiEvent, ApiRequestContext } from "./serve/api-event";
export type { LogEntry } from "./serve/function-logs";
export { FunctionError } from "./serve/invocation";
export type { LocalResponse } from "./serve/local-response";
export { matchers } from "./matchers";
export { replay, type ReplayOptions } from "./cases/replay";
export type { FetchOptions, TargetOptions } from "./serve/request";
export { serve } from "./serve/serve";
export type { LocalOptions, ServeOptions, Stub } from "./serve/serve-options";
export { routes } from "./stack/route-list";
export type { ResourceType } from "./stack/to-have-resource-like";
export type { ExpectedRoute } from "./stack/to-have-route";
export type { Stack } from "./stack-folder";
export type { Upstream, Upstreams } from "./serve/upstreams";
export {
  renderTemplate,
  type RenderedTemplate,
  type RenderOptions,
  type TemplateSource,
} from "./template/render-template";
