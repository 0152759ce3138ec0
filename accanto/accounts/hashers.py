"""Password hashing: argon2id with the parameters of OWASP ASVS 5.0 / ACN-Garante guidance.

19 MiB, two passes, one lane: 50 ms here, and sixty people signing in at nine in the morning do not
fill the memory of a small machine, as Django's default of 100 MiB would.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
