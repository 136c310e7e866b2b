"""Names the file that is the body of its response."""

import os


def handler(context, event):
    if event.path == "/left":
        return str(os.path.exists("/opt/nuclio/picture.bin"))
    if event.path == "/peak":
        import resource

        return str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    if event.path == "/large.bin":
        with open("/opt/nuclio/large.bin", "wb") as file:
            file.truncate(int(event.body))
        event.body = b"delete"
    with open("/opt/nuclio/picture.bin", "wb") as file:
        file.write(b"\xff\xd8picture")
    headers = {"X-nuclio-filestream-path": "/opt/nuclio" + event.path, "X-Other": "kept"}
    if event.body:
        headers["X-nuclio-filestream-delete-after-send"] = True
    return context.Response(headers=headers, content_type="image/jpeg", status_code=201)
