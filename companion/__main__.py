"""Where both `mindful-feed` and `python -m companion` begin."""

import sys

from companion import outbound


def main() -> None:
    """Run the command line with the network closed."""
    outbound.close_network()
    from companion.cli import cli, report_fault  # only now may libraries be imported: see outbound

    sys.excepthook = report_fault
    cli(prog_name="mindful-feed")


if __name__ == "__main__":
    main()
