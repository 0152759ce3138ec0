"""The audit trail, the register of personal data; later retention, requests and breaches.

May import: core, network, accounts. Must not know: the rooms above. They tell it what personal data
they hold through their `privacy.py`, and write to the trail through `core.trail`.
"""
