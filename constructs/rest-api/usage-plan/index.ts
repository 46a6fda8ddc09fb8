export { ApiKey, type ApiKeyProps } from "./api-key";
export { UsagePlan } from "./usage-plan";
export type {
  QuotaSettings,
  ThrottlingPerMethod,
  UsagePlanPerApiStage,
  UsagePlanProps,
} from "./usage-plan-props";
