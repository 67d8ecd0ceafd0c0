"""The command that judges advertising disclosure."""

from __future__ import annotations

from pathlib import Path

import click

from nahbar.kernel.cli import json_option, named_headers, print_json


@click.command("disclosure")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--law",
    type=click.Choice(("de", "at", "ch", "uk", "us"), case_sensitive=False),
    default="de",
    show_default=True,
    help="Whose rules: Germany, Austria, Switzerland, the United Kingdom or the United States.",
)
@click.option("--map", "named", multiple=True, metavar="HEADER=COLUMN", help="Name the column of a header.")
@json_option
def disclosure(file: Path, law: str, named: tuple[str, ...], as_json: bool) -> None:
    """Judge whether posts say that they are advertising, one verdict a post; needs no workspace and keeps nothing.

    FILE is a table of posts with text, and where known kind, paid_label and compensated (yes, no or empty).
    A hint, not legal advice.
    """
    from nahbar.creators.disclosure.as_json import as_json as judged_json
    from nahbar.creators.service.disclosing import judge_file
    from nahbar.kernel.messages import Message

    judged = judge_file(file, law, named_headers(named))
    if as_json:
        print_json([judged_json(post_id, one, Message.render) for post_id, one in judged])
        return
    counts: dict[str, int] = {}
    for post_id, one in judged:
        counts[one.verdict] = counts.get(one.verdict, 0) + 1
        said = f"“{one.label.text}” at {one.label.start}" if one.label is not None else "no label"
        rules = ", ".join(rule.id for rule in one.rules)
        click.echo(f"{post_id:24} {one.verdict:14} {one.commercial:5.2f}  {said}  {rules}".rstrip())
    click.echo(", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items())) or "no posts")
    click.echo("A hint, not legal advice.")
