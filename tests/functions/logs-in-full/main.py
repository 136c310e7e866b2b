"""Logs in every way that Nuclio's logger and `logging` have."""

import logging


def handler(context, event):
    logger = context.logger
    logger.debug_with("debug", place="here")
    logger.warn_with("warn", value=object)
    logger.error("%d errors", 2)
    try:
        raise ValueError("caught")
    except ValueError:
        logger.exception("with %s", "trace")
        logging.getLogger("library").exception("from a library")
    logging.getLogger("library").debug("too small")
    logger.bind(picture="a.jpg")
    logger.info("bound")
    logger.error("%d is wrong", "text")
    return "logged"
