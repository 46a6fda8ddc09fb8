import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { IConstruct } from "constructs";
import { checkChoice } from "../core/checks";
import type { Kinds } from "../core/props";
import { string } from "../core/props";
import { refuse } from "../core/refusal";

const APPLICATION_LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"] as const;
const SYSTEM_LEVELS = ["DEBUG", "INFO", "WARN"] as const;

/** How a function logs. */
export interface LoggingProps {
  /**
   * Whether Lambda writes each line of the log as a JSON object, and lets you choose levels.
   * @default "Text"
   * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
   */
  readonly loggingFormat?: "Text" | "JSON";
  /**
   * Least severe level of the handler's own lines that are kept: TRACE, DEBUG, INFO, WARN, ERROR or
   * FATAL. Only with the format JSON.
   * @default "INFO"
   */
  readonly applicationLogLevel?: (typeof APPLICATION_LEVELS)[number];
  /**
   * Least severe level of Lambda's own lines that are kept: DEBUG, INFO or WARN. Only with the format
   * JSON.
   * @default "INFO"
   */
  readonly systemLogLevel?: (typeof SYSTEM_LEVELS)[number];
}

export const LOGGING_KINDS: Kinds<LoggingProps> = {
  loggingFormat: string,
  applicationLogLevel: string,
  systemLogLevel: string,
};

/** @throws if AWS would refuse a level, or the format has none */
export function checkLogging(scope: IConstruct, props: LoggingProps): void {
  checkChoice(scope, "loggingFormat", props.loggingFormat, ["Text", "JSON"]);
  checkChoice(scope, "applicationLogLevel", props.applicationLogLevel, APPLICATION_LEVELS);
  checkChoice(scope, "systemLogLevel", props.systemLogLevel, SYSTEM_LEVELS);
  if (props.loggingFormat === "JSON") {
    return;
  }
  for (const level of ["applicationLogLevel", "systemLogLevel"] as const) {
    if (props[level] !== undefined) {
      refuse(scope, {
        what: level,
        value: props[level],
        allowed: 'only with loggingFormat: "JSON"',
        fix: "Set the format too: text has no levels.",
      });
    }
  }
}

/** The attribute `logging_config`. */
export function loggingConfig(props: LoggingProps, logGroup: CloudwatchLogGroup) {
  const { loggingFormat = "Text", applicationLogLevel, systemLogLevel } = props;
  return { logFormat: loggingFormat, logGroup: logGroup.name, applicationLogLevel, systemLogLevel };
}
