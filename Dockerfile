# syntax=docker/dockerfile:1
FROM python:3.11-slim-bookworm AS build
# psycopg2 is built against this system's libpq: its ready-made wheel carries libraries of its own.
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev libpq-dev \
    && rm -rf /var/lib/apt/lists/*
RUN python -m venv /opt/portal
COPY requirements-server.lock .
RUN /opt/portal/bin/pip install --no-cache-dir --require-hashes --no-binary psycopg2 -r requirements-server.lock

FROM python:3.11-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends \
      fonts-noto-core libharfbuzz-subset0 libmagic1 libpango-1.0-0 libpangoft2-1.0-0 libpq5 tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /srv/portal portal \
    && install -d -o portal -m 700 /srv/media
COPY --from=build /opt/portal /opt/portal
ENV PATH=/opt/portal/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    MEDIA_ROOT=/srv/media STATIC_ROOT=/srv/static
WORKDIR /srv/portal
COPY . .
# Settings need their variables even here; nothing of these values stays in the image.
RUN python -c "from ppp_portal.launcher.catalogues import compile_all; compile_all()" \
    && DJANGO_SECRET_KEY=build SEALING_KEY=build PORTAL_ORIGIN=https://build.example \
       DATABASE_URL=postgresql://build/build REDIS_URL=redis://build EMAIL_URL=console:// \
       EMAIL_FROM=build@build.example python manage.py collectstatic --noinput --verbosity 0
USER portal
EXPOSE 8000
CMD ["gunicorn", "ppp_portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "4", "--threads", "4", \
     "--timeout", "60", "--max-requests", "2000", "--max-requests-jitter", "200", "--worker-tmp-dir", "/dev/shm"]
