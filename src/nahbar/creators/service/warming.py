"""What the server does once when it starts: loads the models, throws away uploads that nobody imported."""

from __future__ import annotations

from nahbar.creators.audit import load_audit_model
from nahbar.creators.authenticity import shipped
from nahbar.creators.service.imports.uploads import drop_old_uploads
from nahbar.kernel.house import House
from nahbar.language.identify import identify_language


def warm_up(house: House) -> None:
    """Load what the first report would otherwise wait for, and tidy the uploads."""
    shipped()
    load_audit_model()
    identify_language("Ein Satz, an dem das Modell geladen wird.")
    drop_old_uploads(house)
