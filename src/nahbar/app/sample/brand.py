"""What the sample bookshop stands for; invented like everything in the sample."""

from __future__ import annotations

from nahbar.creators.fit.contracts import Brand, Persona

SAMPLE_BRAND = Brand(
    persona=Persona(
        age_from=25,
        age_to=54,
        countries=["DE", "AT"],
        languages=["de"],
        interests=["Bücher und Lesen", "Schreiben und Papier"],
        values=["unabhängige Verlage und kleine Läden", "ehrliche Meinung statt Werbung", "Vorlesen und Leseförderung"],
    ),
    topics=["Romane und Krimis", "Kinderbücher und Vorlesen", "Lesekreis und Buchhandlung"],
    banned=["Glücksspiel und Sportwetten", "Diätpillen", "Kryptowährungen"],
    tone="Ruhig, genau, mit einem Augenzwinkern. Wir sagen du und ihr und rufen nicht.",
    texts=[
        "Der Tisch am Fenster ist neu gedeckt: vier Romane, ein Gedichtband, eine Kanne Assam. Welches zuerst?",
        "Ich habe „Salz im Kragen“ in zwei Nächten gelesen. Hedda geht mir seitdem nicht aus dem Kopf. #lesen #roman",
        "Am Donnerstag lesen wir vor. Bringt die Kinder mit, Kissen haben wir. 📚",
        "Frisch ausgepackt: drei Kisten Krimis, eine Kiste Lyrik. Ratet, welche zuerst leer war. #buchhandlung",
        "Mein Lieblingssatz der Woche steht auf Seite 112. Ich verrate ihn nicht, ihr sollt ja selbst lesen.",
        "Ein Buch, über das wir im Lesekreis gestritten haben. Vier waren dafür, zwei dagegen, eine hat Kuchen geholt.",
        "Die kleine Verlagsecke ist umgezogen, nach links neben die Tür. Dort fand ich drei Debüts. #indiebuch",
        "Was liegt gerade auf eurem Nachttisch? Wir sammeln für die Wand im Herbst. ☕",
        "Ich mag Bücher, die im Regen spielen. Dieses spielt auf einer Fähre, mit einem Hund. Mehr braucht es kaum.",
        "Ihr habt nach Bilderbüchern ohne Moral gefragt. Hier sind fünf, in denen einfach etwas passiert. #bilderbuch",
    ],
    palette=["#8d3f20", "#f4f1ec", "#3d5130"],
)
