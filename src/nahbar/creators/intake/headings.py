"""Names of columns in vendors' exports (HypeAuditor, Modash, Kolsquare, the platforms) and in German tables; data only.

Spelling is folded before comparing (case, umlauts, punctuation, plural s), so each name stands here once.
"""

from __future__ import annotations

from collections.abc import Mapping

Names = Mapping[str, tuple[str, ...]]


def _names(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("; "))


# Words that say nothing about which column it is.
FILLERS = frozenset(
    _names(
        "number; of; count; counts; no; nr; anzahl; zahl; total; gesamt; gesamtzahl; current; aktuell; aktuelle; "
        "values; value; wert; werte; the; der; die; das; des; your; dein; ihre; im; am; profil; profile; account; "
        "konto; kanal; channel"
    )
)

_PLATFORM = _names(
    "Plattform; Netzwerk; Network; Social Network; Soziales Netzwerk; Kanal; Channel type; Social media; "
    "Social platform; Source platform"
)
# "Influencer" is what vendors call the column; it is a header to recognise, not a word of this project.
_HANDLE = _names(
    "Username; User name; Account username; Benutzername; Nutzername; Accountname; Account name; Kontoname; Account; "
    "Instagram name; Instagram handle; Instagram username; TikTok username; TikTok handle; YouTube handle; "
    "Kanalname; Channel; Channel name; Channel handle; Screen name; Profilname; Profile name; User; Nutzer; Login; "
    "Creator handle; Creator; Influencer username; Influencer handle; Influencer; Social handle; Blogger; Handles"
)
_FOLLOWERS = _names(
    "Follower; Followers; Follower:innen; Follower*innen; FollowerInnen; Follower_innen; Abonnenten; "
    "Abonnent:innen; AbonnentInnen; Abonnement; Abos; Subscribers; Subscriber; Followers count; Follower count; "
    "Followerzahl; Follower-Anzahl; Anzahl Follower; Number of followers; Audience size; Fans; Fanzahl; "
    "Community size; Communitygröße; Reichweite (Follower); Total followers; Followers number"
)
_URL = _names(
    "Profil-URL; Profile URL; Profil-Link; Profile link; Link zum Profil; Link; URL; Permalink; Profillink; "
    "Account URL; Account link; Channel URL; Kanal-URL; Instagram URL; TikTok URL; YouTube URL; Social link; "
    "Social URL; Webadresse"
)
_LIKES = _names(
    "Like; Like count; Gefällt mir; Gefällt mir-Angaben; Gefällt-mir-Angaben; Anzahl Likes; Gefällt; Likes number; "
    "Reactions; Reaktionen; Favorites; Hearts; Herzen; Digg count; Mag ich"
)

_CREATORS: Names = {
    "platform": _PLATFORM,
    "handle": _HANDLE,
    "followers": _FOLLOWERS,
    "name": _names(
        "Full name; Fullname; Vollständiger Name; Anzeigename; Display name; Vor- und Nachname; Title; Klarname; "
        "Creator name; Influencer name; Real name"
    ),
    "bio": _names(
        "Biografie; Biographie; Biography; Beschreibung; Description; Profilbeschreibung; Profiltext; About; Über; "
        "Steckbrief; Bio text"
    ),
    "url": _URL,
    "following": _names(
        "Followings; Follows; Folgt; Gefolgt; Abonniert; Following count; Followees; Anzahl gefolgter Konten; "
        "Following number; Folge ich"
    ),
    "posts": _names(
        "Beiträge; Anzahl Beiträge; Posts count; Media count; Publications; Uploads; Videos; Number of posts; "
        "Medien; Postings; Content count; Anzahl Posts"
    ),
    "created_at": _names(
        "Created; Erstellt am; Erstellt; Account created; Beigetreten; Joined; Join date; Mitglied seit; "
        "Gründungsdatum; Creation date"
    ),
    "country": _names(
        "Land; Herkunftsland; Country code; Ländercode; Creator country; Influencer country; Location country; "
        "Standort; Location"
    ),
    "language": _names(
        "Sprache; Language code; Sprachcode; Hauptsprache; Primary language; Main language; Languages; Sprachen; "
        "Account language"
    ),
    "category": _names(
        "Kategorie; Kategorien; Category 1; Topic; Topics; Thema; Themen; Niche; Nische; Branche; Interests; "
        "Interessen; Main category; Hauptkategorie; Account category"
    ),
    "is_business": _names(
        "Business; Business account; Geschäftskonto; Unternehmenskonto; Is business account; Businessprofil"
    ),
    "is_verified": _names("Verified; Verifiziert; Verified account; Blauer Haken; Verifizierung; Verified badge"),
    "observed_at": _names(
        "Observed; Stand; Stand vom; Datum; Date; Abgerufen am; Updated at; Last updated; Letzte Aktualisierung; "
        "Aktualisiert am; Report date; Exported at; Export date; Erhoben am"
    ),
}

_FOLLOWERS_DAILY: Names = {
    "platform": _PLATFORM,
    "handle": _HANDLE,
    "date": _names("Datum; Tag; Day; Stand; Zeitpunkt; Observed at; Timestamp; Time; Report date"),
    "followers": _FOLLOWERS,
}

_POSTS: Names = {
    "platform": _PLATFORM,
    "handle": _HANDLE + _names("Author; Autor; Owner username; Page name; Seitenname; Posted by; Author username"),
    "post_id": _names(
        "Post ID; ID; Beitrags-ID; Beitrag ID; Media ID; Medien-ID; Video ID; Shortcode; Post; Beitrag; Content ID; "
        "Tweet ID; Post code; Beitragsnummer; Postnummer; Post-Nr."
    ),
    "posted_at": _names(
        "Posted; Post date; Veröffentlicht am; Veröffentlicht; Veröffentlichungsdatum; Datum; Date; Erstellt am; "
        "Created at; Created time; Publish time; Published at; Published; Publish date; Publication date; "
        "Zeitpunkt; Timestamp; Time; Taken at; Zeitpunkt der Veröffentlichung; Date posted; Creation time; Uhrzeit; "
        "Beitragsdatum; Upload date; Postdatum"
    ),
    "text": _names(
        "Caption; Bildunterschrift; Beschreibung; Description; Inhalt; Content; Message; Nachricht; Beitragstext; "
        "Post text; Title; Titel; Text des Beitrags; Body; Post caption; Video title; Post message; Beschriftung"
    ),
    "kind": _names(
        "Type; Typ; Art; Post type; Beitragstyp; Beitragsart; Media type; Medientyp; Format; Content type; "
        "Inhaltstyp; Product type"
    ),
    "url": _URL + _names("Post URL; Post link; Beitragslink; Link zum Beitrag; Video URL; Permalink URL; Beitrags-URL"),
    "likes": _LIKES,
    "comments": _names("Kommentare; Kommentar; Comment count; Anzahl Kommentare; Comments number; Replies; Antworten"),
    "shares": _names(
        "Geteilt; Geteilte Inhalte; Share count; Teilungen; Reposts; Retweets; Sends; Weiterleitungen; Mal geteilt; "
        "Shared"
    ),
    "saves": _names(
        "Saved; Gespeichert; Save count; Speicherungen; Bookmarks; Lesezeichen; Mal gespeichert; Collect count; "
        "Favoriten"
    ),
    "views": _names(
        "Aufrufe; View count; Views count; Wiedergaben; Plays; Play count; Videoaufrufe; Video views; Abspielungen; "
        "Video plays"
    ),
    "paid_label": _names(
        "Paid partnership; Bezahlte Partnerschaft; Werbung; Anzeige; Sponsored; Is sponsored; Is paid partnership; "
        "Branded content; Gesponsert; Paid; Ad; Werbekennzeichnung; Bezahlte Werbepartnerschaft; Is ad; "
        "Content disclosure"
    ),
    "media_path": _names("Media file; Mediendatei; Bild; Image; Datei; File; Bilddatei; Image path"),
}

_COMMENTS: Names = {
    "platform": _PLATFORM,
    "post_id": _names("Post; Beitrag; Beitrags-ID; Media ID; Medien-ID; Video ID; Shortcode; Post code; Content ID"),
    "comment_id": _names("ID; Comment; Kommentar-ID; Kommentarnummer; Comment number; CID"),
    "author": _names(
        "Autor; Autorin; Autor:in; Verfasser; Verfasser:in; Username; Benutzername; Nutzername; User; Nutzer; "
        "Nutzer:in; From; Von; Author name; Commenter; Kommentiert von; Author display name; Handle; Name; "
        "Profilname"
    ),
    "written_at": _names(
        "Written; Datum; Date; Geschrieben am; Created at; Created time; Timestamp; Time; Zeitpunkt; Published at; "
        "Kommentiert am; Comment date; Veröffentlicht am; Erstellt am; Uhrzeit"
    ),
    "text": _names(
        "Comment text; Kommentar; Kommentartext; Inhalt; Content; Message; Nachricht; Body; Comment content; "
        "Text display; Text original"
    ),
    "in_reply_to": _names(
        "Reply to; Antwort auf; Parent ID; Parent; Parent comment; Replied to; In Antwort auf; Parent comment ID"
    ),
    "likes": _LIKES,
}

_FOLLOWERS_LIST: Names = {
    "platform": _PLATFORM,
    "handle": _names("Creator; Creator handle; Of; Account; Profil; Folgt"),
    "follower": _names(
        "Username; User name; Benutzername; Nutzername; Follower:in; Follower name; Follower username; User; ID; "
        "Abonnent; Abonnent:in; Follower handle; Follower ID"
    ),
    "followed_at": _names("Followed; Gefolgt seit; Folgt seit; Datum; Date; Since; Seit; Timestamp; Follow date"),
    "posts": _names("Beiträge; Media count; Anzahl Beiträge; Posts count"),
    "following": _names("Following count; Followings; Followees; Abonniert; Anzahl Abonniert; Gefolgt"),
    "followers": _names("Followers count; Follower count; Abonnenten; Anzahl Follower; Follower:innen"),
    "has_picture": _names(
        "Has profile picture; Profile picture; Profilbild; Has profile pic; Profile pic; Has photo; Hat Profilbild"
    ),
    "is_private": _names("Private; Privat; Private account; Privates Konto; Ist privat"),
    "username_length": _names("Length of username; Länge Benutzername; Name length"),
    "username_digits": _names("Digits in username; Ziffern im Benutzernamen; Username digit count"),
    "bio_length": _names("Biography length; Description length; Länge Bio; Länge Biografie"),
    "bio": _names(
        "Biografie; Biographie; Biography; Beschreibung; Description; Profilbeschreibung; Profiltext; Profile text; "
        "About; Über; Steckbrief; Bio text; Profile description"
    ),
}

_OVERLAPS: Names = {
    "platform": _PLATFORM,
    "handle_a": _names("A; Creator A; Source; Handle 1; Creator 1; First; From; Von; Username A; Account A"),
    "handle_b": _names("B; Creator B; Target; Handle 2; Creator 2; Second; To; Zu; Username B; Account B"),
    "shared": _names(
        "Overlap; Überschneidung; Shared followers; Shared viewers; Common; Gemeinsame; Weight; "
        "Gemeinsame Follower; Common followers; Shared audience; Gemeinsame Follower:innen; Überlappung"
    ),
}
_PRICES: Names = {
    "platform": _PLATFORM,
    "handle": _HANDLE,
    "price": _names(
        "Preis; Fee; Honorar; Cost; Kosten; Rate; Betrag; Amount; Gage; Vergütung; Tarif; Preis pro Beitrag; "
        "Price per post; Preis netto"
    ),
    "currency": _names("Währung; Waehrung; Curr; ISO code; Currency code; Währungscode"),
}

_INSIGHTS: Names = {
    "platform": _PLATFORM,
    "handle": _HANDLE,
    "dimension": _names("Merkmal; Breakdown; Attribute; Demographic; Kategorie; Category; Aufteilung"),
    "value": _names("Wert; Ausprägung; Group; Gruppe; Segment; Bucket; Label"),
    "share": _names("Anteil; Percentage; Percent; Prozent; Anteil in Prozent; Audience share; Prozentsatz"),
    "observed_at": _names("Observed; Stand; Datum; Date; As of; Abgerufen am; Erhoben am; Zeitpunkt; Timestamp"),
}

SYNONYMS: Mapping[str, Names] = {
    "creators": _CREATORS,
    "followers-daily": _FOLLOWERS_DAILY,
    "posts": _POSTS,
    "comments": _COMMENTS,
    "followers": _FOLLOWERS_LIST,
    "overlaps": _OVERLAPS,
    "insights": _INSIGHTS,
    "prices": _PRICES,
}
