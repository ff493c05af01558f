# sitegen with what makes PDFs and what publishes: git, ssh and rclone. The folder that holds content/ is mounted at /site:
#   docker build --tag sitegen .
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/site" sitegen build
# docs/publishing.md says how to publish from it.

# Version and digest: the same base until somebody changes this line. The digest is that of the list for all kinds of machine;
# docker buildx imagetools inspect, followed by the name and version, prints it.
ARG BASE=python:3.13.15-slim-bookworm@sha256:2325bb286ec344af3e5898cc224b5844e2707ac6e26b1632516fd3edc84a5e26

FROM ${BASE} AS installed
WORKDIR /source
RUN python -m venv /opt/sitegen
ENV PATH=/opt/sitegen/bin:$PATH
# Before the sources, so that a change in them does not fetch everything again.
COPY requirements/pdf.txt requirements/rclone.txt requirements/build.txt requirements/
RUN pip install --no-cache-dir --require-hashes --only-binary :all: \
        -r requirements/pdf.txt -r requirements/rclone.txt -r requirements/build.txt
COPY pyproject.toml README.md LICENSE CHANGELOG.md ./
COPY sitegen/ sitegen/
COPY templates/ templates/
COPY tools/compile_templates.py tools/
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

FROM ${BASE}
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-liberation \
        git \
        libharfbuzz-subset0 \
        libpango-1.0-0 \
        libpangoft2-1.0-0 \
        openssh-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --create-home sitegen
COPY --from=installed /opt/sitegen /opt/sitegen
ENV PATH=/opt/sitegen/bin:$PATH
# Whoever it runs as, who may have no home here, typefaces are looked up once.
ENV XDG_CACHE_HOME=/tmp/cache
# A number, so that those who run it can tell that it is not root. Git does not trust a folder of another account, and
# publishing then refuses: that guard stays.
USER 10001:10001
WORKDIR /site
ENTRYPOINT ["sitegen"]
