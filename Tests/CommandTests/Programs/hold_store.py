"""Holds the lock of the one writer of a store until a file is there: hold_store.py STORE FILE."""

import os
import sqlite3
import sys
import time

store, sign = sys.argv[1:3]
connection = sqlite3.connect(store, isolation_level=None, timeout=30)
connection.execute("BEGIN IMMEDIATE")
print("started", flush=True)
deadline = time.monotonic() + 120
while not os.path.exists(sign) and time.monotonic() < deadline:
    time.sleep(0.02)
connection.execute("ROLLBACK")
