"""
Ask the web server in this container whether it is ready; exit 0 if it says yes.

The question carries the public name, because Django answers no other, and no TLS, which ends at the proxy.
"""

import os
import sys
import urllib.request

request = urllib.request.Request(
    "http://127.0.0.1:8000/health/ready", headers={"Host": os.environ["ALLOWED_HOSTS"].split(",")[0]}
)
try:
    urllib.request.urlopen(request, timeout=5)
except OSError as error:
    sys.exit(str(error))
