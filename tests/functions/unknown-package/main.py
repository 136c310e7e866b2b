def handler(context, event):
    return "never"
