"""Saves a notice again and again while the preview shows a large site → how long until a browser has the new page.

Example: python bench/preview.py --notices 10000 --times 9
"""

import argparse
import asyncio
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from statistics import median

from tornado.ioloop import IOLoop
from tornado.websocket import websocket_connect

HERE = Path(__file__).parent
WORK = HERE / "work/preview"
NOW = "2026-11-23T09:00"
_HELLO = '{"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}'


def main() -> None:
    """Measures and prints seconds from the end of saving to the new words being there, after the browser is told to reload."""
    parser = argparse.ArgumentParser(description="Time the preview of a generated site.")
    parser.add_argument("--notices", type=int, default=10_000, help="how many (default: 10,000)")
    parser.add_argument("--times", type=int, default=9, help="saves (default: 9)")
    options = parser.parse_args()
    shutil.rmtree(WORK, ignore_errors=True)
    subprocess.run([sys.executable, HERE / "generate.py", str(options.notices), WORK / "content"], check=True)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "sitegen", "serve", "--port", str(port), "--now", NOW]
    with subprocess.Popen(command, cwd=WORK, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout  # noqa: S101 - it has one
        while "Ctrl+C" not in server.stdout.readline():
            pass
        taken = IOLoop.current().run_sync(lambda: _saves(port, options.times))
        server.send_signal(signal.SIGINT)
    print(
        f"{options.notices:,} notices, {len(taken)} saves: {median(taken):.2f} s in the middle, "
        f"{min(taken):.2f} s at best, {max(taken):.2f} s at worst"
    )


async def _saves(port: int, times: int) -> list[float]:
    files = sorted((WORK / "content/adverts").rglob("*.md"))
    taken = []
    for number in range(times):
        file = files[(number + 1) * len(files) // (times + 1)]
        browser = await websocket_connect(f"ws://127.0.0.1:{port}/livereload")
        await browser.write_message(_HELLO)
        await browser.read_message()
        await browser.write_message('{"command": "info", "url": "/"}')
        page = f"http://127.0.0.1:{port}/adverts/{file.stem}/"
        word = f"Zyzzyva{number}"
        file.write_text(
            re.sub(r"^title: (.*)$", rf"title: \1 {word}", file.read_text(), count=1, flags=re.MULTILINE)
        )
        saved = time.perf_counter()
        while True:
            await browser.read_message()
            answer = await IOLoop.current().run_in_executor(None, _read, page)
            if word in answer:
                break
        taken.append(time.perf_counter() - saved)
        browser.close()
        await asyncio.sleep(12)  # the build that follows is done by then
    return taken


def _read(page: str) -> str:
    with urllib.request.urlopen(page) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())


if __name__ == "__main__":
    main()
