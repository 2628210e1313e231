"""Text -> its words with their stems, and which of them carry meaning."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from assistant.language.irregular import IRREGULAR
from assistant.language.wordlists import word_set

_WORD = re.compile(r"[^\W_]+(?:[.,](?=\d)[^\W_]+|['’](?=[^\W_])[^\W_]+)*")
_STEMMER = snowballstemmer.stemmer("english")

STOP_WORDS = word_set(
    """
    a an the this that these those there here it its itself he him his she her hers they them their
    theirs we us our ours you your yours i me my mine who whom whose which what when where why how
    is are was were be been being am do does did done doing have has had having will would shall
    should can could may might must of in on at by for from to into onto with within without about
    as if than then so such and or but nor not no yes also too very just only both each every any
    some all more most other another own same s t d ll re ve m don doesn didn isn aren wasn weren
    dont doesnt didnt isnt arent wasnt werent wont cant couldnt shouldnt wouldnt hasnt havent hadnt
    up down out off over under again once during before after above below between through per via
    please tell say said says according
    """
)

# Words that a question is asked with rather than about; they match everything and say little.
ASKING_WORDS = word_set(
    "many much kind type sort name list describe explain mean give call happen use make"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed, where it stands, and its stem (lower case, accents removed)."""

    text: str
    stem: str
    start: int
    end: int

    @property
    def is_content(self) -> bool:
        """Whether the word carries meaning by itself."""
        return self.text.lower() not in STOP_WORDS and self.stem not in STOP_WORDS

    @property
    def is_capital(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[0].isupper()


def words(text: str) -> list[Word]:
    """Return every word of `text` in order; "140,000" and "children's" are one word each."""
    return [
        Word(match.group(), stem(match.group()), match.start(), match.end())
        for match in _WORD.finditer(text)
    ]


def printed_words(text: str) -> list[tuple[int, str]]:
    """Return where each word of `text` begins, and the word as printed: quicker than `words`."""
    return [(match.start(), match.group()) for match in _WORD.finditer(text)]


def content_stems(text: str) -> list[str]:
    """Return the stems of the words that carry meaning, in order, repeats kept."""
    return [word.stem for word in words(text) if word.is_content]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of one word; figures lose their thousands commas, the possessive its 's."""
    plain = folded(word).replace("’", "'").removesuffix("'s").replace("'", "")
    if plain[:1].isdigit():
        return plain.replace(",", "")
    return str(_STEMMER.stemWord(IRREGULAR.get(plain, plain)))


def folded(text: str) -> str:
    """Return `text` in lower case without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
