import type { IConstruct } from "constructs";
import { apiGatewaySpelling, HTTP_METHODS } from "../api-gateway";
import { isKnown } from "../core/known";
import { refuse } from "../core/refusal";
import { warn } from "../core/warning";

const METHODS: readonly string[] = HTTP_METHODS;
const LITERAL = /^[^\s{}?#]+$/;
const PARAMETER = /^\{([A-Za-z0-9._:-]+)(\+?)\}$/;

/**
 * The requests that a route takes: `GET /pets/{id}`, `ANY /{proxy+}`, `$default`. An instance is
 * always well-formed.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export class RouteKey {
  private constructor(
    /** The key as it was written. */
    readonly text: string,
    /**
     * The key without the names of its parameters. API Gateway refuses a second route of the same
     * shape, and a route whose parameters are renamed is still the same route.
     */
    readonly shape: string,
  ) {}

  /** @throws if it isn't a route key, or isn't known at synth: the route's address depends on it */
  static parse(scope: IConstruct, text: string): RouteKey {
    if (text === "$default") {
      return new RouteKey(text, text);
    }
    const [method = "", path = "", ...rest] = text.split(" ");
    if (!isKnown(text) || rest.length > 0 || !METHODS.includes(method) || !path.startsWith("/")) {
      refuse(scope, {
        what: "route key",
        value: text,
        allowed: `$default, or one of ${METHODS.join(", ")}, a space, and a path from "/"`,
        fix: 'Write it like "GET /pets/{id}".',
      });
    }
    const segments = path === "/" ? [] : path.slice(1).split("/");
    const spelling = apiGatewaySpelling(path);
    checkSegments(scope, text, segments, spelling && `Write "${method} ${spelling}"`);
    if (spelling !== undefined) {
      warn(
        scope,
        `the route key "${text}" has another framework's syntax for parameters, which API Gateway ` +
          `takes literally. Write "${method} ${spelling}".`,
      );
    }
    const shape = segments.map(withoutName).join("/");
    return new RouteKey(text, `${method} /${shape}`);
  }
}

function withoutName(segment: string): string {
  return segment.replace(PARAMETER, (_, __, greedy) => (greedy ? "{*}" : "{}"));
}

/** @param spelling - the fix for a key in another framework's syntax */
function checkSegments(
  scope: IConstruct,
  text: string,
  segments: readonly string[],
  spelling: string | undefined,
): void {
  const names = new Set<string>();
  segments.forEach((segment, index) => {
    const [, name, greedy] = PARAMETER.exec(segment) ?? [];
    if (name === undefined) {
      return checkLiteral(scope, text, segment, spelling);
    }
    if (greedy && index < segments.length - 1) {
      refuseSegment(
        scope,
        text,
        segment,
        "a greedy parameter only as the last part",
        "Move it to the end",
      );
    }
    if (names.has(name)) {
      refuseSegment(scope, text, segment, "each name once in a path", "Rename one of the two");
    }
    names.add(name);
  });
}

function checkLiteral(
  scope: IConstruct,
  text: string,
  segment: string,
  spelling = "Write the path without a slash at its end, and use braces only around a whole part",
): void {
  if (LITERAL.test(segment)) {
    return;
  }
  refuseSegment(
    scope,
    text,
    segment,
    "parts that are not empty, each plain text or one {parameter} of letters, digits and . _ : -",
    spelling,
  );
}

function refuseSegment(
  scope: IConstruct,
  text: string,
  segment: string,
  allowed: string,
  fix: string,
): never {
  refuse(scope, {
    what: `part ${JSON.stringify(segment)} of the route key`,
    value: text,
    allowed,
    fix: `${fix}.`,
  });
}
