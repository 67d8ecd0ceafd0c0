"""Columns of the tables of leads, deals and orders, and how exports of shops and CRMs call them. Pure.

Headers are those of the export functions of HubSpot, Pipedrive, Shopify and WooCommerce, in English and German.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "leads": (
        "id", "time", "person", "email", "name", "first_name", "last_name", "source_said", "qualified", "stage",
        "status", "reason", "value", "currency", "code", "link", "click", "campaign", "consent", "changed_at",
    ),
    "deals": (
        "id", "time", "lead", "person", "email", "value", "currency", "code", "link", "click", "refunded", "campaign",
        "stage", "status",
    ),
    "orders": (
        "id", "number", "time", "person", "email", "value", "currency", "items", "code", "link", "click", "refunded",
        "payment", "came_from", "country", "billing_country",
    ),
}  # fmt: skip
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "leads": ("id", "time"),
    "deals": ("id", "time", "value"),
    "orders": ("id", "time", "value"),
}
# The earlier a name stands, the better it fits.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": (
        "lead id", "deal id", "record id", "datensatz id", "datensatz-id", "order id", "bestell-id", "bestell id",
        "record id - contact", "datensatz-id - kontakt", "lead - id", "deal - id", "kennung", "bestellnummer",
        "auftragsnummer", "order number", "name",
    ),
    "number": ("name", "order number", "bestellnummer", "auftragsnummer"),
    "time": (
        "create date", "created", "created at", "date created", "erstellungsdatum", "erstellt am",
        "deal - deal created",
        "deal - deal erstellt am", "deal - erstellt am", "lead - lead created", "lead - erstellt am", "paid at",
        "order date", "bestelldatum", "datum", "date", "zeit", "zeitpunkt", "eingegangen am", "bezahlt am",
    ),
    "person": ("customer id", "kundennummer", "kunden-id", "kunde", "customer"),
    "email": (
        "e-mail", "email address", "e-mail-adresse", "person - email", "person - e-mail", "customer email",
        "billing email", "rechnungs-e-mail", "mail", "person - email - work", "person - e-mail - arbeit",
    ),
    "name": (
        "full name", "kontakt", "deal - contact person", "deal - kontaktperson", "person - name", "ansprechpartner",
    ),
    "first_name": ("first name", "vorname"),
    "last_name": ("last name", "nachname"),
    "source_said": (
        "how did you find us", "how did you hear about us", "wie hast du uns gefunden", "wie haben sie uns gefunden",
        "wie hast du von uns erfahren", "wie haben sie von uns erfahren", "quelle laut anfrage",
    ),
    "qualified": ("qualifiziert", "is qualified"),
    "stage": (
        "deal stage", "deal-phase", "dealphase", "lifecycle stage", "lifecycle-phase", "deal - stage", "deal - phase",
        "phase", "stufe",
    ),
    "status": ("lead status", "lead-status", "deal - status", "leadstatus"),
    "reason": (
        "closed lost reason", "grund für verlorenen deal", "deal - lost reason", "deal - grund für verlust",
        "deal - verlustgrund", "lost reason", "verlustgrund", "grund",
    ),
    "value": (
        "total", "amount", "betrag", "wert", "deal - value", "deal - wert", "order total", "gesamt", "gesamtbetrag",
        "gesamtsumme", "summe", "umsatz", "bestellwert", "deal-wert",
    ),
    "currency": ("währung", "deal - currency of value", "deal - currency", "deal - währung", "deal - währung von wert"),
    "items": ("artikel", "anzahl artikel", "number of items", "item count", "num. items sold"),
    "code": (
        "discount code", "coupon", "coupon code", "coupon codes", "coupon(s)", "gutschein", "gutscheincode",
        "gutschein-code", "rabattcode", "rabatt-code", "aktionscode",
    ),
    "link": ("tracking link", "tracking-link", "slug"),
    "click": ("click id", "nahbar_click", "klick-id", "klick"),
    "refunded": ("refunded amount", "erstattet", "erstatteter betrag", "rückerstattung", "refund", "gutschrift"),
    "payment": ("financial status", "zahlungsstatus", "order status", "bestellstatus", "status"),
    "came_from": (
        "referring site", "referrer", "referrer url", "http referrer", "referer", "came from", "origin url",
        "kam von", "herkunft", "herkunftsseite", "verweisende seite", "verweis", "seite davor",
    ),
    "country": (
        "shipping country", "shipping country code", "delivery country", "country code", "lieferland", "versandland",
        "land (lieferung)", "land der lieferung", "lieferung land", "land (versand)", "land", "ländercode",
    ),
    "billing_country": (
        "billing country code", "rechnungsland", "land (rechnung)", "land der rechnung", "rechnung land",
        "land (abrechnung)",
    ),
    "lead": ("lead - id", "anfrage", "anfrage-id"),
    "campaign": ("kampagne",),
    "consent": ("einwilligung",),
    "changed_at": ("last modified date", "deal - update time", "deal - aktualisierungszeit", "zuletzt geändert"),
}  # fmt: skip


def guess_columns(headers: Sequence[str], kind: str) -> Mapping[str, str]:
    """Return the column by header for headers that exports use; our own names and those taken already are left out."""
    folded = {header: _folded(header) for header in headers}
    found: dict[str, str] = {}
    columns = COLUMNS[kind]
    own = {_folded(column): column for column in columns}
    taken = {own[name] for name in folded.values() if name in own}
    for column in columns:
        if column in taken:
            continue
        wanted = [_folded(name) for name in _NAMES.get(column, ())]
        fitting = [header for header in headers if folded[header] in wanted and folded[header] not in own]
        fitting = [header for header in fitting if header not in found]
        if fitting:
            found[min(fitting, key=lambda header: wanted.index(folded[header]))] = column
    return found


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
