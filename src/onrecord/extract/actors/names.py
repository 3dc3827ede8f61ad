"""The names in an article: where they stand, without titles, and the type that the whole article votes for.

The entity recogniser is right about most mentions and wrong about some; so the labels of all mentions of a name are
counted together, and the words around them (a title before, a head noun within) count more than the labels.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from onrecord.extract.actors.lexicon import is_a, is_dash, words
from onrecord.extract.actors.phrase import speaks
from onrecord.extract.actors.votes import Name, type_of
from onrecord.model import SpeakerType
from onrecord.values import states
from onrecord.values.name import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "LAW"})
NO_NAMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "EVENT", "LANGUAGE"})
PLAUSIBLE = re.compile(r"(?![DRI]-)\w.")  # two characters at least, and no party and state ("D-N.Y.")
HEADLINE = 3  # words; a name with a verb in it is longer
SHOUT = 3  # words in capitals on either side that make a headline


class NameTable:
    """All mentions of names in a document, by token, and the type of each name."""

    def __init__(self, doc: Doc) -> None:
        self.names: list[Name] = []
        self._at: dict[int, Name] = {}
        self._within = {t.text for t in doc if t.is_sent_start is not True}
        for start, end, label in _joined(doc, _runs(doc)):
            self._add(doc, start, end, label)
        self._find_again(doc)
        self._types = self._vote()

    def at(self, i: int) -> Name | None:
        """The name that token ``i`` belongs to."""
        return self._at.get(i)

    def type_of(self, name: Name) -> SpeakerType:
        """What the name stands for, by the vote of the article."""
        return self._types[fold(name.text)]

    def _add(self, doc: Doc, start: int, end: int, label: str) -> None:
        start, end = _trim(doc, start, end)
        if start >= end or _is_generic(doc, start, end, label) or self._is_only_first(doc, start, end, label):
            return
        first = _without_titles(doc, start, end, label)
        titled = first > start or _title_before(doc, start) or _is_who(doc, first, end)
        text = re.sub(r"[\[\](){}]", "", doc[first:end].text)
        if (
            not PLAUSIBLE.match(text)
            or text.islower()
            or _is_shouted(doc, first, end)
            or _is_sentence(doc, first, end)
            or (label == "NORP" and doc[end - 1].pos_ == "ADJ")
        ):
            return
        name = Name(
            start=first,
            end=end,
            root=doc[first:end].root.i,
            text=text,
            label=label,
            titled=titled,
            seat=_is_seat(doc, first, end),
            called=_is_called(doc, first, end),
            place=_is_place(doc, first, end),
        )
        self.names.append(name)
        self._at.update(dict.fromkeys(range(first, end), name))

    def _is_only_first(self, doc: Doc, start: int, end: int, label: str) -> bool:
        """Whether a word that no recogniser knows has a capital only because it begins a sentence."""
        word = doc[start]
        alone = end - start == 1 and not label and not word.is_upper and not states.body_state(word.text)
        return alone and bool(word.is_sent_start) and word.text not in self._within and not _says(word)

    def _find_again(self, doc: Doc) -> None:
        """Add single words that are a name elsewhere in the article and were taken for something else here."""
        known = {name.text.split()[-1]: name.label for name in self.names if name.label in {"PERSON", "GPE", "ORG"}}
        for token in doc:
            if token.text not in known or token.i in self._at or not _may_be_name(token):
                continue
            self._add(doc, token.i, token.i + 1, known[token.text])
        self.names.sort(key=lambda name: name.start)

    def _vote(self) -> dict[str, SpeakerType]:
        groups: defaultdict[str, list[Name]] = defaultdict(list)
        for name in self.names:
            groups[fold(name.text)].append(name)
        types = {key: type_of(mentions) for key, mentions in groups.items()}
        people = {key for key, kind in types.items() if kind is SpeakerType.PERSON and " " in key}
        surnames = {" ".join(key.split()[n:]) for key in people for n in range(1, key.count(" ") + 1)}
        for key, mentions in groups.items():
            text = mentions[0].text
            if " " in text or key not in surnames:
                continue
            labelled = 2 * sum(name.label == "PERSON" for name in mentions) > len(mentions)
            if labelled or not states.named(text):  # "Jordan" after "Ada Jordan", where it is read as a person
                types[key] = SpeakerType.PERSON
        return types


def _says(word: Token) -> bool:
    """Whether the word is the subject of a plain verb of saying, so that it is a name though it begins a sentence."""
    return word.dep_ == "nsubj" and speaks(word) and word.head.tag_ in {"VBD", "VBZ"}


def _runs(doc: Doc) -> list[tuple[int, int, str]]:
    """Token ranges of entities, and of runs of capitalised proper nouns that the recogniser left out."""
    runs = [(e.start, e.end, e.label_) for e in doc.ents if e.label_ in LABELS]
    taken = {i for e in doc.ents for i in range(e.start, e.end) if e.label_ in LABELS or e.label_ in NO_NAMES}
    at = 0
    while at < len(doc):
        end = at
        while end < len(doc) and end not in taken and _is_name_word(doc[end]):
            end += 1
        if end > at and not (end - at == 1 and _is_common(doc[at])):
            runs.append((at, end, ""))
        at = max(end, at + 1)
    return sorted(runs)


def _joined(doc: Doc, runs: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The runs, where a first name that the recogniser cut off is joined to the name after it."""
    joined: list[tuple[int, int, str]] = []
    counts = Counter(t.text for t in doc)
    for start, end, label in runs:
        if joined and label == "PERSON" and joined[-1][1] == start and _is_cut_off(doc, joined[-1], counts):
            start = joined.pop()[0]
        joined.append((start, end, label))
    return joined


def _is_cut_off(doc: Doc, run: tuple[int, int, str], counts: Counter[str]) -> bool:
    start, end, label = run
    kinds = ("roles", "title_parts", "organisation_heads", "outlet_names", "places")
    plain = all(t.pos_ == "PROPN" and t.is_title and not any(is_a(t, k) for k in kinds) for t in doc[start:end])
    return (
        plain
        and counts[doc[start].text] == 1
        and label in {"", "ORG", "PERSON"}
        and not states.states_of(doc[start:end].text)
    )


def _is_name_word(token: Token) -> bool:
    if token.is_sent_start and token.lower_.endswith("ly"):  # "Crucially": an adverb that the tagger took for a name
        return False
    return token.pos_ == "PROPN" and token.text[:1].isupper() and not states.is_demonym(token.text)


def _may_be_name(token: Token) -> bool:
    """Whether a capitalised word stands where a name can: as a noun, or first in its sentence and misread as a verb."""
    if _is_common(token) or states.is_demonym(token.text) or token.ent_type_ in NO_NAMES:
        return False
    misread = token.is_sent_start and token.pos_ == "VERB" and not token.is_stop
    return token.pos_ in {"PROPN", "NOUN"} or bool(misread)


def _is_generic(doc: Doc, start: int, end: int, label: str) -> bool:
    """Whether capitalised words are a title or a kind of body and no name: "Prime Minister", "Parliament"."""
    if all(is_a(t, "roles") or is_a(t, "title_parts") for t in doc[start:end]) and is_a(doc[end - 1], "roles"):
        return label != "PERSON" or end - start == 1
    token = doc[start]
    if end - start > 1 or label not in {"ORG", "PERSON", ""} or token.is_upper or states.body_state(token.text):
        return False
    return is_a(token, "organisation_heads")


def _is_common(token: Token) -> bool:
    """Whether a single capitalised word is a common noun in capitals: "the President", "Parliament"."""
    return any(
        is_a(token, kind) for kind in ("roles", "organisation_heads", "documents", "outlet_heads", "title_parts")
    )


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The range without article, possessive, marks, and what lies beyond a line break."""
    for i in range(start, end):
        if "\n" in doc[i].text:
            end = i
            break
        if is_dash(doc[i]):
            start = i + 1
    while end - start > 1 and (doc[end - 1].lower_ in {"of", "and", "for", "the", "in"}):
        end -= 1
    while start < end and (doc[start].lower_ in {"the", "a", "an"} or doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (
        doc[end - 1].tag_ == "POS" or doc[end - 1].lower_ in {"'s", "’s", "’", "'"} or doc[end - 1].is_punct
    ):
        if doc[end - 1].text.endswith(".") and doc[end - 1].is_alpha:
            break
        end -= 1
    return start, end


def _without_titles(doc: Doc, start: int, end: int, label: str) -> int:
    """Where the name begins after the titles and the state before it: "US Defense Secretary Ada Berg"."""
    while label == "PERSON" and start < end - 1 and doc[start].text.islower() and not is_a(doc[start], "particles"):
        start += 1
    if label == "PERSON" and end - start > 2 and states.named(doc[start].text):
        start += 1  # "Latvia Ada Berg", from "the President of Latvia Ada Berg"
    roles = [i for i in range(start, end - 1) if is_a(doc[i], "roles") or doc[i].lower_ in words("honorifics")]
    if not roles or (label not in {"PERSON", ""} and not _names_a_person(doc, roles[-1], end)):
        return start
    last = roles[-1]
    before = doc[start:last]
    if any(not (is_a(t, "title_parts") or is_a(t, "roles") or _is_of_state(t) or t.is_punct) for t in before):
        return start
    if doc[last].lower_ in words("regal") and end - last == 2:
        return last
    return last + 1


def _names_a_person(doc: Doc, title: int, end: int) -> bool:
    """Whether a first and a last name follow a title, though the recogniser saw a body: "Chief Anchor Ada Berg"."""
    tail = doc[title + 1 : end]
    plain = all(t.text[:1].isupper() and not t.is_upper and t.pos_ == "PROPN" for t in tail)
    bodies = any(is_a(t, k) for t in tail for k in ("organisation_heads", "outlet_names", "places"))
    return len(tail) == 2 and plain and not bodies and not is_a(doc[title], "ambiguous_titles")


def _is_of_state(token: Token) -> bool:
    return bool(states.states_of(token.text)) or token.text in {
        "North",
        "South",
        "Saudi",
        "European",
        "Union",
        "EU",
        "UN",
    }


def _title_before(doc: Doc, start: int) -> bool:
    if start == 0:
        return False
    token = doc[start - 1]
    lower = token.lower_.strip(".")
    return (lower in words("roles") and token.tag_ != "NNS" and token.dep_ == "compound") or lower in words(
        "honorifics"
    )


def _is_who(doc: Doc, start: int, end: int) -> bool:
    """Whether "who" takes the name up: "Okar, who has led the board since May"."""
    root = doc[start:end].root
    if root.tag_ != "NNP" or root.is_upper:
        return False
    clauses = [c for c in root.rights if c.dep_ == "relcl" and c.i > end]
    return any(t.lower_ == "who" and t.dep_ == "nsubj" for c in clauses for t in c.lefts)


def _is_sentence(doc: Doc, start: int, end: int) -> bool:
    """Whether a run of capitalised words holds a finite verb, as headlines do: "Berg Is Merely a Small Fry"."""
    return end - start > HEADLINE and any(t.tag_ in {"VBZ", "VBD", "MD"} for t in doc[start + 1 : end - 1])


def _is_shouted(doc: Doc, start: int, end: int) -> bool:
    """Whether a run that names no state stands in a headline all in capitals, where nothing tells a name."""
    if states.state_of(doc[start:end].text) or not doc[start].is_upper:
        return False
    near = [t for t in doc[max(0, start - SHOUT) : end + SHOUT] if t.is_alpha and t.sent == doc[start].sent]
    return len(near) >= SHOUT and all(t.is_upper for t in near)


def _is_called(doc: Doc, start: int, end: int) -> bool:
    """Whether the name stands right behind a noun for an outlet, as its name."""
    root = doc[start:end].root
    return root.dep_ == "appos" and root.head.i == start - 1 and is_a(root.head, "outlet_heads")


def _is_seat(doc: Doc, start: int, end: int) -> bool:
    """Whether a government is said to be there: "the government in Drass"."""
    if start < 2 or end - start > 1 or doc[start - 1].lower_ != "in":
        return False
    return doc[start - 2].lower_ in {"government", "regime", "leadership"} and doc[start].dep_ == "pobj"


def _is_place(doc: Doc, start: int, end: int) -> int:
    after = doc[end] if end < len(doc) else None
    if (
        after is not None
        and after.text[:1].islower()
        and is_a(after, "places")
        and doc[end - 1].dep_ in {"compound", "conj"}
    ):
        return True
    if after is not None and is_dash(after) and doc[start].is_sent_start and doc[start:end].text.isupper():
        return 2  # a dateline
    root = doc[start:end].root
    return root.dep_ == "pobj" and root.head.lower_ in words("place_prepositions")
