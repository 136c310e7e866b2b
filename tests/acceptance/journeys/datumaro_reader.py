"""Reads exported archives with Datumaro; prints, by archive, how many pictures and which annotations it found.

Run as `python datumaro_reader.py URL USER PASSWORD FOLDER`; the folder holds `<name of Datumaro's format>.zip`.
"""

import json
import sys
import zipfile
from collections import Counter
from pathlib import Path

import datumaro


def main(folder: Path) -> None:
    facts = {}
    for archive in sorted(folder.glob("*.zip")):
        place = folder / archive.stem
        zipfile.ZipFile(archive).extractall(place)
        found = datumaro.Dataset.import_from(str(place), archive.stem)
        kinds = Counter(one.type.name for item in found for one in item.annotations)
        facts[archive.stem] = [len(found), dict(sorted(kinds.items()))]
    print(json.dumps(facts))


main(Path(sys.argv[4]))
