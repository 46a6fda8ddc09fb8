export type { IGrantable, IResourceArn } from "./grantee";
export type { BucketGrantOptions } from "./bucket-grants";
export { grants } from "./grants";
export type { ITable } from "./table-grants";
