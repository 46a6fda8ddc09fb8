import { checkChoice } from "../../../core/checks";
import { checkKind, checkProps, object, required, string } from "../../../core/props";
import { resourceKind } from "../../../core/resource-kind";
import type { Integration, IntegrationContext, IntegrationObject } from "../integration";
import { AwsIntegration } from "./aws-integration";
import { SERVICE_KINDS, templateRequest, type ServiceIntegrationProps } from "./service-props";

/** What the integration needs of a table, such as a `DynamodbTable` of the AWS provider. */
export interface ITable {
  readonly arn: string;
  readonly name: string;
}

/** Props of `DynamoDbIntegration`. */
export interface DynamoDbIntegrationProps extends ServiceIntegrationProps {
  readonly action: "DeleteItem" | "GetItem" | "PutItem" | "Query" | "Scan" | "UpdateItem";
  /**
   * The request of the action without `TableName`. A text that contains `$` is Velocity, which is
   * written as it is between quotes, e.g. `` { Key: { id: { S: `$util.escapeJavaScript(
   * $input.params('id')).replaceAll("\\\\'", "'")` } } } ``: JSON doesn't allow the escaped apostrophes
   * of `escapeJavaScript`.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations.html
   */
  readonly input: Readonly<Record<string, unknown>>;
}

const ACTIONS = ["DeleteItem", "GetItem", "PutItem", "Query", "Scan", "UpdateItem"];
const TABLE_KIND = required(resourceKind("table", "arn", "name"));

/** Reads or changes items of a table; the response is DynamoDB's. */
export class DynamoDbIntegration implements Integration {
  readonly apiType = "REST";

  constructor(
    private readonly table: ITable,
    private readonly props: DynamoDbIntegrationProps,
  ) {}

  bind(context: IntegrationContext): IntegrationObject {
    const { api, method } = context;
    const { table } = this;
    checkKind(api, `table of ${method}`, table, TABLE_KIND);
    const kinds = { ...SERVICE_KINDS, action: required(string), input: required(object) };
    checkProps(api, this.props, kinds, (prop) => `${prop} of ${method}`);
    const { action, input, ...props } = this.props;
    checkChoice(api, `action of ${method}`, action, ACTIONS);
    const index = input["IndexName"];
    const resource = typeof index === "string" ? `${table.arn}/index/${index}` : table.arn;
    return new AwsIntegration({
      service: "dynamodb",
      action,
      allow: { actions: [`dynamodb:${action}`], resources: [resource] },
      ...templateRequest(templateOf({ TableName: table.name, ...input })),
      ...props,
    }).bind(context);
  }
}

/** JSON, but with Velocity as it is: the quotes of its expressions aren't JSON's. */
function templateOf(value: unknown): string {
  if (typeof value === "string" && value.includes("$")) {
    return `"${value}"`;
  }
  if (Array.isArray(value)) {
    return `[${value.map(templateOf).join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${templateOf(member)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}
