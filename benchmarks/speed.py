"""How fast graphkit is, as Markdown on standard output.

    python benchmarks/speed.py store --work FOLDER [--text SOURCE]      the store, beside pyoxigraph, rdflib and oxrdflib

Each subcommand is a module of its own, with `arguments(parser)` and `main(given)`.
"""

from __future__ import annotations

import argparse

import store_speed

COMMANDS = {"store": store_speed}


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    subparsers = parser.add_subparsers(required=True)
    for name, module in COMMANDS.items():
        subparser = subparsers.add_parser(
            name, description=module.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        module.arguments(subparser)
        subparser.set_defaults(run=module.main)
    given = parser.parse_args()
    given.run(given)


if __name__ == "__main__":
    main()
