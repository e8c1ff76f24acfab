"""Sends mutated requests to a receiver, with valid spans in between: fuzz.py ADDRESS REQUESTS SEED.

Prints the number of valid spans that were acknowledged; each of them has to be stored exactly once.
"""

import gzip
import random
import socket
import sys
import threading

import otlp_wire as otlp

address, total, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
host, port = address.rsplit(":", 1)
WORKERS = 8
counts = [0] * WORKERS
answers = {}
lock = threading.Lock()


def sample(chance, number):
    """A valid span that is a sample of what is mutated."""
    return otlp.span(
        "%032x" % chance.getrandbits(128), "%016x" % (number + 1), None, "mutated",
        10**18, 10**18 + 5,
        [("text", "x" * chance.randrange(200)), ("number", chance.randrange(2**40)), ("flag", True)])


def mutated(chance, body):
    body = bytearray(body)
    for _ in range(chance.choice((1, 1, 2, 5, 40))):
        place = chance.randrange(len(body) + 1)
        how = chance.randrange(6)
        if how == 0 and place < len(body):
            body[place] ^= 1 << chance.randrange(8)
        elif how == 1:
            del body[place:place + chance.randrange(1, 30)]
        elif how == 2:
            body[place:place] = bytes(chance.getrandbits(8) for _ in range(chance.randrange(1, 12)))
        elif how == 3:
            start = chance.randrange(len(body) + 1)
            body[place:place] = body[start:start + chance.randrange(60)]
        elif how == 4:
            body[place:place] = b"\xff" * chance.randrange(1, 11)
        else:
            del body[place:]
    return bytes(body)


def attack(chance, client, number):
    spans = [sample(chance, number) for _ in range(chance.randrange(1, 4))]
    is_json = chance.random() < 0.5
    body = mutated(chance, otlp.as_json(spans) if is_json else otlp.protobuf(spans))
    kind = "application/json" if is_json else "application/x-protobuf"
    headers, path, compressed = {}, chance.choice(("/v1/traces", "/v1/traces", "/v1/logs")), False
    how = chance.randrange(12)
    if how == 0:
        headers["Host"] = chance.choice(("evil.example", "127.0.0.1.evil.example", "", "[::1", "localhost:x"))
    elif how == 1:
        headers["Origin"] = "http://evil.example"
    elif how == 2:
        headers["Content-Encoding"] = chance.choice(("gzip", "br", "deflate"))
    elif how == 3:
        compressed = True
    elif how == 4:
        body, headers["Content-Encoding"] = mutated(chance, gzip.compress(body)), "gzip"
    elif how == 5:
        kind = chance.choice(("text/plain", "", "application/json; x", "multipart/form-data"))
    elif how == 6:
        path = chance.choice(("/", "/v1/../v1/traces", "/v1/traces/", "/%00", "/" + "a" * 9000))
    elif how == 7:
        body = gzip.compress(bytes(chance.choice((1, 30)) << 20), 9)
        headers["Content-Encoding"] = "gzip"
    elif how == 8:
        body = (b"[" if is_json else b"\x0a\x7f") * chance.randrange(1, 5000)
    return client.post(body, path, kind, compressed, headers)[0]


def raw(chance):
    """Bytes that are no HTTP, or only half of it."""
    try:
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            head = b"POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n"
            connection.sendall(mutated(chance, head + b"x" * chance.randrange(60)))
            if chance.random() < 0.5:
                connection.settimeout(0.05)
                connection.recv(100)
    except OSError:
        pass
    return 0


def work(worker):
    chance = random.Random(seed * 1000 + worker)
    client = otlp.Client(address)
    for number in range(worker, total, WORKERS):
        try:
            if number % 5 == 4:
                valid = otlp.span(f"{0xfeed:08x}{worker:08x}{number:016x}", f"{number + 1:016x}", None,
                                  "valid", 10**18, 10**18 + 5)
                # Twice: a batch that is sent again adds nothing.
                for _ in range(chance.choice((1, 2))):
                    status, _ = client.post(otlp.protobuf([valid]))
                    assert status == 200, status
                counts[worker] += 1
                status = 200
            elif number % 50 == 7:
                status = raw(chance)
            else:
                status = attack(chance, client, number)
        except AssertionError:
            raise
        except Exception:
            # Closed in the middle of what was sent.
            client.close()
            status = -1
        with lock:
            answers[status] = answers.get(status, 0) + 1


threads = [threading.Thread(target=work, args=(worker,)) for worker in range(WORKERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(dict(sorted(answers.items())), file=sys.stderr)
assert sum(answers.values()) == total, "a worker gave up"
assert 500 not in answers, answers
print(sum(counts))
