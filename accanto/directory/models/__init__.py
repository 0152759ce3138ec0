from accanto.directory.models.service import Service, ServiceArea

__all__ = ["Service", "ServiceArea"]
