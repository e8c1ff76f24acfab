"""Small pictures, drawn here so that they are ours and always the same bytes."""

import struct
import zlib

WHITE, GREY, RED, BLUE = 0, 1, 2, 3
PALETTE = bytes((255, 255, 255, 200, 200, 200, 208, 48, 40, 40, 90, 170))


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(rows):
    """A PNG of rows of palette indexes, two bits each; stored, so that no zlib version matters."""
    width = len(rows[0])
    raw = bytearray()
    for row in rows:
        raw.append(0)
        for x in range(0, width, 4):
            four = (row[x:x + 4] + [0] * 4)[:4]
            raw.append(four[0] << 6 | four[1] << 4 | four[2] << 2 | four[3])
    header = struct.pack(">IIBBBBB", width, len(rows), 2, 3, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"PLTE", PALETTE)
            + chunk(b"IDAT", zlib.compress(bytes(raw), 0)) + chunk(b"IEND", b""))


def bars(heights, red_from, width=160, height=96):
    """A bar chart of percentages on a grid; bars from `red_from` on are red."""
    rows = [[GREY if y % 24 == 23 else WHITE for _ in range(width)] for y in range(height)]
    each = width // len(heights)
    for index, percent in enumerate(heights):
        colour = RED if index >= red_from else BLUE
        for y in range(height - height * percent // 100, height):
            for x in range(index * each + 1, (index + 1) * each - 1):
                rows[y][x] = colour
    return png(rows)


def dialog(width=160, height=96):
    """A window with a red banner: what an error looks like from afar."""
    rows = [[WHITE] * width for _ in range(height)]
    for y in range(height):
        for x in range(width):
            if y in (0, height - 1) or x in (0, width - 1):
                rows[y][x] = GREY
            elif 8 <= y < 24 and 8 <= x < width - 8:
                rows[y][x] = RED
            elif 72 <= y < 86 and 100 <= x < 150:
                rows[y][x] = BLUE
            elif y in (36, 44, 52) and 8 <= x < 110 + (y - 44) * 3:
                rows[y][x] = GREY
    return png(rows)
