"""The notebook runs, and prints what is stored in it.

Usage: notebook.py PROGRAM [--update]

With --update the outputs are written into the notebook; nothing in it is put there by hand. Pictures are compared by what
they show, since two builds of one library may pack the same picture into other bytes.
"""

import base64
import io
import os
import pathlib
import sys

import matplotlib.image
import nbformat
from nbclient import NotebookClient

NOTEBOOK = pathlib.Path("notebooks/compare.ipynb")


def fresh(notebook, program):
    """The notebook as it comes out of a run, without what differs between machines."""
    os.environ["READOUT_DIFF"] = program
    notebook.metadata = nbformat.from_dict({
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    })
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({})
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    resources = {"metadata": {"path": str(NOTEBOOK.parent)}}
    done = NotebookClient(notebook, timeout=120, resources=resources, record_timing=False).execute()
    done.metadata.language_info = nbformat.from_dict({"name": "python"})
    return done


def pixels(png):
    return matplotlib.image.imread(io.BytesIO(base64.b64decode(png)))


def same(stored, found):
    if stored.output_type != found.output_type:
        return False
    if stored.output_type == "stream":
        return stored.text == found.text
    if stored.data.keys() != found.data.keys():
        return False
    for kind, data in stored.data.items():
        if kind == "image/png":
            old, new = pixels(data), pixels(found.data[kind])
            if old.shape != new.shape or abs(old - new).mean() > 0.01:
                return False
        elif data != found.data[kind]:
            return False
    return True


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    stored = nbformat.read(NOTEBOOK, as_version=4)
    found = fresh(nbformat.read(NOTEBOOK, as_version=4), program)
    if "--update" in sys.argv[2:]:
        nbformat.write(found, NOTEBOOK)
        print(f"{NOTEBOOK} written")
        return
    for number, (old, new) in enumerate(zip(stored.cells, found.cells, strict=True), start=1):
        if old.cell_type != "code":
            continue
        olds, news = old.outputs, new.outputs
        equal = len(olds) == len(news) and all(map(same, olds, news))
        if not equal:
            sys.exit(
                f"cell {number} prints something else than what is stored in {NOTEBOOK}\nstored: {olds}\nfresh: {news}\n"
                f"if that is meant: python tests/python/notebook.py PROGRAM --update"
            )
    print(f"{NOTEBOOK}: {len(found.cells)} cells as stored")


if __name__ == "__main__":
    main()
