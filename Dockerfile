# SPDX-License-Identifier: Apache-2.0
# Two stages: Swift's image builds, a slim Debian runs. The standard library is linked in; libpq stays the system's.
FROM swift:6.3-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpq-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN swift build -c release --static-swift-stdlib --product chantier \
    && swift build -c release --static-swift-stdlib --product tracker \
    && install -D -t /out .build/release/chantier .build/release/tracker \
    && strip /out/chantier /out/tracker

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpq5 zlib1g libexpat1 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --shell /usr/sbin/nologin chantier
COPY --from=build /out/ /usr/local/bin/
USER chantier
WORKDIR /home/chantier
STOPSIGNAL SIGTERM
ENTRYPOINT ["chantier"]
CMD ["worker"]
