"""The personal data that this room holds: little, and none of the people whom projects meet."""

from accanto.privacy.registry import Holding

_TASK = "keeping the directory of services true"
_PUBLIC = "GDPR art. 6(1)(e); Law 328/2000"

HOLDINGS = [
    Holding("directory.Contact", "office, role or name of someone to ask for at a service", "reaching the service", _PUBLIC, "while the service is listed", "delete", export=False),
    Holding("directory.Phone", "telephone numbers of services, some of them of someone to ask for", "reaching the service", _PUBLIC, "while the service is listed", "delete", export=False),
    Holding("directory.Service", "address of who vouched for an entry, where its publisher says so", _TASK, _PUBLIC, "while the service is listed", "delete", export=False),
    Holding("directory.Metadata", "who changed an entry elsewhere, as its publisher named them", _TASK, _PUBLIC, "while the service is listed", "delete", export=False),
    Holding("directory.ConfirmationLink", "e-mail address to which a link was sent; of the link, a keyed hash alone", _TASK, _PUBLIC, "12 months after it was sent", "delete", export=False),
    Holding("directory.Correction", "what an organisation corrects; its note", _TASK, _PUBLIC, "12 months after it was decided", "delete", sealed=True, export=False),
    Holding("directory.Feedback", "what someone of the public wrote of a service; not who", _TASK, _PUBLIC, "12 months after it was seen to", "delete", sealed=True, export=False),
    Holding("directory.Check", "which user asked a service", "accountability", "GDPR art. 5(2)", "while the service is listed", "keep", export=False),
    Holding("directory.Translation", "which user wrote a text", "accountability", "GDPR art. 5(2)", "while the service is listed", "keep", export=False),
    Holding("directory.Distribution", "which operator handed out how many leaflets where", "expected results of projects", "GDPR art. 6(1)(e); Law 328/2000", "project's end + 5 years (Reg. (EU) 2021/1060, art. 82)", "keep", export=False),
    Holding("directory.ImportBatch", "which user took in or back which file; the file itself until it is read", "accountability; taking it back", "GDPR art. 5(2)", "while the directory is kept; the file, until it is read", "keep", export=False),
    Holding("directory.ImportRow", "what a file says of an entry, with offices, roles or names of whom to ask for; what was here before", "correcting it before it is taken in; taking it back", _PUBLIC, "while the directory is kept", "delete", export=False),
]  # fmt: skip
