"""A sentence and the numbers that it cites -> a verdict: what is wrong with it, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.generation.binding import binding_faults
from assistant.generation.dating import (
    date_of_meeting,
    is_date_of_document,
    without_dates_of_document,
)
from assistant.generation.evidence import Evidence
from assistant.generation.meaning import invention_faults, meaning_faults
from assistant.generation.naming import lowercase_words, missing_names
from assistant.generation.plain import plain_sentence, unmarked, why_not_plain
from assistant.generation.relations import relation_faults
from assistant.generation.roles import role_doubts, role_faults
from assistant.generation.sense import sense_doubts, sense_faults
from assistant.generation.support import needed, supported
from assistant.generation.suspicion import speaks_to_a_model
from assistant.generation.values import missing_values
from assistant.generation.wording import is_retold, wording_doubts, wording_faults
from assistant.protocols import Embedder, Entailment

_CONTRADICTS = 0.5


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as a model wrote it, and the numbers of the evidence that it cites."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A checked sentence: its plain text, the evidence that carries it, and its faults.

    Doubts are faults of wording only, over facts that are right: a good judge may lift them. What
    is retold has no faults, but a good judge may still refuse it.
    """

    sentence: str
    cited: tuple[Evidence, ...]
    faults: tuple[str, ...]
    is_doubtful: bool = False
    is_retold: bool = False

    @property
    def is_right(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults


class Checker:
    """Checks sentences against the numbered evidence of one question."""

    def __init__(
        self,
        embedder: Embedder,
        evidence: Sequence[Evidence],
        entailment: Entailment | None = None,
    ) -> None:
        self._embedder = embedder
        self._evidence = evidence
        self._entailment = entailment
        self._numbered = {one.number: one for one in evidence}
        self._known = lowercase_words([one.quote for one in evidence])

    def check(self, draft: Draft) -> Verdict:
        """Check one sentence; the cheap checks first, the meaning last."""
        sentence = plain_sentence(draft.text)
        numbers = tuple(dict.fromkeys(draft.citations))
        faults = _form_faults(sentence) + self._citation_faults(numbers)
        if faults:
            return Verdict(sentence, (), tuple(faults))
        cited = [self._numbered[number] for number in numbers]
        faults = self._fact_faults(sentence, cited)
        if faults:
            return Verdict(sentence, (), tuple(faults))
        return self._meant(sentence, cited, self._doubts(sentence, cited))

    def _citation_faults(self, numbers: Sequence[int]) -> list[str]:
        if not numbers:
            return ["it cites nothing"]
        unknown = [number for number in numbers if number not in self._numbered]
        return [f"there is no evidence [{number}]" for number in unknown]

    def _fact_faults(self, sentence: str, cited: Sequence[Evidence]) -> list[str]:
        quotes = [unmarked(one.quote) for one in cited]
        around = [one.around for one in cited]
        leads = [one.lead for one in cited]
        columns = [column for one in cited for column in one.columns]
        dates = [date_of_meeting(one.locator, one.quote) for one in cited]
        absent = [
            one
            for one in missing_values(sentence, quotes)
            if not is_date_of_document(one, sentence, quotes, dates)
        ]
        undated = without_dates_of_document(sentence, quotes, dates)
        strange = missing_names(sentence, [*quotes, *leads, *around], self._known)
        return [
            *(f"“{value.text}” is not in what it cites" for value in absent),
            *(f"the name “{name}” is not in what it cites" for name in strange),
            *binding_faults(sentence, quotes),
            *relation_faults(sentence, quotes, [*leads, *around, *columns]),
            *role_faults(undated, quotes),
            *invention_faults(sentence, [*quotes, *leads, *columns]),
            *wording_faults(undated, quotes),
            *sense_faults(undated, quotes, [one for one in leads if one]),
        ]

    def _doubts(self, sentence: str, cited: Sequence[Evidence]) -> list[str]:
        """Return what is said in words that the evidence does not have."""
        quotes = [unmarked(one.quote) for one in cited]
        around = [one.around for one in cited]
        leads = [one.lead for one in cited if one.lead]
        return [
            *meaning_faults(sentence, [*quotes, *leads], around),
            *wording_doubts(sentence, quotes),
            *sense_doubts(sentence, quotes, leads),
            *role_doubts(sentence, quotes),
        ]

    def _meant(self, sentence: str, cited: Sequence[Evidence], doubts: Sequence[str]) -> Verdict:
        vector = self._embedder.embed([sentence])[0]
        kept = needed(sentence, vector, cited)
        support = supported(sentence, vector, kept, self._evidence)
        if not support.is_possible:
            return Verdict(sentence, (), ("what it cites does not say this",))
        if len(kept) < len(cited) and self._needs_more(sentence, kept, doubts):
            kept = list(cited)
        if self._entailment and self._is_denied(self._entailment, sentence, kept):
            return Verdict(sentence, (), ("what it cites does not follow or denies it",))
        if not support.is_enough:
            doubts = [*doubts, "what it cites does not clearly say this"]
        retold = is_retold(sentence, [unmarked(one.quote) for one in kept])
        # A model that has read orders may be obeying them: its judgement lifts no doubt there.
        is_open = bool(doubts) and not any(one.stands_by_orders for one in cited)
        return Verdict(sentence, tuple(kept), tuple(doubts), is_open, retold)

    def _needs_more(self, sentence: str, kept: Sequence[Evidence], doubts: Sequence[str]) -> bool:
        """Say whether these alone do not say all of it: "this was accepted" may be short."""
        is_less = len(self._doubts(sentence, kept)) > len(doubts)
        return is_less or bool(self._fact_faults(sentence, kept))

    def _is_denied(self, entailment: Entailment, sentence: str, cited: Sequence[Evidence]) -> bool:
        texts = [one.quote for one in cited]
        if len(texts) > 1:
            texts.append(" ".join(texts))
        judged = entailment.judge(sentence, texts)
        entails, contradicts = max(judged)[0], max(one[1] for one in judged)
        return contradicts > max(_CONTRADICTS, entails)


def _form_faults(sentence: str) -> list[str]:
    if not any(letter.isalpha() for letter in sentence):
        return ["it says nothing"]
    reason = why_not_plain(sentence)
    faults = [reason] if reason else []
    if speaks_to_a_model(sentence):
        faults.append("it repeats an order to a model")
    return faults
