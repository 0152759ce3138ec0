"""Run as `python limited_child.py MEMORY SECONDS SCRIPT …`: sets the limits, then becomes the script."""

from __future__ import annotations

import resource
import runpy
import sys

if __name__ == "__main__":
    memory, seconds, script = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.argv = sys.argv[3:]
    runpy.run_path(script, run_name="__main__")
