"""Names → IRIs: the gazetteers' where a name is known, else one minted from the name itself; and events that are one."""

from graphkit.linking.names import link
from graphkit.linking.occurrences import tie

__all__ = ["link", "tie"]
