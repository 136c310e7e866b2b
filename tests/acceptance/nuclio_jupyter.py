"""A person's script with nuclio-jupyter, run as a process of its own: deploys, updates, lists, invokes, deletes."""

import sys
from pathlib import Path

import requests
from nuclio import delete_func, deploy_code, deploy_file
from nuclio.deploy import list_functions

CODE = "def handler(context, event):\n    return {answer!r}\n"
PROJECT = "of-jupyter"


def main(dashboard: str, folder: Path) -> None:
    source = folder / "jupyter.py"
    for answer in ("first", "second"):
        source.write_text(CODE.format(answer=answer))
        address = deploy_file(str(source), dashboard, name="jupyter", project=PROJECT, handler="handler", verbose=True)
        print("file", address.partition(":")[0], requests.post(f"http://{address}", timeout=30).text)
    deploy_code(CODE.format(answer="pasted"), dashboard, name="pasted", project=PROJECT, handler="handler")
    print("listed", *sorted(list_functions(dashboard)))
    delete_func("pasted", dashboard)
    print("listed", *sorted(list_functions(dashboard)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
