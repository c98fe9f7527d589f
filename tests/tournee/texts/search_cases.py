"""What is written, and what it is found by: the same on the server and on a telephone."""

CASES = {
    "Éclair": "eclair",
    "Saint-Dié-des-Vosges": "saint die des vosges",
    "L’Œuvre & Fils_2": "l oeuvre fils 2",
    "Đặng Łukasz Øre": "dang lukasz ore",
    "محمد بن عبد الرحمن": "محمد بن عبد الرحمن",
    "מָשָׁל בֶּן־דָּוִד": "משל בן דוד",
    "Γιώργος": "γιωργοσ",
    "Ждан Ёлкин": "ждан елкин",
    "山田 太郎": "山田 太郎",
    "…—!": "",
}
