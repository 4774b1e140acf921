"""Pictures on their way to Slack: drawn, and uploaded for a message that is still to come.

Shared with no channel, a file is seen where a block shows it; shared with one, it would be a message of its own.
"""

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import TryLaterError
from handlers.picture.heatmap import Heatmap
from handlers.picture.worker import Painter, PictureError
from handlers.slack.errors import UNREACHABLE, sending_error

log = structlog.get_logger(__name__)

_ATTEMPTS = 5


class Pictures:
    """Makes pictures that a message can show."""

    def __init__(self, client: AsyncWebClient, painter: Painter) -> None:
        self._client = client
        self._painter = painter

    async def file(self, heatmap: Heatmap, name: str, words: str, attempts: int) -> str | None:
        """Return the id of the uploaded picture; None if there is none, and the message has to do without.

        `words` tell the same. What may pass by itself is raised as TryLaterError; but a message that was tried often,
        for whatever reason, waits for no picture any more.
        """
        if attempts >= _ATTEMPTS:
            log.warning("picture_missing", error="tried_often")
            return None
        try:
            drawn = await self._painter.draw(heatmap)
            uploaded = await self._client.files_upload_v2(filename=name, content=drawn, alt_txt=words)
        except PictureError as error:
            log.warning("picture_missing", error=str(error))
            return None
        except UNREACHABLE as error:
            meant = sending_error(error)
            if isinstance(meant, TryLaterError):
                raise TryLaterError(str(meant), meant.after) from error  # nothing was posted yet
            log.warning("picture_missing", error=str(meant))
            return None
        return str(uploaded["file"]["id"])
