import os
import sys

sys.path.append(os.curdir)
from pelicanconf import *

SITEURL = "https://mended-chair.example"
DELETE_OUTPUT_DIRECTORY = True
