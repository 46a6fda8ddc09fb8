import json
import sys

for line in sys.stdin:
    json.loads(line)
    body = json.dumps({"message": "hello"}, separators=(",", ":"))
    sys.stdout.write(json.dumps({"statusCode": 200, "body": body}) + "\n")
    sys.stdout.flush()
