import { jsonRequest } from "./json-action";
import type { ServiceAction } from "./service-action";

export const KINESIS_ACTIONS = {
  "Kinesis-PutRecord": {
    service: "kinesis",
    required: ["StreamName", "Data", "PartitionKey"],
    optional: ["SequenceNumberForOrdering", "ExplicitHashKey"],
    iamAction: "kinesis:PutRecord",
    resource: "StreamName",
    // Data must be base64 already.
    request: (parameters) => jsonRequest("kinesis", "PutRecord", parameters),
  },
} satisfies Record<string, ServiceAction>;
