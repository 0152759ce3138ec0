from accanto.privacy.models.entry import AuditEntry, TrailHead

__all__ = ["AuditEntry", "TrailHead"]
