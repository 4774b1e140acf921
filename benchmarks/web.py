"""An ASGI application on uvicorn with uvloop and httptools, as Staffel is served."""

import asyncio
import json
import socket
from typing import Any

import uvicorn
import uvloop

_PATIENCE = 3600


def serve(application: Any) -> None:
    """Serve on a free port, which is printed, until SIGTERM."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
    # A connection that is closed while a call goes out on it would cost a form, which is then waited for.
    config = uvicorn.Config(
        application, log_config=None, access_log=False, lifespan="off", timeout_keep_alive=_PATIENCE
    )
    server = uvicorn.Server(config)
    print(json.dumps({"port": listener.getsockname()[1]}), flush=True)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(server.serve(sockets=[listener]))
