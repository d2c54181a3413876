"""Files that people bring, read into rows with their faults."""
