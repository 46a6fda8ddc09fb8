export { createHttpApis } from "./create-http-apis";
