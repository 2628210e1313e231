"""A process killed at any instant of an ingestion leaves the last good snapshot serving."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from assistant.indexing.folder import IndexesFolder
from assistant.indexing.index import Index
from assistant.ingest import Ingester
from assistant.types import EVERYTHING
from tests.conftest import REPOSITORY
from tests.fakes import fake_model

SCRIPT = """
import sys
from pathlib import Path
from assistant.indexing.folder import IndexesFolder
from assistant.ingest import Ingester
from tests.fakes import fake_model
print("ready", flush=True)
Ingester(IndexesFolder(Path(sys.argv[1])), fake_model()).ingest([Path(sys.argv[2])])
"""
KILLS = 6


def test_a_kill_at_any_instant_loses_nothing_that_was_served(tmp_path: Path) -> None:
    corpus, indexes = tmp_path / "corpus", IndexesFolder(tmp_path / "indexes")
    corpus.mkdir()
    for number in range(20):
        (corpus / f"paper-{number}.md").write_text(f"# Paper {number}\n\nIt costs £{number}m.\n")
    ingester = Ingester(indexes, fake_model())
    ingester.ingest([corpus])
    instants = random.Random(4)

    for kill in range(KILLS):
        (corpus / "paper-0.md").write_text(f"# Paper 0\n\nIt costs £{100 + kill}m.\n")
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(indexes.root), str(corpus)],
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(instants.uniform(0, 3))
        process.kill()
        process.communicate()

        index = Index.open(indexes)
        texts = [
            index.text(one.id, reader=EVERYTHING, version=None).text
            for one in index.documents(reader=EVERYTHING)
        ]
        assert len(texts) == 20
        assert all("It costs £" in text for text in texts)

    ingester.ingest([corpus])
    final = Index.open(indexes).text("paper-0", reader=EVERYTHING, version=None)
    assert f"£{100 + KILLS - 1}m" in final.text
