"""glocal beside what a good developer would write by hand, in one run: `python -m benchmarks`."""
