from enum import StrEnum, auto
class Names(StrEnum):
    DIM = "lamp_dim"
    GLOW = auto()
