/** CDKTF's name for the configuration in a stack's folder. */
export const STACK_FILE = "cdk.tf.json";
