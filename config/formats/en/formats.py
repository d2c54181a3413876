from config.formats.id.formats import *  # noqa: F403
