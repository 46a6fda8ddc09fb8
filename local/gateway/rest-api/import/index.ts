export { importDocument, rejectionOf, type ImportedDocument } from "./import-document";
export type { ImportError, ImportWarning } from "./report";
export type { JsonObject } from "./json";
