"""Quotations linked to the cue that governs them, within a sentence, over a colon, and along a run of speech."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.extract.cues import Cue, verb_cue
from onrecord.extract.quotes import Quote
from onrecord.extract.speech import tree
from onrecord.extract.speech.around import (
    SENTENCE_END,
    as_cue,
    introduction,
    is_quoting,
    last_sentence,
    outermost,
    starts_cue,
)
from onrecord.extract.speech.build import carried_by, cue_words
from onrecord.extract.speech.found import Found, covers, union
from onrecord.extract.speech.sources import can_speak, cited_by, relays, written
from onrecord.model import Span
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ALONE = Cue(lemma="")
_COLON = Cue(lemma=":")
_REACH = 40  # tokens from a quotation to the verb that governs it
_RUN_WORDS = 5  # shorter quotations without a cue are not taken for speech


def link_quotes(doc: Doc, quotes: Sequence[Quote], found: Sequence[Found]) -> list[Found]:
    """The attributions with each quotation joined to the one that governs it, and new ones for the others."""
    return _Linker(doc, quotes, found).link()


class _Linker:
    def __init__(self, doc: Doc, quotes: Sequence[Quote], found: Sequence[Found]) -> None:
        self.doc, self.text = doc, text_of(doc)
        self.starts = [t.idx for t in doc]
        self.quotes = [q for q in outermost(quotes) if not q.scare]
        self.found = list(found)
        self.by_anchor = {f.anchor: n for n, f in enumerate(self.found)}
        self.owner: dict[int, int] = {}  # quotation -> attribution

    def link(self) -> list[Found]:
        self._claim_overlapping()
        for n, quote in enumerate(self.quotes):
            if n not in self.owner:
                self._link_one(n, quote)
            if n in self.owner:
                self._carry_on(n)
        return self.found

    # ---------------------------------------------------------------- quotations inside what the parse found

    def _claim_overlapping(self) -> None:
        """A quotation that lies in the content of a cue outside it belongs to that cue, whole."""
        for at, f in enumerate(self.found):
            if not f.content:
                continue
            place = self.doc[f.anchor].idx
            for n, quote in enumerate(self.quotes):
                if quote.outer.end <= f.content[0].start or quote.outer.start >= f.content[-1].end:
                    continue
                if quote.outer.start <= place < quote.outer.end or not any(s.overlaps(quote.span) for s in f.content):
                    continue
                self._extend(at, quote.outer)
                self.owner[n] = at

    def _extend(self, at: int, span: Span) -> None:
        f = self.found[at]
        self.found[at] = replace(f, content=union(self.text, (*f.content, span)), whole=True)

    # ---------------------------------------------------------------- one quotation

    def _link_one(self, n: int, quote: Quote) -> None:
        if self._same_speech(n, quote):
            return
        verb = self._verb_after(n, quote) or self._verb_before(n, quote)
        if verb is not None and self._join(n, quote, verb):
            return
        if self._headed(n, quote):
            return
        if not self._run_on(n, quote):
            self._sentence_subject(n, quote)

    def _same_speech(self, n: int, quote: Quote) -> bool:
        """``"A," she said. "B."``: nothing but the cue between the two, or nothing at all."""
        if n == 0 or n - 1 not in self.owner:
            return False
        before, at = self.quotes[n - 1], self.owner[n - 1]
        between = self.text[before.outer.end : quote.outer.start]
        if "\n" in between or (self._verb_after(n, quote) is not None):
            return False
        f = self.found[at]
        place = self.doc[f.anchor].idx if f.anchor >= 0 else -1
        bare = not any(c.isalnum() for c in between)
        words = [t for t in self._tokens(before.outer.end, quote.outer.start) if t.is_alpha or t.text in SENTENCE_END]
        ends = [w for w, following in pairwise(words) if w.text in SENTENCE_END and following.is_alpha]
        cue_between = before.outer.end <= place < quote.outer.start and not ends
        if not bare and (not cue_between or between.rstrip().endswith(":")):
            return False
        self._extend(at, quote.outer)
        self.owner[n] = at
        return True

    def _tokens(self, start: int, end: int) -> list[Token]:
        return list(self.doc[bisect_left(self.starts, start) : bisect_left(self.starts, end)])

    def _verb_after(self, n: int, quote: Quote) -> Token | None:
        """The cue in the clause that follows: ``"...," said X``."""
        limit = self.quotes[n + 1].outer.start if n + 1 < len(self.quotes) else len(self.text)
        zone: list[Token] = []
        for token in self._tokens(quote.outer.end, limit)[:_REACH]:
            if "\n" in token.text or (token.text in SENTENCE_END and zone):
                break
            zone.append(token)
        if not zone:
            return None
        verb = next((t for t in zone if is_quoting(t) or as_cue(t)), None)
        if verb is None or (len(zone) > 1 and zone[0].text in (";", ":", "(")):
            return None
        ended = self.text[quote.span.end - 1] in "." and zone[0].text != ","
        if ended and (tree.child(verb, "ccomp", "dobj", "xcomp") is not None or verb.i - zone[0].i > 6):
            return None
        if zone[0].text != "," and self.text[quote.span.end - 1] not in ",.?!—–-…" and not starts_cue(zone, verb):
            return None
        return verb

    def _verb_before(self, n: int, quote: Quote) -> Token | None:
        """The cue in the words before, back to the last full stop: ``X said: "..."``, also over a paragraph's end."""
        floor = self.quotes[n - 1].outer.end if n else 0
        words = self._tokens(floor, quote.outer.start)
        zone = last_sentence(words)
        if not zone and words:
            zone = introduction(words)
        known = next(
            (t for t in reversed(zone) if t.i in self.by_anchor and self.found[self.by_anchor[t.i]].cue.kind == "says"),
            None,
        )
        verb = next((t for t in reversed(zone) if is_quoting(t) and (t.dep_ != "ccomp" or verb_cue(t.lemma_))), None)
        if zone and zone[-1].text not in (":", ",") and known is not None:
            verb = known
        if verb is None:
            return None
        colon = zone[-1].text == ":" or zone[-1].text == ","
        near = len(zone) - zone.index(verb) <= 12
        return verb if colon or near else None

    def _join(self, n: int, quote: Quote, verb: Token) -> bool:
        if verb.i in self.by_anchor:
            at = self.by_anchor[verb.i]
            self._extend(at, quote.outer)
            self.owner[n] = at
            return True
        source = self._source(verb)
        if source is None:
            return False
        paper = written(verb)
        first = (paper,) if paper is not None and paper.i != source.i else relays(source)
        cue = verb_cue(verb.lemma_) or Cue(lemma=verb.lemma_.lower())
        sources = (*first, source, *cited_by(verb, source))
        self._add(
            n,
            Found(
                cue=cue,
                lemma=cue.lemma,
                anchor=verb.i,
                words=cue_words(verb),
                sources=sources,
                content=(quote.outer,),
                via=carried_by(verb, sources),
            ),
        )
        return True

    def _source(self, verb: Token) -> Token | None:
        """The subject of the verb; where the parser lost it, the nearest name or pronoun beside the verb."""
        source: Token | None = tree.agent(verb) if tree.passive(verb) else tree.subject(verb)
        if source is None and tree.passive(verb):
            return None
        if source is not None and can_speak(source, "says") and not self._inside(source.idx):
            return source
        for token in (*reversed(list(self.doc[max(0, verb.i - 4) : verb.i])), *self.doc[verb.i + 1 : verb.i + 8]):
            if self._inside(token.idx) or token.is_space:
                continue
            if token.pos_ in ("PROPN", "PRON") and can_speak(token, "says"):
                head: Token = token.head
                return head if token.dep_ == "compound" and head.pos_ == "PROPN" else token
        return None

    def _inside(self, place: int) -> bool:
        return any(q.outer.start <= place < q.outer.end for q in self.quotes)

    def _add(self, n: int, f: Found) -> None:
        self.by_anchor.setdefault(f.anchor, len(self.found))
        self.owner[n] = len(self.found)
        self.found.append(f)

    def _headed(self, n: int, quote: Quote) -> bool:
        """``Jane Doe: "..."``: a name and a colon at the start of a paragraph."""
        start = self.text.rfind("\n", 0, quote.outer.start) + 1
        words = [t for t in self._tokens(start, quote.outer.start) if not t.is_space]
        if not 2 <= len(words) <= 9 or words[-1].text != ":" or words[-2].pos_ not in ("PROPN", "NOUN"):
            return False
        if any(t.pos_ in ("VERB", "AUX") for t in words):
            return False
        self._add(
            n,
            Found(
                cue=_COLON,
                lemma=":",
                anchor=words[-1].i,
                words=(words[-1].i,),
                sources=(words[-2],),
                content=(quote.outer,),
            ),
        )
        return True

    # ---------------------------------------------------------------- runs of speech

    def _run_on(self, n: int, quote: Quote) -> bool:
        """A quotation without a cue: the same speaker goes on, in this paragraph or in the next."""
        if len(quote.span.of(self.text).split()) < _RUN_WORDS:
            return False
        model = self._last_speaker(n, quote)
        if model is None or not model.sources:
            return False
        place = bisect_left(self.starts, quote.span.start)
        self._add(
            n, replace(model, anchor=-place - 1, words=(), content=(quote.outer,), framed=(), negated=False, whole=True)
        )
        return True

    def _last_speaker(self, n: int, quote: Quote) -> Found | None:
        start = self.text.rfind("\n", 0, quote.outer.start) + 1
        opens = not any(c.isalnum() for c in self.text[start : quote.outer.start])
        between = self._cue_between(self.quotes[n - 1].outer.end if n else start, quote.outer.start)
        if between is not None:
            return between
        if n and n - 1 in self.owner:
            before = self.quotes[n - 1]
            same = before.outer.end > start
            ended = not any(c.isalnum() for c in self.text[before.outer.end : start]) if not same else False
            if same or (opens and (ended or not before.closed)):
                return self.found[self.owner[n - 1]]
        previous = self.text.rfind("\n", 0, max(0, len(self.text[:start].rstrip()))) + 1
        return self._last_cue(previous if opens else start, quote.outer.start)

    def _cue_between(self, start: int, end: int) -> Found | None:
        """The last speaker named between two quotations of one paragraph, if it is not the cue of the first one."""
        if "\n" in self.text[start:end]:
            return None
        f = self._last_cue(start, end)
        return f if f is not None and self.doc[f.anchor].sent.start_char >= start else None

    def _last_cue(self, start: int, end: int) -> Found | None:
        there = [f for f in self.found if f.anchor >= 0 and start <= self.doc[f.anchor].idx < end and f.sources]
        there = [f for f in there if f.cue.kind in ("says", "judges") and not self._inside(self.doc[f.anchor].idx)]
        there = [f for f in there if not any(g is not f and covers(g.content, self.doc[f.anchor].idx) for g in there)]
        return max(there, key=lambda f: f.anchor, default=None)

    def _carry_on(self, n: int) -> None:
        """A quotation left open at its paragraph's end runs into the next one, up to the next opening mark there."""
        quote = self.quotes[n]
        end = self.text.find("\n", quote.outer.end)
        if (
            quote.closed
            or end < 0
            or any(c.isalnum() for c in self.text[quote.outer.end : end])
            or n + 1 >= len(self.quotes)
        ):
            return
        following = self.quotes[n + 1]
        lead = self.text[end : following.outer.start]
        body = lead.strip()
        if not body or "\n" in body or body[-1] not in SENTENCE_END:
            return
        start = end + lead.index(body)
        model = self.found[self.owner[n]]
        place = bisect_left(self.starts, start)
        span = Span(start, start + len(body))
        at = len(self.found)
        self.found.append(replace(model, anchor=-place - 1, words=(), content=(span,), framed=(), negated=False))
        if self._verb_after(n + 1, following) is None:
            self._extend(at, following.outer)
            self.owner[n + 1] = at

    def _sentence_subject(self, n: int, quote: Quote) -> None:
        """Words quoted inside a sentence about a person: they are that person's."""
        inside = self._tokens(quote.span.start, quote.span.end)
        if len([t for t in inside if t.is_alpha]) < 3:
            return
        own = {t.i for t in inside}
        top = next((t for t in inside if t.head.i not in own), None)
        verb = (
            next((up for up in tree.climb(top) if up.pos_ == "VERB" and up.i not in own), None)
            if top is not None
            else None
        )
        source = tree.subject(verb) if verb is not None else None
        if verb is None or source is None or self._inside(source.idx):
            return
        if source.ent_type_ == "PERSON" or source.lower_ in ("he", "she"):
            self._add(
                n,
                Found(cue=_ALONE, lemma="", anchor=verb.i, words=(verb.i,), sources=(source,), content=(quote.outer,)),
            )
