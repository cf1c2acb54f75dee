# Every verb is in tools/course.py; this file only finds a Python for it.
#   make help                       lists the verbs
#   make lab ARGS="--port 9999"     hands arguments on
#   make fresh LESSON=05            a clean copy of a lesson; the old one is kept
#   make instructor COURSE=~/c      an instructor's private course; the next time without COURSE
#   make lab TORCH=cpu              on Linux: PyTorch without CUDA
# Windows without make: py -3.11 tools\course.py lab

VERBS := lab instructor fresh test notebooks check grade-demo bench help

# The first Python from 3.11 to 3.14 that runs and has venv; else the first of these versions.
CANDIDATES := python3.11 python3.12 python3.13 python3.14 python3 python
RIGHT := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))
find = $(shell for p in $(CANDIDATES); do "$$p" -c '$(1)' >/dev/null 2>&1 && echo "$$p" && break; done)
PYTHON := $(or $(call find,import ensurepip; import venv; $(RIGHT)),$(call find,$(RIGHT)))

.DEFAULT_GOAL := help
.PHONY: $(VERBS)

$(VERBS):
ifeq ($(PYTHON),)
	@echo "No Python from 3.11 to 3.14 was found (tried: $(CANDIDATES))." >&2
	@echo "Install one: Debian and Ubuntu 'sudo apt install python3 python3-venv';" >&2
	@echo "Fedora 'sudo dnf install python3.11'; macOS 'brew install python@3.11';" >&2
	@echo "or https://www.python.org/downloads/. To name one: make $@ PYTHON=/path/to/python3" >&2
	@exit 1
else
	@"$(PYTHON)" tools/course.py $@ $(if $(filter fresh,$@),$(LESSON)) $(ARGS)
endif
