export { MAX_POLICY_SIZE, policyOf, type PolicyDocument } from "./policy";
export { RIGHTS, stackRights, unknownTypes } from "./stack-rights";
