"""Carries its configuration in a comment."""

# @nuclio.configure
#
# function.yaml:
#   metadata:
#     name: carries-config
#   spec:
#     env:
#       - name: CARRIED
#         value: in the code

import os


def handler(context, event):
    return os.environ["CARRIED"]
