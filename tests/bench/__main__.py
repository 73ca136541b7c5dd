"""`make bench`: every figure in one run; nothing is asserted."""

from __future__ import annotations

from tests.bench import bench_anonymize, bench_conference, bench_publishing, bench_search, bench_site

for name, bench in (
    ("会議", bench_conference),
    ("事例にする", bench_anonymize),
    ("検索", bench_search),
    ("公開", bench_publishing),
    ("サイト", bench_site),
):
    print(f"\n== {name}", flush=True)
    bench.main()
