# The base by its digest (python 3.13.15, Debian 13, all kinds of machine), twice the same; docs/deploy.md says how to renew it.
# Two stages: pip, its cache and what lists the parts stay behind in the first.
FROM python:3.13-slim@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b AS install
RUN python3 -m venv --copies /opt/venv
COPY requirements.lock .
# Tests and C headers of libraries are 60 MB that nothing here reads.
RUN /opt/venv/bin/python3 -m pip install --no-cache-dir --no-compile --require-hashes -r requirements.lock \
    && /opt/venv/bin/python3 -m pip uninstall --yes --quiet pip \
    && find /opt/venv -type d \( -name tests -o -path '*/pyarrow/include' -o -path '*/numpy/_core/include' \) -prune -exec rm -rf {} +
# The list of all parts with their hashes (SBOM, CycloneDX; `make sbom` writes the same):
# docker run --rm unrolled python3 -c "print(open('/opt/venv/sbom.json').read())"
RUN python3 -m venv /tmp/lister && /tmp/lister/bin/pip install --no-cache-dir --quiet cyclonedx-bom==7.5.0 \
    && /tmp/lister/bin/cyclonedx-py requirements requirements.lock --output-reproducible --of JSON -o /opt/venv/sbom.json

FROM python:3.13-slim@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b
COPY --from=install /opt/venv /opt/venv
WORKDIR /app
COPY . .
# By number, so that a cluster can see that it is not root.
USER 10001:10001
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp HOST=0.0.0.0 PORT=8501
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python3", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)"]
CMD ["python3", "-m", "server"]
