export type { IGrantable, IResourceArn } from "./grantee";
export { grants, type BucketGrantOptions } from "./grants";
export type { ITable } from "./table-grants";
