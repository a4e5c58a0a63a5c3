from a import *
import a, b
from .... import far
from . import b as own
