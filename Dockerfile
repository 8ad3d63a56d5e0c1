# vaktplan's server. Build at the top of a checkout: docker build -t vaktplan .
# The image holds pinned dependencies with hashes; it runs as nobody and writes only to /data.
FROM python:3.11-slim AS build
COPY requirements/run.txt /tmp/run.txt
RUN python -m venv /opt/vaktplan && /opt/vaktplan/bin/pip install --no-cache-dir --require-hashes -r /tmp/run.txt
COPY pyproject.toml README.md LICENSE /src/
COPY vaktplan /src/vaktplan
COPY models /src/models
RUN /opt/vaktplan/bin/pip install --no-cache-dir hatchling==1.33.0 && \
    /opt/vaktplan/bin/pip install --no-cache-dir --no-deps --no-build-isolation /src && \
    /opt/vaktplan/bin/pip uninstall -y hatchling

FROM python:3.11-slim
COPY --from=build /opt/vaktplan /opt/vaktplan
RUN install -d -o 65534 -g 65534 -m 0750 /data
ENV PATH=/opt/vaktplan/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 65534:65534
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/klar', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["vaktplan"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8080"]
