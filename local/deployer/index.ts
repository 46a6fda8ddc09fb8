export { MAX_POLICY_SIZE, policyOf, type PolicyDocument } from "./policy";
export { splitPolicy } from "./split-policy";
export { RIGHTS, stackRights, unknownResources } from "./stack-rights";
