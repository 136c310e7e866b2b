"""Prints the labels of a CVAT SDK function as one line of JSON; runs in its environment, not in the server."""

import importlib
import json
import sys


def main(module_name):
    sys.path.insert(0, "")
    module = importlib.import_module(module_name)
    function = module if hasattr(module, "spec") else module.create()
    print(json.dumps({"labels": [plain(label) for label in function.spec.labels]}))


def plain(label):
    found = {"id": label.id, "name": label.name, "type": str(getattr(label, "type", None) or "any")}
    attributes = [plain_attribute(attribute) for attribute in getattr(label, "attributes", None) or []]
    sublabels = [plain(sublabel) for sublabel in getattr(label, "sublabels", None) or []]
    if attributes:
        found["attributes"] = attributes
    if sublabels:
        found["sublabels"] = sublabels
    return found


def plain_attribute(attribute):
    values = [str(value) for value in getattr(attribute, "values", None) or []]
    return {"id": attribute.id, "name": attribute.name, "input_type": str(attribute.input_type), "values": values}


if __name__ == "__main__":
    main(sys.argv[1])
