import { code } from "./tables/code";
import { eventSources } from "./tables/event-sources";
import { httpApi } from "./tables/http-api";
import { iam } from "./tables/iam";
import { lambda } from "./tables/lambda";
import { TYPES_WITHOUT_EFFECT, WARNED_ATTRIBUTES, WARNED_TYPES } from "./tables/other-types";
import { restApi } from "./tables/rest-api";
import { services } from "./tables/services";
import { webSocketApi } from "./tables/websocket-api";
import type { AttributeTable } from "./treatment";

/** The resource types that the runner reads, and the treatment of their attributes. */
export const TABLES: Readonly<Record<string, AttributeTable>> = {
  ...code,
  ...eventSources,
  ...httpApi,
  ...iam,
  ...lambda,
  ...restApi,
  ...services,
  ...webSocketApi,
};

/** A resource with the attributes of a data source. */
const LIKE_DATA_SOURCES = ["archive_file"];

/** How the runner treats the resources of a type. */
export type TypeTreatment =
  /** The runner reads them. An attribute that isn't in the table is unknown. */
  | { readonly kind: "read"; readonly attributes: AttributeTable }
  /** They can't change a response, except by these attributes. */
  | { readonly kind: "noEffect"; readonly except: AttributeTable }
  | { readonly kind: "warned"; readonly text: string }
  | { readonly kind: "unknown" };

export function treatmentOf(type: string): TypeTreatment {
  const attributes = own(TABLES, LIKE_DATA_SOURCES.includes(type) ? `data.${type}` : type);
  if (attributes) {
    return { kind: "read", attributes };
  }
  const text = own(WARNED_TYPES, type);
  if (text !== undefined) {
    return { kind: "warned", text };
  }
  if (TYPES_WITHOUT_EFFECT.test(type)) {
    return { kind: "noEffect", except: own(WARNED_ATTRIBUTES, type) ?? {} };
  }
  return { kind: "unknown" };
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
