"""Keeps the requirements that an environment needs, without their markers.

pip compares markers with the machine that it runs on, even if it installs for another one.
Usage: select_requirements.py FILE ENVIRONMENT, which is JSON.
"""

import json
import sys

from pip._vendor.packaging.markers import Marker

file, environment = sys.argv[1], json.loads(sys.argv[2])


def needed(line: str) -> str:
    # Hashes follow the marker.
    requirement, *options = line.split(" --hash=")
    name, _, marker = requirement.partition(" ; ")
    if marker and not Marker(marker).evaluate(environment):
        return ""
    return " --hash=".join([name, *options])


with open(file, encoding="utf-8") as exported:
    lines = exported.read().replace("\\\n", " ").splitlines()
with open(file, "w", encoding="utf-8") as selected:
    selected.writelines(f"{needed(' '.join(line.split()))}\n" for line in lines)
