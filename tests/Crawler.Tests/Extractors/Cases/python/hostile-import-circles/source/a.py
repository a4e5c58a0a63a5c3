from b import *
from a import WORDS as again
WORDS = "Here"
