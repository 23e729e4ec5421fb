"""Benchmarks, judged by ratios within one run; one command fills the page of measurements with all of them.

* ``python -m tests.benchmarks`` runs all of them and writes ``.github/MEASUREMENTS.md``; ``--only NAME`` some of them;
* ``python -m tests.benchmarks.NAME`` runs one and prints its tables; ``--tiny`` in seconds, ``--cards N`` and
  ``--rounds N`` at another size.

The test suite runs each of them with ``--tiny``. Collections are made once a day for each size and kept in the system's
folder for temporary files; what they are made of is in ``stage``.
"""
