from accanto.mine.models.copy import DataCopy
from accanto.mine.models.message import Message
from accanto.mine.models.own import OwnCase, OwnDocument, OwnEntry, OwnPerson, OwnSupport
from accanto.mine.models.request import DataRequest

__all__ = [
    "DataCopy",
    "DataRequest",
    "Message",
    "OwnCase",
    "OwnDocument",
    "OwnEntry",
    "OwnPerson",
    "OwnSupport",
]
