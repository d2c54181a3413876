"""The parts of `./lumbung`. Standard library only: they run before anything is installed."""
