"""Invented people: common given and family names, put together by chance. Nobody real."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """Where names, languages and nationality go together. ISO 3166-1 and ISO 639-3 codes."""

    country: str
    languages: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    weight: int


ORIGINS = (
    Origin("NG", ("eng", "edo", "yor"), ("Blessing", "Joy", "Precious", "Faith", "Gift"), ("Emeka", "Samuel", "Kelvin", "Osas", "Sunday"), ("Osagie", "Okafor", "Eze", "Bello", "Adeyemi"), 14),
    Origin("ML", ("bam", "fra"), ("Aminata", "Fatoumata", "Mariam", "Kadiatou"), ("Mamadou", "Bakary", "Moussa", "Ibrahima", "Seydou"), ("Traoré", "Diarra", "Coulibaly", "Keita", "Sidibé"), 11),
    Origin("GM", ("mnk", "wol", "eng"), ("Isatou", "Fatou", "Binta"), ("Lamin", "Ebrima", "Omar", "Alagie", "Musa"), ("Jallow", "Ceesay", "Touray", "Sanneh", "Bah"), 10),
    Origin("SN", ("wol", "fra"), ("Awa", "Ndeye", "Khady"), ("Cheikh", "Abdou", "Modou", "Ousmane"), ("Ndiaye", "Diop", "Fall", "Sow", "Ba"), 8),
    Origin("AF", ("prs", "pus"), ("Zahra", "Maryam", "Fereshta"), ("Ahmad", "Hamid", "Mohammad", "Najib", "Ali Reza"), ("Rahimi", "Karimi", "Haidari", "Nazari", "Ahmadi"), 10),
    Origin("PK", ("urd", "pnb"), ("Ayesha", "Saima", "Nadia"), ("Muhammad", "Imran", "Bilal", "Waqas", "Adnan"), ("Khan", "Hussain", "Malik", "Butt", "Chaudhry"), 9),
    Origin("SY", ("ara",), ("Rima", "Hala", "Nour", "Salma"), ("Mohamed", "Khaled", "Yousef", "Anas"), ("Haddad", "Al-Khatib", "Najjar", "Darwish"), 7),
    Origin("SO", ("som", "ara"), ("Hodan", "Amina", "Ifrah"), ("Abdi", "Mohamud", "Ahmed", "Yusuf"), ("Warsame", "Farah", "Hassan", "Ali", "Nur"), 7),
    Origin("ER", ("tir",), ("Selam", "Feven", "Helen"), ("Filmon", "Yonas", "Tesfay", "Robel"), ("Tekle", "Haile", "Gebre", "Abraha", "Kidane"), 6),
    Origin("UA", ("ukr", "rus"), ("Oksana", "Iryna", "Tetiana", "Olena", "Yulia"), ("Oleksandr", "Andriy", "Dmytro"), ("Kovalenko", "Shevchuk", "Bondar", "Tkachenko"), 8),
    Origin("MA", ("ary", "fra"), ("Khadija", "Fatima", "Naima", "Samira"), ("Rachid", "Hamza", "Mustapha", "Younes"), ("El Amrani", "Bennani", "Alaoui", "Tazi"), 8),
    Origin("RO", ("ron",), ("Mihaela", "Elena", "Ioana"), ("Ion", "Marius", "Florin"), ("Popa", "Dumitru", "Stan", "Radu"), 3),
    Origin("BD", ("ben",), ("Nasrin", "Shirin"), ("Rahim", "Kamal", "Sohel", "Rafiq"), ("Hossain", "Islam", "Miah", "Uddin"), 7),
    Origin("VE", ("spa",), ("Daniela", "Andreina"), ("José Luis", "Carlos"), ("Rondón", "Pirela", "Bracho"), 3),
)  # fmt: skip

TUTORS = (
    "Anna Ferri", "Bruno Salvi", "Carla Monti", "Dario Pella", "Elisa Gatti", "Franco Riva", "Giulia Sarti",
    "Ivo Bassi", "Laura Conti", "Marco Tosi", "Nadia Zani", "Olga Pini", "Piero Landi", "Rita Orsi", "Sara Villa",
    "Tullio Berti", "Ugo Fabbri", "Vera Rossini", "Walter Grassi", "Zita Neri", "Famiglia Marchi", "Famiglia Bonetti",
    "Gruppo scout San Giorgio", "Polisportiva La Quercia", "Circolo Il Portico", "Parrocchia di San Rocco",
    "Associazione Porte Aperte", "Cooperativa Il Melograno", "Amici del quartiere", "Circolo Lavoratori",
)  # fmt: skip

STAFF = (
    "Marta Colli", "Paolo Rinaldi", "Chiara Fontana", "Luca Bertoli", "Irene Masi", "Davide Serra", "Silvia Pozzi",
    "Amadou Sarr", "Leila Mansouri", "Andrea Vitali", "Giorgia Leone", "Matteo Ferrante", "Nadia Haddou",
    "Simone Carta", "Elena Dragan", "Stefano Riva", "Francesca Mori", "Yonas Kidane", "Paola Galli", "Renato Bianco",
    "Daniela Costa", "Pietro Sala", "Lucia Ferro", "Fabio Marin", "Aisha Conte", "Tommaso Greco", "Gloria Pace",
    "Ivan Testa", "Rosa Amato", "Carlo Denti", "Miriam Lodi", "Sergio Bruni", "Alice Poli", "Kofi Mensah",
)  # fmt: skip
