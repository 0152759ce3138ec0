from accanto.caseload.models.caseload import Caseload, CaseloadRow
from accanto.caseload.models.memory import CaseloadMemory

__all__ = ["Caseload", "CaseloadMemory", "CaseloadRow"]
