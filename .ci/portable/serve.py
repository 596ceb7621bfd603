"""python3 serve.py [port]: serves the folder "wafa" beside this file to this computer alone."""

import functools
import http.server
import os
import sys

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "wafa")
PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 8080


class Handler(http.server.SimpleHTTPRequestHandler):
    # Windows may know other types for these endings, with which browsers refuse them.
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript",
        ".css": "text/css",
        ".json": "application/json",
        ".webmanifest": "application/manifest+json",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".woff2": "font/woff2",
        ".csv": "text/csv; charset=utf-8",
        ".md": "text/markdown; charset=utf-8",
    }

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def list_directory(self, path):
        self.send_error(404)

    def log_message(self, *arguments):
        pass


try:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT), functools.partial(Handler, directory=FOLDER))
except OSError as error:
    sys.exit(f"{error}\nTry another port: python3 serve.py 8081")
print(f"Wafa: http://127.0.0.1:{PORT}/\nCtrl-C stops it.")
try:
    server.serve_forever()
except KeyboardInterrupt:
    pass
