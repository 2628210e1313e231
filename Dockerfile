# One image for the service and the bot; `docker compose up` runs both (compose.yaml).
# No key or token is baked in: they come from the environment when a container starts.

FROM python:3.11-slim-bookworm AS build
WORKDIR /source
RUN python -m venv /opt/golden-thread
# The requirements first, so that a change of the code does not install them again.
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY assistant assistant
COPY bot bot
RUN /opt/golden-thread/bin/pip install --no-cache-dir --constraint constraints.txt .

FROM python:3.11-slim-bookworm
# For the OCR of scanned pages. Old Office files need LibreOffice too:
#   docker build --build-arg EXTRA_PACKAGES="libreoffice-core libreoffice-writer libreoffice-impress libreoffice-calc" .
ARG EXTRA_PACKAGES=""
RUN apt-get update \
    && apt-get install -y --no-install-recommends libgl1 libglib2.0-0 $EXTRA_PACKAGES \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 golden-thread \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin golden-thread \
    && install -d -o golden-thread -g golden-thread -m 0700 /data /data/corpus /data/indexes /data/records
COPY --from=build /opt/golden-thread /opt/golden-thread
ENV PATH=/opt/golden-thread/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    GOLDEN_THREAD_CORPUS_DIR=/data/corpus \
    GOLDEN_THREAD_INDEXES_DIR=/data/indexes \
    GOLDEN_THREAD_RECORDS_PATH=/data/records/records.sqlite
USER 10001:10001
WORKDIR /data
VOLUME ["/data/corpus", "/data/indexes", "/data/records"]
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["golden-thread"]
# Reachable from outside the container, so it starts only once a key exists: docs/how-to/operate.md.
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
