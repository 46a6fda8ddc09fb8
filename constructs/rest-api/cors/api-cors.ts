import type { Construct } from "constructs";
import { warn } from "../../core/warning";
import type { CorsOptions } from "./cors-options";
import { checkCorsOptions } from "./cors-options";
import { originHeaders, preflightIntegration, quoted } from "./preflight";

/** The preflight requests that an API responds to, and what follows for its errors. */
export class ApiCors {
  /** The paths whose preflight requests the API responds to. */
  readonly paths: string[] = [];
  private first: CorsOptions | undefined;
  private readonly origins = new Set<string>();

  constructor(private readonly api: Construct) {}

  /** The integration for a path's preflight requests. @throws if an option is refused */
  add(path: string, cors: CorsOptions) {
    checkCorsOptions(this.api, path, cors);
    this.first ??= cors;
    this.paths.push(path);
    const known = this.origins.size;
    cors.allowOrigins.forEach((origin) => this.origins.add(origin));
    if (known < 2 && this.origins.size > 1) {
      warn(
        this.api,
        `the errors of API Gateway name the origin ${this.first.allowOrigins[0]} only, because a ` +
          "gateway response can't choose between origins: scripts of other origins can't read them. " +
          "Allow one origin, or *.",
      );
    }
    return preflightIntegration(cors);
  }

  /** Whether API Gateway puts the headers of `errorHeaders` on errors. */
  get hasPreflights(): boolean {
    return this.first !== undefined;
  }

  /** Headers of gateway responses, without which scripts can't read errors; none without CORS. */
  get errorHeaders(): Readonly<Record<string, string>> {
    return this.first ? quoted("gatewayresponse.header.", originHeaders(this.first)) : {};
  }
}
