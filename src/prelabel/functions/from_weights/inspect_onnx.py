"""Prints what an ONNX file says of itself as one line of JSON; runs in a function's environment, not in the server."""

import json
import sys

import onnxruntime


def main(path):
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    found = {
        "metadata": session.get_modelmeta().custom_metadata_map,
        "inputs": [{"name": each.name, "shape": each.shape, "type": each.type} for each in session.get_inputs()],
        "outputs": [{"name": each.name, "shape": each.shape, "type": each.type} for each in session.get_outputs()],
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
