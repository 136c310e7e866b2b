"""Asks somebody who is not there."""


def handler(context, event):
    return input("What is your name? ")
