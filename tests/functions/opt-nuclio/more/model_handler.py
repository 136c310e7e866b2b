LABELS = ["bolt"]
