"""One message handed to the mail server of the workspace by SMTP (RFC 5321); says whether to try again."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage

from nahbar.kernel.errors import BadInput, Unavailable
from nahbar.kernel.messages import msg
from nahbar.kernel.settings import MailSettings

TLS, STARTTLS = "tls", "starttls"
PORTS = {TLS: 465, STARTTLS: 587, "none": 25}
SILENCE_SECONDS = 30
# From here on a server's answer is final (RFC 5321, 4.2.1).
FINAL = 500


def is_set_up(settings: MailSettings) -> bool:
    """Whether a mail server and a sender are named."""
    return bool(settings.host and settings.sender)


def send_mail(settings: MailSettings, message: EmailMessage) -> None:
    """Hand a message over; when this returns, the server has taken it.

    Raises BadInput (kind "mail-refused") for a message or an address that the server refuses for good, Unavailable
    (kind "mail-server") for what may go better later: away, too busy, wrong password, dropped connection.
    """
    try:
        with _connected(settings) as server:
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise (_refused(said) if code >= FINAL else _later(said)) from error
    except (smtplib.SMTPSenderRefused, smtplib.SMTPAuthenticationError) as error:
        # About the sender, not about this message: somebody will put the settings right.
        raise _later(error.smtp_error) from error
    except smtplib.SMTPDataError as error:
        raise (_refused(error.smtp_error) if error.smtp_code >= FINAL else _later(error.smtp_error)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise _later(str(error)) from error


def _connected(settings: MailSettings) -> smtplib.SMTP:
    port = settings.port or PORTS[settings.security]
    if settings.security == TLS:
        context = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(settings.host, port, timeout=SILENCE_SECONDS, context=context)
    else:
        server = smtplib.SMTP(settings.host, port, timeout=SILENCE_SECONDS)
    try:
        if settings.security == STARTTLS:
            server.starttls(context=ssl.create_default_context())
        if settings.user:
            server.login(settings.user, settings.password)
    except (OSError, smtplib.SMTPException):
        server.close()
        raise
    return server


def _said(text: bytes | str) -> str:
    plain = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join(plain.split())[:200]


def _refused(said: bytes | str) -> BadInput:
    return BadInput(
        msg("The mail server refuses this message: {why:raw}", why=_said(said)),
        msg("Check the address under Settings."),
        kind="mail-refused",
    )


def _later(said: bytes | str) -> Unavailable:
    return Unavailable(
        msg("The mail server does not take the message now: {why:raw}", why=_said(said)),
        msg("Notices are tried again by themselves. Check the mail server under Settings if it stays so."),
        kind="mail-server",
    )
