import type { HttpMethod, IntegratingApi } from "../api-gateway";
import { apiGatewaySpelling, HTTP_METHODS, warnOverQuota } from "../api-gateway";
import { checkKind, required, string } from "../core/props";
import { refuse } from "../core/refusal";
import { warn } from "../core/warning";
import type { ApiCors, CorsOptions } from "./cors";
import type { Integration } from "./integration";
import { Method } from "./method/method";
import type { Operation } from "./method/operation";
import type { MethodOptions } from "./method/method-props";

/** The default. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const RESOURCE_QUOTA = 300;
const PART = /^(?:[A-Za-z0-9._:$-]+|\{[A-Za-z0-9._$-]+\+?\})$/;

/** Describes a method as an operation of the API's document. */
export type DescribeMethod = (
  path: string,
  httpMethod: string,
  integration: Integration,
  options: MethodOptions,
) => Operation;

/** What a resource needs of its API. */
export interface ResourceHost {
  readonly describe: DescribeMethod;
  /** The preflight requests that the API responds to. */
  readonly cors: Pick<ApiCors, "add">;
}

/** The methods of a path in an OpenAPI document. */
export type PathItem = Readonly<Record<string, Operation>>;

/** A path of an API, with its methods and the paths below it. */
export class Resource {
  private readonly children = new Map<string, Resource>();
  private readonly methods = new Map<string, Operation>();
  /** The number of resources from this one down; counted for the root only. */
  private count = 1;

  /** Made by `RestApi.root` and `addResource`. */
  constructor(
    private readonly api: IntegratingApi,
    /** The whole path, e.g. `/pets/{id}`. */
    readonly path: string,
    private readonly host: ResourceHost,
    private readonly root?: Resource,
  ) {}

  /**
   * Adds a path below this one.
   * @param part - letters, digits and `._:$-`, or `{variable}`, or `{variable+}` for all the rest
   * @throws if the part is malformed, already defined, a second variable on this level, or below a
   * greedy one
   */
  addResource(part: string): Resource {
    checkKind(this.api, `path part below ${this.path}`, part, required(string));
    const path = this.pathOf(part);
    this.checkPart(part, path);
    const root = this.root ?? this;
    const child = new Resource(this.api, path, this.host, root);
    this.children.set(part, child);
    this.warnOfForeignSyntax(part, path);
    if (part.includes("$")) {
      warn(
        this.api,
        `the path part ${part} of ${path} has a $, which AWS does not document for paths: API ` +
          "Gateway may refuse the API. Use letters, digits and ._:- instead.",
      );
    }
    root.count += 1;
    warnOverQuota(this.api, { what: "resources", count: root.count, quota: RESOURCE_QUOTA });
    return child;
  }

  /** The resource of a path below this one. Missing resources on the path are created. */
  resourceForPath(path: string): Resource {
    checkKind(this.api, `path below ${this.path}`, path, required(string));
    return path
      .split("/")
      .filter((part) => part !== "")
      .reduce<Resource>(
        (resource, part) => resource.children.get(part) ?? resource.addResource(part),
        this,
      );
  }

  /**
   * Adds `{proxy+}`, for all paths below this one that have no other resource.
   * @throws if it, or another variable, already exists
   */
  addProxy(): Resource {
    return this.addResource("{proxy+}");
  }

  /**
   * Adds a method, which passes its requests to an integration.
   * @throws if the method isn't one of HTTP's or is already defined, or an option is refused
   */
  addMethod(httpMethod: HttpMethod, integration: Integration, options: MethodOptions = {}): Method {
    const what = `method of ${this.path}`;
    if (!(HTTP_METHODS as readonly string[]).includes(httpMethod)) {
      const allowed = HTTP_METHODS.join(", ");
      refuse(this.api, { what, value: httpMethod, allowed, fix: "Choose one of these." });
    }
    if (this.methods.has(httpMethod)) {
      const allowed = "each method once per path";
      refuse(this.api, { what, value: httpMethod, allowed, fix: "Remove one of the two." });
    }
    this.methods.set(httpMethod, this.host.describe(this.path, httpMethod, integration, options));
    return new Method(this.api, httpMethod, this.path);
  }

  /**
   * Responds to preflight requests: adds the method OPTIONS, which everyone may call whatever the API's
   * `defaultAuthorizer`, because browsers send no credentials with them. It also adds the headers that
   * let scripts read errors to all gateway responses of the API.
   * @throws if OPTIONS is already defined, or browsers or API Gateway would refuse an option
   */
  addCorsPreflight(options: CorsOptions): Method {
    const integration = this.host.cors.add(this.path, options);
    return this.addMethod("OPTIONS", integration, { authorizationType: "NONE" });
  }

  /**
   * The paths that have methods, for an OpenAPI document. A path holds nothing but methods, because
   * some readers of such documents don't know other keys there.
   */
  paths(): [string, PathItem][] {
    const own = [...this.methods].map(([method, item]) => [methodKey(method), item] as const);
    const below = [...this.children.values()].flatMap((child) => child.paths());
    return own.length === 0 ? below : [[this.path, Object.fromEntries(own)], ...below];
  }

  private warnOfForeignSyntax(part: string, path: string): void {
    const spelling = apiGatewaySpelling(part);
    if (spelling === undefined) {
      return;
    }
    warn(
      this.api,
      `the path part ${part} of ${path} has another framework's syntax for parameters, which API ` +
        `Gateway takes literally. Write ${spelling}: "${this.pathOf(spelling)}".`,
    );
  }

  private pathOf(part: string): string {
    return `${this.path === "/" ? "" : this.path}/${part}`;
  }

  private checkPart(part: string, path: string): void {
    const refusePart = (allowed: string, fix: string) =>
      refuse(this.api, { what: `path part of ${path}`, value: part, allowed, fix });
    if (!PART.test(part)) {
      const spelling = apiGatewaySpelling(part);
      refusePart(
        "letters, digits and ._:$-, or {variable}, or {variable+}",
        spelling === undefined
          ? "Add one part of the path at a time, without slashes."
          : `Write ${spelling}.`,
      );
    }
    if (this.path.endsWith("+}")) {
      refusePart("no parts below a {variable+}, which takes the rest of the path", "Leave it out.");
    }
    if (this.children.has(part)) {
      refusePart("each part once per path", "Use the existing resource, or resourceForPath().");
    }
    this.checkVariable(part, refusePart);
  }

  private checkVariable(part: string, refusePart: (allowed: string, fix: string) => never): void {
    if (!part.startsWith("{")) {
      return;
    }
    const other = [...this.children.keys()].find((child) => child.startsWith("{"));
    if (other !== undefined) {
      refusePart(`one variable per level, and ${other} already exists`, "Use the existing one.");
    }
    const name = part.replace(/[{+}]/g, "");
    if (this.path.split("/").includes(`{${name}}`)) {
      refusePart("each variable once in a path", "Give it another name.");
    }
  }
}

/** The key of a method in a path of an OpenAPI document. */
export function methodKey(httpMethod: string): string {
  return httpMethod === "ANY" ? "x-amazon-apigateway-any-method" : httpMethod.toLowerCase();
}
