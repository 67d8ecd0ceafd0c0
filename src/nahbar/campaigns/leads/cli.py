"""Commands on leads: list, move, forms, webhooks."""

from __future__ import annotations

from pathlib import Path

import click

from nahbar.campaigns.leads.deals.cli import deals
from nahbar.campaigns.leads.mailbox.cli import mailbox_group
from nahbar.campaigns.leads.scoring.cli import score
from nahbar.kernel.cli import json_option, open_house_here, print_json, workspace_option
from nahbar.kernel.clock import iso_time

WHO = "command line"
PACKAGES = ("nahbar.kernel", "nahbar.campaigns")


@click.group()
def leads() -> None:
    """Leads: who asked, who sent them, what became of it, and by which ways they come in."""


leads.add_command(mailbox_group)
leads.add_command(score)
leads.add_command(deals)


@leads.command("list")
@click.option("--stage", default="", help="new, qualified, offer, won or lost")
@click.option("--campaign", default="", help="Leads of this campaign only.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@workspace_option
@json_option
def list_command(stage: str, campaign: str, limit: int, workspace: Path, as_json: bool) -> None:
    """List leads, the newest first."""
    from nahbar.campaigns.leads.service.moving import page_of_leads

    filters = {"stage": stage, "campaign": campaign}
    with open_house_here(workspace) as house:
        found, total, names = page_of_leads(house, filters, "-came_at", 0, limit)
    if as_json:
        print_json({"total": total, "leads": found})
        return
    for one in found:
        sent_by = names.get(one.creator_id or 0, "-")
        click.echo(f"{one.id:>6} {iso_time(one.came_at)} {one.stage:10} {one.name or one.email or one.key}  {sent_by}")
    click.echo(f"{len(found)} of {total}")


@leads.command("move")
@click.argument("number", type=int)
@click.argument("stage")
@click.option("--reason", default="", help="Why; needed for lost.")
@workspace_option
@json_option
def move_command(number: int, stage: str, reason: str, workspace: Path, as_json: bool) -> None:
    """Move lead NUMBER to STAGE: new, qualified, offer, won or lost."""
    from nahbar.campaigns.leads.service.moving import lead_page, move_lead

    with open_house_here(workspace) as house:
        move_lead(house, number, stage, reason, WHO)
        shown = lead_page(house, number).lead
    if as_json:
        print_json(shown)
    else:
        click.echo(f"Lead {number}: {shown.stage}.")


@leads.group("hook")
def hook_group() -> None:
    """Webhooks of shops and CRMs."""


@hook_group.command("add")
@click.argument("name")
@click.option("--kind", required=True, help="shopify, woocommerce or crm")
@click.option(
    "--secret-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A file with the secret that the other side gave you; by default a new one is made and printed, this once.",
)
@workspace_option
@json_option
def add_hook_command(name: str, kind: str, secret_file: Path | None, workspace: Path, as_json: bool) -> None:
    """Make the webhook /hooks/NAME."""
    from nahbar.campaigns.leads.service.hooks import add_hook

    given = secret_file.read_text(encoding="utf-8").strip() if secret_file else ""
    with open_house_here(workspace) as house:
        secret = add_hook(house, name, kind, given, WHO)
    shown = "" if given else secret
    if as_json:
        print_json({"path": f"/hooks/{name.strip().lower()}", "secret": shown or None})
    else:
        click.echo(f"/hooks/{name.strip().lower()}" + (f"  secret: {shown}" if shown else ""))


@hook_group.command("list")
@workspace_option
@json_option
def list_hooks_command(workspace: Path, as_json: bool) -> None:
    """List the webhooks, without their secrets."""
    from nahbar.campaigns.leads.service.hooks import list_hooks

    with open_house_here(workspace) as house:
        rows = list_hooks(house)
    if as_json:
        names = ("created_at", "revoked_at", "last_at")
        times = [{name: iso_time(getattr(row, name)) for name in names} for row in rows]
        print_json([{"name": row.name, "kind": row.kind, **said} for row, said in zip(rows, times, strict=True)])
        return
    for row in rows:
        said = "revoked" if row.revoked_at else f"last {iso_time(row.last_at) or 'never'}"
        click.echo(f"/hooks/{row.name}  {row.kind}  {said}")


@hook_group.command("revoke")
@click.argument("name")
@workspace_option
@json_option
def revoke_hook_command(name: str, workspace: Path, as_json: bool) -> None:
    """Take nothing more by the webhook NAME."""
    from nahbar.campaigns.leads.service.hooks import revoke_hook

    with open_house_here(workspace) as house:
        revoke_hook(house, name, WHO)
    path = f"/hooks/{name}"
    print_json({"path": path, "revoked": True}) if as_json else click.echo(f"Revoked {path}.")


@leads.group("form")
def form_group() -> None:
    """Lead forms."""


@form_group.command("add")
@click.argument("key")
@click.option("--title", default="", help="Its title.")
@click.option("--fields", default="name,message", show_default=True, help="Of: name, company, phone, message.")
@click.option("--required", default="", help="Of these must be filled in.")
@click.option("--choices", default="", help='With commas: choices for "How did you find us?".')
@click.option("--consent-text", default="", help="The sentence to agree to.")
@click.option("--campaign", default="", help="The campaign of its leads.")
@click.option("--next-url", default="", help="Where a visitor may go on to.")
@workspace_option
@json_option
def add_form_command(key: str, workspace: Path, as_json: bool, **given: str) -> None:
    """Open the form /form/KEY."""
    from nahbar.campaigns.leads.service.forms import add_form

    with open_house_here(workspace) as house:
        made = add_form(house, key, given["title"] or key, given, WHO)
    print_json({"path": f"/form/{made}"}) if as_json else click.echo(f"/form/{made}")


@form_group.command("close")
@click.argument("key")
@workspace_option
@json_option
def close_form_command(key: str, workspace: Path, as_json: bool) -> None:
    """Take nothing more by the form KEY."""
    from nahbar.campaigns.leads.service.forms import close_form

    with open_house_here(workspace) as house:
        close_form(house, key, WHO)
    print_json({"path": f"/form/{key}", "closed": True}) if as_json else click.echo(f"Closed /form/{key}.")


@leads.command("notice")
@click.option("--controller", default=None, help="Who is responsible: name and address.")
@click.option("--contact", default=None, help="How to reach you on data protection.")
@click.option("--officer", default=None, help="The data protection officer, where there is one.")
@click.option("--authority", default=None, help="The authority in charge.")
@click.option("--hosting", default=None, help="Who runs the server.")
@click.option("--language", default="de", show_default=True, help="de or en")
@workspace_option
@json_option
def notice_command(language: str, workspace: Path, as_json: bool, **given: str | None) -> None:
    """Print the data-protection text, as /privacy-notice shows it; options keep what you say of yourself."""
    from nahbar.campaigns.leads.notice import missing
    from nahbar.campaigns.leads.service.noticing import keep_notice, notice_of
    from nahbar.kernel.i18n import language_for

    said = {name: text for name, text in given.items() if text is not None}
    with open_house_here(workspace) as house:
        if said:
            keep_notice(house, said, WHO)
        found, answers = notice_of(house)
    speak = language_for(language, PACKAGES).message
    text = [(speak(one.title), [speak(paragraph) for paragraph in one.paragraphs]) for one in found]
    if as_json:
        shown = [{"title": title, "paragraphs": paragraphs} for title, paragraphs in text]
        print_json({"sections": shown, "missing": missing(answers)})
        return
    click.echo("\n\n".join("\n".join([title, *paragraphs]) for title, paragraphs in text))
    for name in missing(answers):
        click.echo(f"Still missing: --{name}", err=True)
