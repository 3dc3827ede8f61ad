"""From quantities to figures: each is placed in its sentence, named by its measure and given to its holder."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.extract.figures.aftermath import told_of_one, wounded_if_shot
from onrecord.extract.figures.amounts import amount_name, amount_noun, area_name, echoed, is_background
from onrecord.extract.figures.circumstance import (
    basis_of,
    is_part_of_larger,
    period_of,
    rate_of,
    where_of,
    where_said,
)
from onrecord.extract.figures.ellipsis import counted_last, is_next_part, is_of_its_own, is_of_which, leaned_on
from onrecord.extract.figures.holder import holder_of, is_part
from onrecord.extract.figures.named import Named
from onrecord.extract.figures.persons import headline, one_person, suffered
from onrecord.extract.figures.sets import place_in_set, with_sets
from onrecord.extract.figures.signals import signals_of
from onrecord.extract.figures.small import (
    as_part,
    is_hour,
    is_kin_count,
    is_small_talk,
    may_name,
    size,
    stand_in,
)
from onrecord.extract.figures.subjects import implied_head
from onrecord.extract.figures.syntax import Place, lemma, place_of
from onrecord.extract.figures.victims import Heads, listed
from onrecord.extract.figures.whose import CIVILIANS, Whose
from onrecord.extract.measures import Measures, Signals, says, says_nothing
from onrecord.model import Basis, Figure, Span
from onrecord.values.quantity import FIGURE_KINDS, QuantityMention, read_quantities
from onrecord.values.quantity.heads import STATES_OF_PEOPLE
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.extract.actors import Actors
    from onrecord.values.time import TimeMention

MANY = 1000  # so many soldiers "lost" take in the wounded
KIN_OF = ("his", "her", "their")
_VERB_BEHIND = re.compile(
    r"(?:\s(?:named|called|identified as)\s[^,.;]{1,60}?)?\s?(?:[,–—(-][^.;]{0,100}?[,–—)-]\s?)?\s?"
    r"(?:were|was|had been|have been|has been)\s(?:\w+ly\s|also\s|all\s|then\s|later\s)*(\w+)"
)
_SECOND_VERB = re.compile(
    r"\s(?:or|and)\s(?:\w+ly\s)?(?:killed|wounded|injured|hurt)\b|\sdead\b|\sto death\b|\sinto custody\b|\shostage\b"
)
_NO_SHARE = re.compile(r"\sof\s(?:(?:an?|one)\b|what\b|the\s(?:total\s)?(?:number|amount|time|year|world|century))")
_LIST_GOES_ON = re.compile(r"\s?(?:\([^)]*\)|,[^,]*,)?(?:,|\sand|,\sand|;)\s")


class Reader:
    """Reads the figures of one document from left to right; a figure may lean on those before it."""

    def __init__(self, doc: Doc, actors: Actors, times: tuple[TimeMention, ...]) -> None:
        self.doc, self.actors, self.times = doc, actors, times
        self.measures = Measures()
        self.whose = Whose(actors, self.measures)
        self.wholes: frozenset[int] = frozenset()  # where the 30 of "20 of the 30 drones" begin
        self.named = Named(self.measures)
        self.lists: list[Span] = []  # where victims are told of one by one
        self.found: list[tuple[int, Figure]] = []  # token index, figure

    def read(self) -> tuple[Figure, ...]:
        """All figures, in the order of the text."""
        mentions, self.wholes = with_sets(self.doc, read_quantities(self.doc))
        numbers = {self._last_token(m.number.start, m.number.end).i: m for m in mentions}
        counted = {m.head for m in mentions if m.head is not None and m.kind in FIGURE_KINDS}
        heads = {m.head: m for m in mentions if m.head is not None and m.kind == "count"}
        for token in self.doc:
            if listing := self._of_list(token, heads):
                self.found.append((token.i, listing))
            if token.i in numbers:
                figure = self._of_mention(token, numbers[token.i])
            elif token.i in counted:
                continue
            else:
                figure = self._of_person(token) or self._of_named(token)
            if figure:
                self.found.append((token.i, self._of_those_listed(figure)))
        self.found = wounded_if_shot(self.doc, self.found)
        for token, mention, measure in told_of_one(self.doc, {f.measure for _, f in self.found}, self.measures):
            self.found.append((token.i, replace(self._figure(token, place_of(token), mention, measure), who=CIVILIANS)))
        return tuple(figure for _, figure in sorted(self.found, key=lambda pair: pair[0]))

    def _last_token(self, start: int, end: int) -> Token:
        span = self.doc.char_span(start, end, alignment_mode="expand")
        assert span is not None  # "expand" finds tokens for every range inside the text
        return span[-1]

    # ---------------------------------------------------------------- counts

    def _of_mention(self, number: Token, mention: QuantityMention) -> Figure | None:
        if not self._may_count(mention):
            return None
        if mention.kind in ("money", "percent", "measure"):
            return self._of_amount(number, mention)
        if mention.head is None and (back := leaned_on(number, mention, self.found)):
            return self._like(back, number, mention)
        return self._of_count(number, mention)

    def _may_count(self, mention: QuantityMention) -> bool:
        if mention.kind not in FIGURE_KINDS or not (mention.quantity.low or mention.quantity.high):
            return False
        behind = text_of(self.doc)[mention.number.end : mention.number.end + 40]
        if re.match(r"[-‑](?!strong|plus|odd)[a-z]", behind):
            return False
        if re.search(r"\s(?:in|out of)\s", mention.number.of(text_of(self.doc))) and mention.head is not None:
            return True  # "one in ten children"
        if mention.kind != "fraction" or is_of_which(self.doc, mention):
            return True
        return behind.startswith(" of ") and not _NO_SHARE.match(behind)

    def _of_count(self, number: Token, mention: QuantityMention) -> Figure | None:
        thing = self.doc[mention.head] if mention.head is not None else self._implied(number, mention)
        if mention.head is None and (is_kin_count(number) or is_hour(number, mention)):
            return None
        whole_set = mention.number.start in self.wholes
        place = place_in_set(thing if thing is not None else stand_in(number), number, whole=whole_set)
        if place.anchor.dep_ == "pobj" and place.anchor.head.dep_ == "agent":
            return None  # "shot by two of them" counts those who shot
        signals = signals_of(thing, place)
        whole = self._whole_of(place.anchor, mention)
        known = self._said_right_behind(signals, mention, self.measures.choose(signals))
        known = self._plain_loss(known, thing, mention)
        if whole and known and self.measures.is_casualty(whole.measure) and not self.measures.is_casualty(known):
            known = whole.measure  # "41 killed, including 12 children sent home": the parenthesis is of the killed
        if known and not is_part_of_larger(self.doc, mention):
            whole = None  # "12 killed, including 3 children, and 20 injured": a list may go on with another count
        measure = known or self._unlisted(signals, mention, thing, whole)
        if measure is None:
            return None
        figure = self._figure(thing if thing is not None else number, place, mention, measure)
        if whole:
            return as_part(figure, whole)
        possessed = thing is not None and any(c.dep_ == "poss" and c.lower_ in KIN_OF for c in thing.lefts)
        return self._within_earlier(figure) if possessed and signals.class_ == "persons" else figure

    def _plain_loss(self, measure: str | None, thing: Token | None, mention: QuantityMention) -> str | None:
        """Fighters "lost" by the dozen are dead; the thousands that an army has lost take in the wounded."""
        size = mention.quantity.high or mention.quantity.low or Decimal(0)
        one_by_one = thing is not None and says("fighters", lemma(thing))
        return "killed" if measure == "troops lost" and one_by_one and size < MANY else measure

    def _implied(self, number: Token, mention: QuantityMention) -> Token | None:
        noun = implied_head(number)
        if noun is None or (noun.pos_ not in ("NOUN", "PROPN") and noun.lower_ not in STATES_OF_PEOPLE):
            return None
        if any(says(words, lemma(noun)) for words in ("numbers", "settlements", "tellers")):
            return None  # "a figure of 160", "a town of 12,000"
        if noun.pos_ == "PROPN" and noun.ent_type_ in ("ORG", "PERSON"):
            return None  # "the directorate stood at 58"
        return None if mention.span.start <= noun.idx < mention.span.end else noun

    def _said_right_behind(self, signals: Signals, mention: QuantityMention, parsed: str | None) -> str | None:
        """The measure by the verb behind the noun or a parenthesis: "four men, including two brothers, were killed".

        It beats a casualty measure of the parse, which takes the verb of the next clause for a second one of this.
        """
        if signals.class_ not in ("persons", "forces", "none"):
            return parsed
        if parsed is not None and self.measures.family(parsed) != "casualties":
            return parsed
        return self._behind(signals, mention) or parsed

    def _behind(self, signals: Signals, mention: QuantityMention) -> str | None:
        sentence = self._last_token(mention.span.start, mention.span.end).sent
        match = _VERB_BEHIND.match(text_of(self.doc), mention.span.end, sentence.end_char)
        if not match:
            return None
        verb = self._last_token(match.start(1), match.end(1))
        if verb.tag_ not in ("VBN", "VBD") or _SECOND_VERB.match(text_of(self.doc), match.end()):
            return None
        passive = replace(signals, objects=frozenset({lemma(verb)}), subjects=frozenset(), nouns=frozenset())
        return self.measures.choose(passive)

    def _unlisted(
        self, signals: Signals, mention: QuantityMention, thing: Token | None, whole: Figure | None
    ) -> str | None:
        """The measure of what the list has no row for: that of the whole it is part of, or one named after its noun."""
        if whole is not None and (
            signals.class_ in ("persons", "forces", "none") or whole.measure.startswith(signals.plural)
        ):
            return whole.measure
        dealt_with = any(says("deeds", verb) for verb in signals.objects) and signals.class_ != "persons"
        if thing is None or says_nothing(lemma(thing)) or (is_small_talk(mention, thing) and not dealt_with):
            return None
        return self.measures.open_name(signals)

    def _whole_of(self, anchor: Token, mention: QuantityMention) -> Figure | None:
        """The figure of the same sentence that this one is a part of: "nine people, including four children"."""
        before = [f for i, f in self.found if i >= anchor.sent.start]
        if not before:
            return None
        whole = next((f for f in reversed(before) if not f.part_of_larger), None)
        if is_part_of_larger(self.doc, mention):
            return whole
        between = text_of(self.doc)[before[-1].span.end : mention.span.start]
        return (whole or before[-1]) if before[-1].part_of_larger and _LIST_GOES_ON.fullmatch(between) else None

    def _within_earlier(self, figure: Figure) -> Figure:
        """One person, or someone's relatives, told of after a larger count of the same measure are a part of it."""
        larger = any(f.measure == figure.measure and size(f) > size(figure) for _, f in self.found)
        return replace(figure, part_of_larger=True) if larger else figure

    # ---------------------------------------------------------------- persons and amounts

    def _of_list(self, token: Token, heads: Heads) -> Figure | None:
        """As in "Ann Roe, her husband and two children were killed": four people."""
        found = listed(token, heads, self.measures)
        if found is None:
            return None
        mention, place, measure = found
        self.lists.append(mention.span)
        return self._within_earlier(replace(self._figure(token, place, mention, measure), who=CIVILIANS))

    def _of_those_listed(self, figure: Figure) -> Figure:
        """Each one of a list of victims is a part of it."""
        inside = any(span.contains(figure.span) for span in self.lists)
        return replace(figure, part_of_larger=True) if inside and self.measures.is_casualty(figure.measure) else figure

    def _of_person(self, noun: Token) -> Figure | None:
        """As in "killed a 9-year-old girl": one person, never the age."""
        mention = one_person(noun)
        if mention is None:
            return None
        place = place_of(noun)
        signals = suffered(signals_of(noun, place))
        measure = self._said_right_behind(signals, mention, self.measures.choose(signals))
        measure = "killed" if noun.dep_ == "poss" else headline(noun) or measure  # "a man's body"
        if measure is None or not says("single", measure):
            return None
        return self._within_earlier(self._figure(noun, place, mention, measure))

    def _of_named(self, token: Token) -> Figure | None:
        """As in "Ann Roe, 24, was killed": one person, or as many as the names joined to this one."""
        read = self.named.read(token)
        if read is None:
            return None
        mention, place, measure = read
        titles = (t.lower_ for t in self.doc[max(0, token.i - 4) : token.i])
        figure = self._figure(token, place, mention, measure)
        figure = replace(figure, who=figure.who if any(says("ranks", t) for t in titles) else CIVILIANS)
        return self._within_earlier(figure)

    def _of_amount(self, number: Token, mention: QuantityMention) -> Figure | None:
        """Money, per cent and measured goods, named after the noun they are of or the verb that governs them."""
        last = self._last_token(mention.span.start, mention.span.end)
        of = amount_noun(last, mention.kind)
        if mention.kind == "measure":
            return self._of_measured(last, of, mention)
        place = place_of(number if number.dep_ not in ("nummod", "compound", "quantmod") else number.head)
        about = of if of is not None else implied_head(place.anchor)
        if mention.kind == "money" and about is not None and about.pos_ in ("PRON", "DET"):
            return self._money_again(number, mention, place)
        noun = about.lower_ if about is not None and may_name(about) else ""
        measure = amount_name(number, mention, noun, of_noun=of is not None)
        if measure == "share" and (counted := counted_last(number, self.found)):
            measure = f"share of {counted}"
        return self._figure(about if noun and about is not None else number, place, mention, measure)

    def _of_measured(self, last: Token, of: Token | None, mention: QuantityMention) -> Figure | None:
        """Weights, lengths, areas: figures only where something happens to what is measured."""
        if of is not None and is_background(last):
            return None
        place = place_of(last)
        about = of if of is not None else echoed(last)
        if about is None:
            measure = area_name(last, mention)
            return self._figure(last, place, mention, measure) if measure else None
        return self._figure(about, place, mention, amount_name(last, mention, about.lower_, of_noun=True))

    def _money_again(self, number: Token, mention: QuantityMention, place: Place) -> Figure | None:
        """As in "it was no more than $500 million": the money spoken of last."""
        back = next((f for _, f in reversed(self.found) if f.measure.endswith("(money)")), None)
        measure = back.measure if back else amount_name(number, mention, "", of_noun=False)
        figure = self._figure(number, place, mention, measure)
        return replace(figure, who=back.who, where=figure.where or back.where) if back else figure

    # ---------------------------------------------------------------- leaning on earlier figures

    def _like(self, earlier: Figure, number: Token, mention: QuantityMention) -> Figure | None:
        place = place_of(number)
        known = self.measures.choose(signals_of(None, place))
        part = is_part_of_larger(self.doc, mention) or is_next_part(number)
        if part and mention.quantity.high == 1 and (known is None or not says("single", known)):
            return None  # "one of them said"
        who = holder_of(place, self.actors, of_forces=True) if is_of_its_own(mention, number) else earlier.who
        amount = earlier.measure.endswith(")")  # "burned 6,000 hectares, 2,000 of them in Norra": nobody is burned
        own = known if known and part and not amount and self.measures.is_casualty(known) else None
        return Figure(
            span=mention.span,
            text=mention.span.of(text_of(self.doc)),
            quantity=replace(mention.quantity, unit=earlier.quantity.unit) if amount else mention.quantity,
            measure=own or earlier.measure,
            who=who,
            where=where_said(number, self.actors) or earlier.where,
            basis=basis_of(self.doc, mention, loss=self.measures.is_loss(own or earlier.measure)),
            per=mention.per,
            period=period_of(number, mention.span, place, self.times),
            part_of_larger=part,
        )

    # ---------------------------------------------------------------- put together

    def _figure(self, thing: Token, place: Place, mention: QuantityMention, measure: str) -> Figure:
        per = mention.per or rate_of(self.doc, thing, mention)
        loss = self.measures.is_loss(measure)
        return Figure(
            span=mention.span,
            text=mention.span.of(text_of(self.doc)),
            quantity=mention.quantity,
            measure=measure,
            who=self.whose.of(thing, place, measure, self.found),
            where=where_of(thing, place, self.actors),
            basis=Basis.RATE if per else basis_of(self.doc, mention, loss=loss),
            per=per,
            period=period_of(thing, mention.span, place, self.times),
            part_of_larger=is_part_of_larger(self.doc, mention) or is_part(place),
        )
