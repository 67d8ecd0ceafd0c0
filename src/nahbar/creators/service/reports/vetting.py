"""Vets creators: one on demand, all in batches over two processes; keeps the reports and the size curves."""

from __future__ import annotations

import contextlib
import math
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import sqlalchemy as sa

from nahbar.creators.contracts import Usual
from nahbar.creators.service.audits.follower_lists import METHOD
from nahbar.creators.service.lists import creator_row
from nahbar.creators.service.reports.gathering import PACKAGE, gather
from nahbar.creators.service.reports.usual import USUAL, usual_on
from nahbar.creators.tables import reading, reports
from nahbar.creators.vetting.as_json import as_json
from nahbar.creators.vetting.material import ListAudit
from nahbar.creators.vetting.report import Curves, Vetting, compose
from nahbar.kernel.clock import now
from nahbar.kernel.engine import DuckEngine, load_query
from nahbar.kernel.errors import Unavailable
from nahbar.kernel.house import House, open_house
from nahbar.kernel.lean import leave_out_pandas
from nahbar.kernel.messages import Message
from nahbar.measure.size_curve import WIDE_VIEWS_PRIOR, SizeCurve, fit_size_curve, platform_prior

CHUNK_CREATORS = 200
# Whoever opens a page should not wait for an import that is writing.
KEEP_PATIENCE_MS = 200
# Fitting the curves reads every post; below this many it is quick enough to do for one report.
QUICK_POSTS = 30_000
# The weight of n posts is n / (n + this): the spread between creators is about that between the posts of one creator.
HALF_WEIGHT_POSTS = 1.0

Progress = Callable[[int, int], None]


def vet_creator(house: House, name: str) -> Vetting:
    """Vet "platform/handle" on today's data and keep the report; raises NotFound with near matches."""
    curves = curves_for_one(house)
    with house.store.read() as connection:
        row = creator_row(connection, name)
        material = next(gather(connection, house.engine, [row.id]))
    vetting = compose(material, of_platform(curves, row.platform), now())
    keep_report(house, vetting)
    return vetting


def report_json(house: House, name: str) -> dict[str, Any]:
    """Return the report on "platform/handle" as plain values: the kept one where it is fresh, else a new one."""
    with house.store.read() as connection:
        row = creator_row(connection, name)
        kept = reports.fresh_report(connection, row.id, row.version, METHOD)
    if kept is not None:
        return dict(msgspec.json.decode(kept))
    return as_json(vet_creator(house, name), Message.render)


def keep_report(house: House, vetting: Vetting) -> None:
    """Keep a report, unless the one that is kept rests on the same data.

    While another process writes for long, as an import does, and on a full disk the report is not kept: it is right
    all the same.
    """
    with house.store.read() as connection:
        if reports.fresh_report(connection, vetting.profile.id, vetting.profile.version, METHOD) is not None:
            return
    _keep(house, lambda connection: reports.keep_reports(connection, [_kept(vetting)]))


def vet_all(
    house: House,
    progress: Progress = lambda done, total: None,
    workers: int = 2,
    *,
    only_stale: bool = False,
) -> Iterator[bytes]:
    """Vet every creator and keep the reports; yields each report as JSON, in batches as they are ready.

    With `only_stale` those whose report rests on today's data are passed over.
    """
    with house.store.read() as connection:
        ids = reports.stale_ids(connection, METHOD) if only_stale else reading.creator_ids(connection)
    chunks = [ids[start : start + CHUNK_CREATORS] for start in range(0, len(ids), CHUNK_CREATORS)]
    done = 0
    with _processes(house, workers if len(chunks) > 1 else 1) as pool:
        # The processes start while the curves are fitted.
        refit_curves(house)
        for rows in _vetted(house, chunks, pool):
            with house.store.write() as connection:
                reports.keep_reports(connection, rows)
            done += len(rows)
            progress(done, len(ids))
            yield from (row["report"] for row in rows)


@contextlib.contextmanager
def _processes(house: House, workers: int) -> Iterator[ProcessPoolExecutor | None]:
    """Yield processes that vet, already starting; None for one worker, which is this process."""
    if workers < 2:
        yield None
        return
    # Spawned, not forked: the parent holds open connections and threads.
    context = multiprocessing.get_context("spawn")
    folder = house.workspace.folder
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_open_in_worker, initargs=(folder,))
    try:
        pool.submit(int)
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _vetted(
    house: House, chunks: Sequence[Sequence[int]], pool: ProcessPoolExecutor | None
) -> Iterator[list[dict[str, Any]]]:
    if pool is None:
        for chunk in chunks:
            yield vet_chunk(house, chunk)
        return
    for future in as_completed([pool.submit(_vet_in_worker, chunk) for chunk in chunks]):
        yield future.result()


_worker_house: list[House] = []


def _open_in_worker(folder: Path) -> None:
    leave_out_pandas()
    # One thread each: the worker processes share the cores already.
    _worker_house.append(open_house(folder, (), DuckEngine(threads=1)))


def _vet_in_worker(ids: Sequence[int]) -> list[dict[str, Any]]:
    return vet_chunk(_worker_house[0], ids)


def vet_chunk(house: House, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return the rows to keep for these creators."""
    with house.store.read() as connection:
        curves = read_curves(connection)
        materials = gather(connection, house.engine, ids)
        return [_kept(compose(one, of_platform(curves, one.profile.platform), now())) for one in materials]


def _kept(vetting: Vetting) -> dict[str, Any]:
    found = vetting.by_followers
    known = found is not None and math.isfinite(found.rate)
    return {
        "creator_id": vetting.profile.id,
        "version": vetting.profile.version,
        "method": METHOD,
        "made_at": now(),
        "verdict": vetting.authenticity.verdict,
        "rate": found.rate if found and known else None,
        "rate_low": found.interval[0] if found and known else None,
        "rate_high": found.interval[1] if found and known else None,
        "percentile": found.percentile if found and known else None,
        "posts_used": found.posts_used if found else 0,
        "paid_share": vetting.paid.share if vetting.paid else None,
        **_kept_audit(vetting.follower_audit),
        "report": msgspec.json.encode(as_json(vetting, Message.render)),
    }


def _kept_audit(audit: ListAudit | None) -> dict[str, float | int | None]:
    if audit is None:
        return dict.fromkeys(f"audit_{name}" for name in ("n", "share", "low", "high", "fits", "checked"))
    return {
        "audit_n": audit.n,
        "audit_share": audit.share_fake,
        "audit_low": audit.interval.low,
        "audit_high": audit.interval.high,
        "audit_fits": audit.fits,
        "audit_checked": audit.checked,
    }


# By (platform, "followers" or "views"): a size curve; by (platform, "usual"): what is usual among the creators.
CurveSet = dict[tuple[str, str], Any]


def read_curves(connection: sa.Connection) -> CurveSet:
    """Return the size curves that were fitted last, by (platform, denominator)."""
    stored = reports.read_curves(connection)
    return {key: (Usual if key[1] == USUAL else SizeCurve).from_dict(value) for key, value in stored.items()}


def curves_for_one(house: House) -> CurveSet:
    """Return curves for one report: those of today's data where fitting them is quick, else those fitted last."""
    with house.store.read() as connection:
        fresh = reports.curve_state(connection) == reports.data_state(connection, METHOD)
        if fresh or reading.count_posts(connection) > QUICK_POSTS:
            return read_curves(connection)
    return refit_curves(house)


def of_platform(curves: CurveSet, platform: str) -> Curves:
    """Return the curves of a platform, from the prior alone where none was fitted."""
    return Curves(
        by_followers=curves.get((platform, "followers")) or _prior_curve(platform, "followers"),
        by_views=curves.get((platform, "views")) or _prior_curve(platform, "views"),
        usual=curves.get((platform, USUAL)),
    )


def _prior_curve(platform: str, denominator: str) -> SizeCurve:
    nothing = np.empty(0)
    prior = platform_prior(platform) if denominator == "followers" else WIDE_VIEWS_PRIOR
    return fit_size_curve(nothing, nothing, nothing, prior)


def refit_curves(house: House) -> CurveSet:
    """Fit the size curves of every platform to today's data and keep them."""
    with house.store.read() as connection:
        state = reports.data_state(connection, METHOD)
        curves = fit_curves(house, connection)
    rows = [
        {
            "platform": platform,
            "denominator": denominator,
            "curve": msgspec.json.encode(curve.to_dict()).decode(),
            "creators": curve.creators,
            "state": state,
            "fitted_at": now(),
        }
        for (platform, denominator), curve in curves.items()
    ]
    _keep(house, lambda connection: reports.keep_curves(connection, rows))
    return curves


def _keep(house: House, keep: Callable[[sa.Connection], None]) -> None:
    """Keep what can be computed again, unless an import writes or the disk is full: the page is shown all the same."""
    try:
        with house.store.write(KEEP_PATIENCE_MS) as connection:
            keep(connection)
    except Unavailable as error:
        if error.kind not in ("store-locked", "disk-full"):
            raise


def fit_curves(house: House, connection: sa.Connection) -> CurveSet:
    """Fit the size curves of every platform to the typical rates of its creators."""
    posts = reading.read_rates(connection)
    rates = house.engine.reduce(load_query(PACKAGE, "creator_rates"), {"posts": posts})
    columns = {name: _floats(rates, name) for name in rates.column_names if name != "platform"}
    platforms = np.array(rates.column("platform").to_pylist(), dtype=object)
    curves: CurveSet = {}
    for platform in sorted(set(platforms.tolist())):
        here = platforms == platform
        size = np.log10(np.maximum(columns["followers"][here], 1.0))
        size[~np.isfinite(columns["followers"][here])] = np.nan
        for denominator, count in (("followers", "posts"), ("views", "posts_with_views")):
            n = columns[count][here]
            rate = columns[f"log_rate_by_{denominator}"][here]
            prior = platform_prior(platform) if denominator == "followers" else WIDE_VIEWS_PRIOR
            curves[platform, denominator] = fit_size_curve(size, rate, n / (n + HALF_WEIGHT_POSTS), prior)
        curves[platform, USUAL] = usual_on(house, connection, platform, of_platform(curves, platform))
    return curves


def _floats(table: Any, name: str) -> Any:
    return np.asarray(table.column(name).cast("float64").to_numpy(zero_copy_only=False), dtype=np.float64)
