export { createRestApis, type RestApiServices } from "./create-rest-apis";
