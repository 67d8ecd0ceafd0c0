"""The brand profile: read, checked and kept; a new version with every change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from nahbar.creators.fit.brand import check_brand
from nahbar.creators.fit.contracts import Brand
from nahbar.creators.service.brand.images import measure_picture
from nahbar.creators.tables import fitting
from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg

LARGEST_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class KeptBrand:
    """The profile as it is kept; version 0 is the empty one that nobody has written."""

    brand: Brand
    version: int = 0
    who: str = ""
    changed_at: int | None = None


def read_brand(house: House) -> KeptBrand:
    """Return the brand profile, the empty one while nobody has written any."""
    with house.store.read() as connection:
        row = fitting.get_brand(connection)
    if row is None:
        return KeptBrand(Brand())
    return KeptBrand(msgspec.json.decode(row.profile, type=Brand), row.version, row.who, row.changed_at)


def save_brand(house: House, brand: Brand, who: str) -> tuple[KeptBrand, list[BadInput]]:
    """Keep a profile, or return what is wrong with it and keep nothing."""
    checked, wrong = check_brand(brand)
    if wrong:
        return KeptBrand(checked), wrong
    profile = msgspec.json.encode(checked).decode()
    at = now()
    with house.store.write() as connection:
        version = fitting.put_brand(connection, profile, who, at)
        record(connection, who, "brand.change", str(version), at)
    return KeptBrand(checked, version, who, at), []


def brand_from_file(path: Path) -> Brand:
    """Read a profile from TOML or JSON; raises BadInput with the name that is wrong."""
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else b""
        decode = msgspec.toml.decode if path.suffix.casefold() == ".toml" else msgspec.json.decode
        return decode(content, type=Brand)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, ValueError) as error:
        raise BadInput(
            msg("{file} is no brand profile: {reason}", file=path.name, reason=str(error)),
            msg("Compare with what “nahbar brand show --json” prints."),
            kind="bad-brand",
        ) from error


def add_image(house: House, content: bytes, who: str) -> KeptBrand:
    """Measure a sample image and keep its measures with the profile; raises BadInput for what is no picture."""
    if not content:
        raise BadInput(msg("No picture was chosen."), msg("Choose a JPEG, PNG or WebP file."), kind="image")
    look = measure_picture(content)
    brand = read_brand(house).brand
    return save_brand(house, msgspec.structs.replace(brand, images=[*brand.images, look]), who)[0]


def drop_images(house: House, who: str) -> KeptBrand:
    """Forget the measures of all sample images."""
    brand = read_brand(house).brand
    return save_brand(house, msgspec.structs.replace(brand, images=[]), who)[0]
