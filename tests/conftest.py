"""No test is about how long it takes: on a machine that does much else an example may take any time."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
