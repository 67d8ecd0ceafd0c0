"""What the vetting report says of advertising disclosure: the posts that need a look. Pure.

A report may be one of ten thousand, so only posts that may be commercial or labelled are judged; the page of one
creator judges all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.creators.disclosure import FINDINGS, Disclosure, PostText, judge
from nahbar.creators.vetting.material import Material
from nahbar.language.parts import cut, held_by_any, holds_any
from nahbar.language.slips import PARTS as SLIPS

# Countries as creators' tables name them, folded; every other creator is judged by German law.
_LAWS = {
    "at": ("at", "aut", "austria", "österreich"),
    "ch": ("ch", "che", "switzerland", "schweiz", "suisse", "svizzera"),
    "uk": (
        "gb",
        "uk",
        "gbr",
        "united kingdom",
        "great britain",
        "england",
        "scotland",
        "wales",
        "vereinigtes königreich",
    ),
    "us": ("us", "usa", "united states", "united states of america", "vereinigte staaten"),
}
# Parts of words that commercial or labelled posts hold, labels with a slip of the pen among them; a text without any is
# not judged in a report.
_PARTS = SLIPS + cut(
    "werb;anze;advert;sponsor;bezahlt;entgelt;paid;koop;zusammenarb;collab;partner;pr-;prs;#ad; ad ;"
    "ad:;(ad;[ad;gift;powered;supported;produktplatz;verfügung;kostenlos;kostenfrei;gratis;for free;"
    "free of;geschenk;geschickt;einladung;eingeladen;invited;pressereise;press trip;verlos;gewinnspiel;"
    "giveaway;raffle;code;rabatt;affil;provision;commission;amzn;liketk;ltk.;bit.ly;tinyurl;tag=;aff;"
    "utm_;shop;sent me;sent us;dank an;danke an;thanks to;w e r;a n z;w.e.r;a.n.z;bekomme;www.;http;"
    "pr sample;merci @;#sp;spon;ambassador;botschaft;gewinn;unterst;gsponse;zusammengetan;testger;überlassen;"
    "spendiert;honorar;finanziert;schenkt;schänkt;iilad;gestellt;umsonst;verdien;empfehl;referral;flew;gave me;gave us;"
    "gegenzug;geliehen;free from;loaned;waived;lent me;lent us;put me up;put us up;in return;in exchange;covered;guest;"
    "hosting;funded;brought to;for nothing;"
    "übernommen;compli;hosted;comped;spart;prozent;%;checkout;aufs haus;übernimmt; bill;gebucht;engagiert;beauftragt;"
    "auftrag;presse;press ;pr inv;gegen zwei;gegen drei;deal;tausch;abmachung;ladn;iglade;inlad;offeri; given;lent ;"
    "sent to;been sent;freebie;built it;made it;own it;zahlt mir;zahlt uns;danke für die;having me;having us;"
    "in assoc;hooking;pr pack;store credit;voucher;gift card;kosten des haus;shipped;mailed;zahlt alles;zahlt die;"
    "erlassen; penny; dime;gschickt;pr box;pr haul;reels;hired;booked;mein team;meinem team;meines teams;my team;"
    "teampartner;vertriebspartner;von zuhause;von zu hause;nebenbei;von daheim;mei team;"
    "ltk;shopmy;amazon;storefront;unser partner;our partner;eintritt;webr;anziege;anzige;"
    "pence;pennies;cents;quid;bucks;few dollars;of dollars;some dollars;a little from;a little for;a little on;"
    "a little every;a little when;a bit from;a bit for;a bit every;small amount;small sum;small fee;kleinigkeit;"
    "paar cent;paar rappen;paar prozent;we both;we each;ll both;ll each;will both;will each;wir beide;"
    "wir je;en beide;zahlen uns;zahlen mir;thank you to;einkommen; income;own boss; earn;from home;my phone;"
    "mir bestell;über mich;"
    "exempl;rezi;leih;muster;testpro;testpak;testbox;testwar;arc of;arc from;arc for;arc via;my arc;earc;#arc;review;"
    "reader cop;early cop;galley;proof;c/o;courtesy;geschäft;barter;trade;swap;exchange;blogger;influencer;creator;"
    "media;prod. ;supplied;provided;loan;rep for;repping;riding for;teaming;teamed;working with;arbeite;support;wrbg;"
    "wbg;(w);[w];*w;w |;spnsr;transparenz;hinweis nach;hinweis gem;connection;offenleg;disclosure;an ad,;an ad but;"
    "an-ad;dankend;brand ;box every;relationship;hooked me;hooked us;this reel;this post;this video;dieses video;: ad.;"
    "ad-ish;zämme;*pr;pr\n;pr.;\npr;(pr;prha;prpa;für den beitrag;für den text;für das video;"
    "ausprobieren;mention ;win a;"
    "kickback; off at; off with; off your;"
    "kindly;tester;vertreter;eingekleid;ausgestattet;freikart;gast;sponsert;spons;goodie;freebie;an associate;partnerin"
)
_CODE_LOOK = re.compile(r"[A-ZÄÖÜ]{3}\d")
# "W🌟E🌟R", "A💛N💛Z", "W3rbung".
_GAPS_LOOK = re.compile(
    r"w[^\w\s]{1,3}e[^\w\s]{0,3}r|a[^\w\s]{1,3}n[^\w\s]{0,3}z|wer[^\w\s]{1,2}bung|an[^\w\s]{1,2}zeige"
    r"|(?<!\w)ad\W*\Z|w[e3€*][r*][b8*]|[a4@*]n[z2*][e3€*]|sp[o0*]ns|adv[e3*]rt|\A\W*(?:anz|wrbg)(?!\w)"
)
_ORDINARY = re.compile(r"[\x00-\x7fäöüßÄÖÜ„“”‚‘’–—…•\u2600-\u27bf\ufe0f\u200d\U0001f300-\U0001faff]*+\Z")


@dataclass(frozen=True, slots=True)
class DisclosureFinding:
    """A post whose label is missing, not enough or one too many."""

    post_id: str
    judged: Disclosure


@dataclass(frozen=True, slots=True)
class DisclosureCheck:
    """The findings of all `checked` posts under `law`."""

    law: str
    checked: int
    findings: Sequence[DisclosureFinding]


def law_of(country: str | None) -> str:
    """Return the law for a creator's country as it is stored; German law where none or another is known."""
    spoken = (country or "").strip().casefold()
    return next((law for law, names in _LAWS.items() if spoken in names), "de")


def check_posts(material: Material) -> DisclosureCheck:
    """Judge the posts of one creator that may need a label or carry one."""
    posts, law = material.posts, law_of(material.profile.country)
    findings = []
    texts = [text or "" for text in material.post_texts]
    for index, (text, worth) in enumerate(zip(texts, may_be_commercial(texts), strict=True)):
        paid = bool(posts.paid[index])
        if worth and not (paid and law != "us"):
            judged = judge(PostText(text, "", paid), law)
            if judged.verdict in FINDINGS:
                findings.append(DisclosureFinding(posts.post_id[index], judged))
    return DisclosureCheck(law, len(posts.post_id), findings)


def may_be_commercial(texts: Sequence[str]) -> list[bool]:
    """Tell quickly which texts of a creator are worth a judgement; plain texts take a few microseconds each."""
    small = [text.lower() for text in texts]
    parts = held_by_any(small, _PARTS)
    return [bool(text) and _is_worth_it(text, lowered, parts) for text, lowered in zip(texts, small, strict=True)]


def _is_worth_it(text: str, small: str, parts: Sequence[str]) -> bool:
    if holds_any(small, parts) or small.startswith("ad"):
        return True
    return bool(_CODE_LOOK.search(text) or _GAPS_LOOK.search(small)) or not _ORDINARY.match(text)
