export { createRestApis } from "./create-rest-apis";
export { withoutStage } from "./without-stage";
