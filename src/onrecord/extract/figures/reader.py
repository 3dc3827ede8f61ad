"""From quantities to figures: each is placed in its sentence, named by its measure and given to its holder."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.extract.figures.circumstance import basis_of, is_part_of_larger, period_of, where_of
from onrecord.extract.figures.holder import CIVILIANS, from_context, holder_of, is_part, named_in
from onrecord.extract.figures.syntax import Place, implied_head, lemma, place_of, signals_of
from onrecord.extract.measures import Measures, Signals, says_nothing, thing_class
from onrecord.model import Basis, Figure, Quantity, Span
from onrecord.values.quantity import FIGURE_KINDS, QuantityMention, read_quantities
from onrecord.values.quantity.lexicon import is_person_noun

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.extract.actors import Actors
    from onrecord.values.time import TimeMention

CIVIL = frozenset({"casualties", "displaced", "evacuated", "rescued", "hostages", "infected"})
SINGLE = frozenset({"killed", "injured", "missing", "captured", "shot", "detained", "hostages"})
OWNED = frozenset({"casualty", "loss", "death", "fatality", "injury", "toll"})
LOST = " lost"


class Reader:
    """Reads the figures of one document from left to right; a figure may lean on those before it."""

    def __init__(self, doc: Doc, actors: Actors, times: tuple[TimeMention, ...]) -> None:
        self.doc, self.actors, self.times = doc, actors, times
        self.measures = Measures()
        self.found: list[tuple[int, Figure]] = []  # token index, figure

    def read(self) -> tuple[Figure, ...]:
        """All figures, in the order of the text."""
        mentions = read_quantities(self.doc)
        taken = {self.doc.char_span(m.number.start, m.number.end, alignment_mode="expand")[-1].i: m for m in mentions}
        counted = {m.head for m in mentions if m.head is not None and m.kind in FIGURE_KINDS}
        for token in self.doc:
            if token.i in taken:
                figure = self._of_mention(token, taken[token.i])
            else:
                figure = self._of_person(token) if token.i not in counted else None
            if figure:
                self.found.append((token.i, figure))
        return tuple(figure for _, figure in self.found)

    # ---------------------------------------------------------------- from a number

    def _of_mention(self, number: Token, mention: QuantityMention) -> Figure | None:
        if not self._may_count(number, mention):
            return None
        head = self.doc[mention.head] if mention.head is not None else None
        if mention.kind in ("money", "percent", "measure"):
            return self._of_amount(number, mention)
        if head is None and (back := self._pronoun_before(number, mention)):
            return self._like(back, number, mention)
        implied = None if head is not None else implied_head(number)
        if implied is not None and implied.pos_ == "NUM":
            implied = None
        thing = head if head is not None else implied if implied is not None and implied.pos_ in ("NOUN", "PROPN") else None
        place = place_of(head if head is not None else implied if thing is not None else number)
        signals = signals_of(thing, place)
        if head is None and thing is not None:
            signals = signals_of(thing, place)
        measure = self._measure(signals, mention, thing)
        if measure is None:
            return None
        return self._figure(thing if thing is not None else number, place, mention, measure)

    def _may_count(self, number: Token, mention: QuantityMention) -> bool:
        text, end = self.doc.text, mention.number.end
        if mention.kind not in FIGURE_KINDS or (mention.quantity.low or mention.quantity.high) is None:
            return False
        hyphened = re.match(r"[-‑](?!strong|plus|odd)[a-z]", text[end:])
        if hyphened:
            return False
        if mention.kind == "fraction":
            return bool(re.match(r"\sof\s(?!(?:an?|one)\b)", text[mention.number.end :])) and not re.match(
                r"\sof\sthe\s(?:total\s)?(?:number|amount|time|year|world|century)", text[mention.number.end :]
            )
        return True

    def _measure(self, signals: Signals, mention: QuantityMention, thing: Token | None) -> str | None:
        known = self.measures.choose(signals)
        if known:
            return known
        if thing is None or says_nothing(lemma(thing)) or self._is_small_talk(mention, thing):
            return None
        return self.measures.open_name(signals)

    def _is_small_talk(self, mention: QuantityMention, thing: Token) -> bool:
        """ "the two bridges", "three ideas": small numbers in words, with an article, or of no class we know."""
        high = mention.quantity.high or mention.quantity.low or Decimal(0)
        determined = any(c.lower_ in ("the", "these", "those", "his", "her", "their", "its", "our", "my", "both") for c in thing.lefts)
        return high <= 12 and mention.quantity.bound == "exact" and (determined or thing_class(lemma(thing)) == "any")

    # ---------------------------------------------------------------- single persons

    def _of_person(self, noun: Token) -> Figure | None:
        """ "killed an 11-year-old boy": one person, never the age."""
        if noun.tag_ != "NN" or not is_person_noun(noun.lower_) or noun.dep_ in ("compound", "amod", "nmod", "poss"):
            return None
        first = next((c for c in noun.lefts if c.dep_ in ("det", "poss")), None)
        if first is None or first.lower_ not in ("a", "an", "another", "his", "her", "their", "its"):
            return None
        place = place_of(noun)
        signals = signals_of(noun, place)
        measure = self.measures.choose(Signals(
            thing=signals.thing, plural=signals.plural, objects=signals.objects,
            subjects=signals.subjects & {"die", "perish", "drown", "disappear", "vanish", "succumb"}, states=signals.states,
        ))
        if measure not in SINGLE or noun.lower_ in ("body", "family", "couple", "force", "crew", "infantry", "suspect"):
            return None
        start = first.idx if first.dep_ == "det" else first.idx
        mention = QuantityMention(
            span=Span(start, noun.idx + len(noun)), number=Span(first.idx, first.idx + len(first)), head=noun.i, kind="count",
            quantity=Quantity(low=Decimal(1), high=Decimal(1), unit=noun.text), increment=first.lower_ == "another",
        )
        return self._figure(noun, place, mention, measure)

    # ---------------------------------------------------------------- amounts

    def _of_amount(self, number: Token, mention: QuantityMention) -> Figure | None:
        """Money, per cent and measured goods, named after the noun they are of ("$60 billion in aid", "12% of votes")."""
        last = self.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")[-1]
        thing = self._amount_noun(last)
        if mention.kind == "measure" and thing is None:
            return None
        place = place_of(number if number.dep_ not in ("nummod", "compound", "quantmod") else number.head)
        subject = implied_head(place.anchor)
        about = thing if thing is not None else subject
        noun = lemma(about) if about is not None and about.pos_ in ("NOUN", "PROPN") else ""
        measure = {"money": "money", "percent": "share", "measure": mention.quantity.unit or ""}[mention.kind]
        measure = f"{noun} ({measure})" if noun else measure
        return self._figure(about if noun and about is not None else number, place, mention, measure)

    def _amount_noun(self, last: Token) -> Token | None:
        if last.i + 1 >= len(self.doc) or self.doc[last.i + 1].lower_ not in ("of", "in", "worth"):
            return None
        prep = self.doc[last.i + 1]
        found = next((c for c in prep.subtree if c.dep_ == "pobj" and c.pos_ == "NOUN" and c.ent_type_ not in ("DATE", "GPE")), None)
        return found if found is not None and found.i - prep.i < 6 else None

    # ---------------------------------------------------------------- leaning on earlier figures

    def _pronoun_before(self, number: Token, mention: QuantityMention) -> Figure | None:
        """The figure that "half of them" or "this will rise by another 10,000" leans on."""
        if not self.found or number.sent.start - self.found[-1][0] > 60:
            return None
        behind = self.doc.text[mention.span.end : mention.span.end + 14]
        if re.match(r"\s(?:of|among)\s(?:them|whom|those|these|which)\b", behind):
            return self._last_whole()
        if not mention.increment:
            return None
        subject = implied_head(number)
        by_pronoun = subject is not None and subject.pos_ in ("PRON", "DET") or subject is not None and lemma(subject) in ("number", "figure", "total")
        return self._last_whole() if by_pronoun else None

    def _last_whole(self) -> Figure | None:
        return next((f for _, f in reversed(self.found) if f.basis is not Basis.SHARE and not f.part_of_larger), None)

    def _like(self, earlier: Figure, number: Token, mention: QuantityMention) -> Figure:
        place = place_of(number)
        known = self.measures.choose(signals_of(None, place))
        part = is_part_of_larger(self.doc, mention)
        return Figure(
            span=mention.span, text=mention.span.of(self.doc.text), quantity=mention.quantity,
            measure=known if known and part else earlier.measure, who=earlier.who, where=earlier.where,
            basis=basis_of(self.doc, mention, earlier.measure, loss=False), per=mention.per,
            period=period_of(number, mention.span, place, self.times), part_of_larger=part,
        )

    # ---------------------------------------------------------------- put together

    def _figure(self, thing: Token, place: Place, mention: QuantityMention, measure: str) -> Figure:
        loss = self.measures.family(measure) == "casualties" or measure.endswith((LOST, " destroyed", " damaged"))
        per = mention.per or self._adjective_rate(thing)
        basis = Basis.RATE if per else basis_of(self.doc, mention, measure, loss=loss)
        return Figure(
            span=mention.span, text=mention.span.of(self.doc.text), quantity=mention.quantity, measure=measure,
            who=self._who(thing, place, measure), where=where_of(thing, place, self.actors), basis=basis, per=per,
            period=period_of(thing, mention.span, place, self.times),
            part_of_larger=is_part_of_larger(self.doc, mention) or is_part(place),
        )

    @staticmethod
    def _adjective_rate(thing: Token) -> str | None:
        words = {"daily": "day", "weekly": "week", "monthly": "month", "annual": "year", "yearly": "year"}
        return next((words[c.lower_] for c in thing.lefts if c.lower_ in words), None)

    def _who(self, thing: Token, place: Place, measure: str) -> str | None:
        """Civilians for people hurt or driven out; else the state named with the noun, its verb, or the text before."""
        family = self.measures.family(measure)
        class_ = thing_class(lemma(thing)) if thing.pos_ in ("NOUN", "PROPN") else "none"
        if family in CIVIL and any(c.lower_ == "civilian" for c in thing.lefts):
            return CIVILIANS
        noun_like = thing.pos_ in ("NOUN", "PROPN", "ADJ")
        name = named_in(thing, self.actors) if noun_like else None
        if family in CIVIL and not measure.endswith(LOST):
            return self._who_was_hurt(thing, place, class_, name)
        return name or holder_of(place, self.actors) or self._of_sentence(thing) or from_context(self.doc, thing, self.actors)

    def _who_was_hurt(self, thing: Token, place: Place, class_: str, name: str | None) -> str | None:
        word = lemma(thing)
        if class_ == "persons" and word not in OWNED | {"other", "others", "dead", "wounded", "injured", "body", "victim"}:
            return name if name and thing.text[:1].isupper() else CIVILIANS
        if name:
            return name
        if word in OWNED or class_ == "forces":
            held = holder_of(place, self.actors) if word in OWNED else None
            return held or self._of_sentence(thing) or from_context(self.doc, thing, self.actors)
        return self._of_sentence(thing)

    def _of_sentence(self, thing: Token) -> str | None:
        """The holder of the figure before in the same sentence."""
        if not self.found or self.found[-1][0] < thing.sent.start:
            return None
        return self.found[-1][1].who
