"""How many threads numpy takes for a product of arrays: one.

A question's products are small. Shared between numpy's threads they are hardly done sooner, and the others spin while
they wait (the large ones are halved in `search.halves`, where nobody spins): on two cores that doubled the processor's time for a whole question, the model's reading included.
"""

from __future__ import annotations

from functools import lru_cache

from threadpoolctl import threadpool_limits


@lru_cache(maxsize=1)
def one_a_product() -> None:
    """From here on, for the whole process; the model's own threads are not touched."""
    threadpool_limits(1, user_api="blas")
