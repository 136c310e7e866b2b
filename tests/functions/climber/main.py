import json
import urllib.error
import urllib.request


def handler(context, event):
    config = json.dumps({"metadata": {"name": "child"}, "spec": {"handler": "main:handler", "runtime": "python"}})
    request = urllib.request.Request(
        event.body["url"], config.encode(), {"Content-Type": "application/json"}, method="POST"
    )
    try:
        return str(urllib.request.urlopen(request, timeout=20).status)
    except urllib.error.HTTPError as error:
        return str(error.code) + " " + error.read().decode()
