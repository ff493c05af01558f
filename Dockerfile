# sitegen with what makes PDFs. The folder that holds content/ is mounted at /site:
#   docker build --tag sitegen .
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/site" sitegen build

FROM python:3.11-slim-bookworm AS installed
WORKDIR /source
RUN python -m venv /opt/sitegen
ENV PATH=/opt/sitegen/bin:$PATH
# Before the sources, so that a change in them does not fetch everything again.
COPY requirements/pdf.txt requirements/build.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/pdf.txt -r requirements/build.txt
COPY pyproject.toml README.md LICENSE CHANGELOG.md ./
COPY sitegen/ sitegen/
COPY templates/ templates/
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-liberation \
        libharfbuzz-subset0 \
        libpango-1.0-0 \
        libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home sitegen
COPY --from=installed /opt/sitegen /opt/sitegen
ENV PATH=/opt/sitegen/bin:$PATH
# Whoever it runs as, who may have no home here, typefaces are looked up once.
ENV XDG_CACHE_HOME=/tmp/cache
USER sitegen
WORKDIR /site
ENTRYPOINT ["sitegen"]
