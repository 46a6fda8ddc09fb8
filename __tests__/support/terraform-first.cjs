const { default: Sequencer } = require("@jest/test-sequencer");

/**
 * Starts the Terraform tests first, which take longest. In a new checkout, jest knows no durations
 * and starts large files first, so one worker would end long before the other.
 * Plain JavaScript, because jest doesn't transform sequencers.
 */
class TerraformFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isTerraform = ({ path }) => /[\\/]__tests__[\\/]terraform[\\/]/.test(path);
    return [...sorted.filter(isTerraform), ...sorted.filter((test) => !isTerraform(test))];
  }
}

module.exports = TerraformFirst;
