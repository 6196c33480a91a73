"""The parts of benchmark.py: what runs in processes of its own, what measures them, and what says what was measured."""
