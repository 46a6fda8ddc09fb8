export { createRestApis } from "./create-rest-apis";
