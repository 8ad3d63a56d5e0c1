"""Who does the work of many: processes here, or the workers of a cluster."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vaktplan.fleet import Work

if TYPE_CHECKING:
    from vaktplan.fleet import Pool


@dataclass(frozen=True)
class Workers:
    """So many processes here, or a cluster; when it does not answer, processes here only when that is asked for.

    `on_fallback` is told what the cluster answered, each time processes here take its place.
    """

    processes: int = 1
    cluster: str = ""
    or_local: bool = False
    on_fallback: Callable[[str], None] = lambda why: None

    def pool(self, work: Work) -> "Pool":
        """The workers of some work. Raises UsageError when the cluster does not answer."""
        from vaktplan.fleet.local import LocalPool

        if not self.cluster:
            return LocalPool(work, self.processes)
        from vaktplan.fleet.cluster import ClusterPool, NoCluster

        try:
            return ClusterPool(work, self.cluster)
        except NoCluster as error:
            if not self.or_local:
                raise
            self.on_fallback(str(error))
            return LocalPool(work, self.processes)
