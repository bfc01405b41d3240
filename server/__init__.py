"""What stands between the browser and the pages: headers and files."""

import os

# Before NumPy is imported: the matrices here are tiny, and a second thread would only wait for the first.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
