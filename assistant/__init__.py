"""Golden Thread: reads visions, strategies and board papers, and answers with checked citations.

    build:  corpus/ -> corpus -> parsing -> chunking -> indexing -> indexes/     driven by ingest.py
    ask:    indexes/ -> retrieval -> answering -> Answer                      driven by assistant.py

Importing this package loads no heavy library.
"""
