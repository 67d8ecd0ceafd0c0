"""Fit the follower audit model on the labelled followers of Swiss creators: `python -m training.followers`."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.data import data_folder
from benchmarks.follower_tables import read_accounts
from nahbar.creators.audit.model import model_to_dict, train_audit_model

TARGET = Path(__file__).resolve().parents[1] / "src" / "nahbar" / "creators" / "model" / "followers.json"
ORIGIN = {
    "licence": "CC BY-SA 4.0",
    "attribution": "SRF Data, 2017-10-instagram-influencers; a labelled half of the accounts, names removed",
}


def main() -> None:
    """Read the labelled accounts, fit, and write the artefact."""
    folder = data_folder()
    if folder is None:
        raise SystemExit("set NAHBAR_DATA to the data folder")
    accounts, is_fake = read_accounts(folder / "followers" / "swiss_followers_labelled_half.csv.gz")
    model = train_audit_model(accounts, is_fake)
    TARGET.write_text(json.dumps(ORIGIN | model_to_dict(model), separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(is_fake)} accounts, {int(is_fake.sum())} fake -> {TARGET.name}, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
