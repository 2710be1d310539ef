"""Names → IRIs: the gazetteers' where a name is known, else one minted from the name itself."""

from graphkit.linking.names import link

__all__ = ["link"]
