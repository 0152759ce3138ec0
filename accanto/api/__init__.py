"""The directory for other systems: the HSDS API, its OpenAPI description and profile, a list to embed.

May import: core, network, accounts, privacy, directory. Holds no tables. Reading needs no key and shows what
everyone may see, whoever asks; writing needs a token, made by a user, that can do no more than they can.
"""
