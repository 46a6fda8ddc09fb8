import path from "node:path";
import { Testing } from "cdktf";
import {
  EnvironmentStack,
  HttpApi,
  HttpLambdaIntegration,
  lambda,
  Monitoring,
} from "../../../constructs";
import { ROOT } from "../root";

/** The picture that constructs/README.md shows. */
export const PICTURE_FILE = path.join(ROOT, "constructs", "observability", "dashboard.svg");

/** A widget, as far as the picture shows it. */
export interface DrawnWidget {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title: string;
    /** Names of alarms. */
    readonly alarms?: readonly string[];
    /** The last part of each has the label. */
    readonly metrics?: readonly (readonly [...string[], { readonly label: string }])[];
    readonly annotations?: { readonly horizontal: readonly { readonly label: string }[] };
  };
}

interface Synthesised {
  readonly resource: {
    readonly aws_cloudwatch_dashboard: Record<string, { readonly dashboard_body: string }>;
    readonly aws_cloudwatch_metric_alarm: Record<string, { readonly alarm_name: string }>;
  };
}

/** The dashboard of an API with one function, with the names of its alarms in place of their ARNs. */
export function exampleDashboard(): readonly DrawnWidget[] {
  const stack = new EnvironmentStack(Testing.app(), "prod", { app: "shop", region: "eu-west-1" });
  const fn = new lambda.Function(stack, "Notes", {
    runtime: lambda.Runtime.PYTHON_3_13,
    handler: "index.handler",
    code: lambda.Code.fromInline("def handler(event, context): return 1"),
  });
  new HttpApi(stack, "Api").addRoute("GET /notes", new HttpLambdaIntegration(fn));
  new Monitoring(stack, "Monitoring");
  const { resource } = JSON.parse(Testing.synth(stack)) as Synthesised;
  const [body = ""] = Object.values(resource.aws_cloudwatch_dashboard).map(
    ({ dashboard_body }) => dashboard_body,
  );
  const named = body.replace(
    /\$\{aws_cloudwatch_metric_alarm\.([\w-]+)\.arn\}/g,
    (_, id: string) => resource.aws_cloudwatch_metric_alarm[id]?.alarm_name ?? id,
  );
  return (JSON.parse(named) as { widgets: DrawnWidget[] }).widgets;
}
