"""Numbers for Prometheus. They are kept in the database and in Redis, so every process gives the same answer."""

import hmac
from collections.abc import Iterator, Mapping

import redis
from flask import Blueprint, Response, abort, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from heatsync.batches import overview
from heatsync.batches.figures import Times, figures
from heatsync.batches.queue import refused_messages, waiting_messages
from heatsync.models import BatchJob, PdfFile, ProcessingBatch, transaction

bp = Blueprint("metrics", __name__)


@bp.get("/metrics")
def show() -> Response:
    """All numbers, for whoever has the token; nobody else finds this page."""
    token = current_app.config["SETTINGS"].metrics_token
    given = request.authorization.token if request.authorization else None
    if not token or not hmac.compare_digest((given or "").encode(), token.encode()):
        abort(404)
    registry = CollectorRegistry()
    registry.register(_Numbers())
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _Numbers(Collector):
    def collect(self) -> Iterator[Metric]:
        yield from _from_the_database()
        try:
            yield from _from_redis()
        except redis.RedisError:
            return  # a number that is not known is not told


def _from_the_database() -> Iterator[Metric]:
    with transaction() as session:
        contents = session.scalar(select(func.count(PdfFile.id))) or 0
    yield _by("heatsync_batches", "Batches that are kept", "status", overview.by_status(ProcessingBatch))
    yield _by("heatsync_jobs", "Sheets of those batches", "status", overview.by_status(BatchJob))
    yield GaugeMetricFamily("heatsync_pdf_files", "Different PDFs that were read", contents)
    yield GaugeMetricFamily(
        "heatsync_oldest_waiting_seconds", "How long the oldest sheet has waited", overview.oldest_waiting()
    )


def _from_redis() -> Iterator[Metric]:
    counted = figures()
    done = CounterMetricFamily("heatsync_jobs_done", "Sheets that workers were done with", labels=["outcome"])
    for outcome, number in counted.outcomes.items():
        done.add_metric([outcome], number)
    yield done
    yield _histogram("heatsync_read_seconds", "Time of a worker for a sheet", counted.read)
    yield _histogram("heatsync_wait_seconds", "Time of a sheet before its first worker", counted.wait)
    yield GaugeMetricFamily("heatsync_queue_length", "Messages that wake workers", waiting_messages() or 0)
    yield GaugeMetricFamily(
        "heatsync_messages_refused", "Messages that no worker could make sense of", refused_messages()
    )
    yield GaugeMetricFamily("heatsync_workers", "Workers that are alive", len(overview.workers_alive()))
    yield GaugeMetricFamily("heatsync_streams", "Live pages that are open", overview.streams() or 0)


def _by(name: str, text: str, label: str, numbers: Mapping[str, int]) -> Metric:
    gauge = GaugeMetricFamily(name, f"{text}, by {label}", labels=[label])
    for value, number in numbers.items():
        gauge.add_metric([value], number)
    return gauge


def _histogram(name: str, text: str, times: Times) -> Metric:
    buckets = [("+Inf" if edge == float("inf") else str(edge), number) for edge, number in times.up_to.items()]
    return HistogramMetricFamily(name, text, buckets=buckets, sum_value=times.seconds)
