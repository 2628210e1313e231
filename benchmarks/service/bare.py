"""A bare endpoint that embeds a question and asks Chroma: what the service is compared with.

python -m benchmarks.service.bare INDEXES PORT
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from assistant.indexing.chroma import open_client, open_collection
from assistant.indexing.folder import IndexesFolder
from assistant.indexing.index import Index
from assistant.models.embedding import open_embedding_model


def bare_app(indexes: Path) -> FastAPI:
    """Return the application over the vectors of the same snapshot, with the same model."""
    folder = IndexesFolder(indexes)
    index = Index.open(folder)
    embedder = open_embedding_model("all-MiniLM-L6-v2", folder.models, threads=1).embedder
    collection = open_collection(open_client(index.folder / "chroma", None), index.snapshot.id)
    app = FastAPI()

    @app.post("/v1/search")
    def search(body: dict[str, Any]) -> dict[str, Any]:
        vectors = embedder.embed([body["query"]])
        found = collection.query(vectors, n_results=10)
        return {"ids": found["ids"][0], "texts": found["documents"][0]}

    return app


if __name__ == "__main__":
    uvicorn.run(bare_app(Path(sys.argv[1])), port=int(sys.argv[2]), log_level="warning")
