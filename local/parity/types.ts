import { code } from "./tables/code";
import { httpApi } from "./tables/http-api";
import { iam } from "./tables/iam";
import { lambda } from "./tables/lambda";
import { TYPES_WITHOUT_EFFECT, WARNED_ATTRIBUTES, WARNED_TYPES } from "./tables/other-types";
import { restApi } from "./tables/rest-api";
import type { AttributeTable } from "./treatment";

/** The types that the runner reads, and what it does with each of their attributes. */
export const TABLES: Readonly<Record<string, AttributeTable>> = {
  ...code,
  ...httpApi,
  ...iam,
  ...lambda,
  ...restApi,
};

/** What the runner does with the resources of a type. */
export type TypeTreatment =
  /** It reads them; an attribute that the table doesn't have is unknown. */
  | { readonly kind: "read"; readonly attributes: AttributeTable }
  /** They can't change a response, but for these attributes. */
  | { readonly kind: "noEffect"; readonly except: AttributeTable }
  | { readonly kind: "warned"; readonly text: string }
  | { readonly kind: "unknown" };

export function treatmentOf(type: string): TypeTreatment {
  const attributes = own(TABLES, type);
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
