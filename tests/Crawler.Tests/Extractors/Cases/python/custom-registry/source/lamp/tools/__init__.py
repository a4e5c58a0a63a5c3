from . import warm, cold
