export { reviewPlan, type ReviewedPlan } from "./review-plan";
